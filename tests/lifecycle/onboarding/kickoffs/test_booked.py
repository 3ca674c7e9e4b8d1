"""A meeting that the client has booked gives a kickoff its time: it moves with it, and needs another one where it is cancelled."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.onboarding.kickoffs.sending import drafted_letter, send_agenda
from clientkeep.lifecycle.onboarding.models import Kickoff, Playbook, PlaybookStep
from clientkeep.lifecycle.onboarding.playbooks.starting import start
from clientkeep.lifecycle.sales.booking.booker import Booker
from clientkeep.lifecycle.sales.models import Booking, MeetingType
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.portal.links import new_link
from clientkeep.workspace.queue import run_due_jobs

pytestmark = pytest.mark.django_db(transaction=True)
NOON = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)
FIRST = dt.datetime(2026, 3, 3, 17, 0, tzinfo=dt.UTC)


@pytest.fixture
def kind(cast):
    with clock.moved(NOON):
        made = MeetingType.make(
            cast.olivia, cast.by, name="Kickoff call", minutes=30, place_kind="video", place="https://video.example/o", notice_hours=12, furthest_days=60, questions=[],
        )  # fmt: skip
        yield MeetingType.objects.select_related("workspace", "member__user").get(pk=made.pk)


@pytest.fixture
def mine(cast) -> Client:
    return Client.objects.select_related("workspace", "owner__user").get(pk=cast.acme.pk)


def book(kind: MeetingType, email: str = "jo@acme.example", at: dt.datetime = FIRST) -> Booking:
    made = Booking.make(kind, at, Booker.of(kind, "Jo March", email, "America/Los_Angeles"))
    run_due_jobs()
    return Booking.objects.select_related("kind", "workspace", "member__user").get(pk=made.pk)


def test_a_booking_is_tied_moves_and_is_lost(cast, kind, mine):
    booking = book(kind)
    made = Kickoff.begin(mine, cast.by, booking=booking)
    assert (made.starts_at, made.minutes, made.place) == (FIRST, 30, "https://video.example/o")
    booking.move(FIRST + dt.timedelta(hours=2), cast.by)
    run_due_jobs()
    made.refresh_from_db()
    assert made.starts_at == FIRST + dt.timedelta(hours=2)
    booking.cancel(cast.by, "Ill")
    run_due_jobs()
    made.refresh_from_db()
    assert (made.starts_at, made.booking_id, made.state) == (None, None, "planned")
    with pytest.raises(Invalid):
        made.change(cast.by, booking=booking)


def test_a_booking_of_another_client_is_refused(cast, kind, mine):
    with pytest.raises(Invalid):
        Kickoff.begin(mine, cast.by, booking=book(kind, "ben@bloom.example"))


def test_the_client_chooses_the_time_from_the_portal(cast, kind, mine, client):
    made = Kickoff.begin(mine, cast.by, meeting_type=kind, contacts=[cast.jo])
    send_agenda(made, cast.by, *drafted_letter(made, "Olivia"), [cast.jo])
    client.get(new_link(cast.acme, cast.jo))
    page = f"/p/kickoffs/{made.pk}/"
    assert f"/book/{kind.token}/" in client.get(page).content.decode()
    booking = book(kind)
    made.refresh_from_db()
    assert (made.booking, made.starts_at) == (booking, FIRST)
    assert f"/book/{kind.token}/" not in client.get(page).content.decode()


def test_a_step_takes_the_meeting_that_was_booked_for_it(cast, kind, mine):
    booking = book(kind)
    step = {"key": "kickoff", "kind": "kickoff", "side": "us", "title": "Kickoff", "days": 0, "choice": str(kind.pk)}
    with pytest.raises(Invalid):
        Playbook.make(cast.north, cast.by, "Wrong", [{**step, "choice": str(cast.jo.pk)}])
    playbook = Playbook.make(cast.north, cast.by, "A good start", [step])
    with clock.moved(NOON):
        start(cast.acting(cast.olivia), playbook, cast.acme, cast.jo)
    assert Kickoff.objects.get().booking == booking
    assert PlaybookStep.objects.get().held == "the kickoff to be held, on Tue 3 Mar 2026, 09:00 America/Los_Angeles"


def test_the_page_of_a_step_asks_which_meeting_and_needs_none(cast, kind, as_member):
    playbook, page = Playbook.make(cast.north, cast.by, "A good start", []), as_member(cast.olivia)
    url = f"/playbooks/{playbook.pk}/steps/kickoff/new/"
    assert "Kickoff call" in page.get(url).content.decode()
    said = {"title": "Kickoff", "days": "0", "after": "", "only": "", "value": "", "owner": "", "text": "", "choice": "", "version": "1"}
    answer = page.post(url, said)
    assert answer.status_code == 302, answer.context["form"].errors
    playbook.refresh_from_db()
    assert (playbook.steps[0]["kind"], playbook.steps[0]["choice"]) == ("kickoff", "")
