"""The firm's pages: what can be booked, the bookings, one of them, one's own calendar link."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.lifecycle.sales.models import Booking, CalendarLink, MeetingType
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter

from .asking import book
from .conftest import FIRST

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
TYPED = {
    "name": "Project talk", "minutes": "45", "place_kind": "phone", "place": "", "description": "", "questions": "What?\n\nWhen?\n", "buffer_before": "0",
    "buffer_after": "15", "notice_hours": "4", "furthest_days": "30", "most_a_day": "", "hours": "usual",
}  # fmt: skip


def offer(page, member, **more):
    return page.post("/sales/meeting-types/new/", {**TYPED, "member": str(member.pk), **more})


def test_offering_a_meeting(as_member, cast, now):
    page = as_member(cast.theo)
    assert page.get("/sales/meeting-types/new/").status_code == 200
    assert offer(page, cast.theo).status_code == 302
    kind = MeetingType.objects.get()
    assert (kind.member, kind.minutes, kind.questions, kind.most_a_day, kind.week) == (cast.theo, 45, ["What?", "When?"], None, None)
    listed = page.get("/sales/meeting-types/").content.decode()
    assert f"/book/{kind.token}/" in listed and "Can be booked" in listed
    assert Event.objects.get(slug="meeting_type.made").payload["meeting"] == "Project talk"


@pytest.mark.parametrize(("more", "words"), [
    ({"name": " "}, "required"), ({"minutes": "4"}, "greater"), ({"place_kind": "video"}, "Paste the link"), ({"place_kind": "place"}, "Write where"),
    ({"place_kind": "video", "place": "javascript:alert(1)"}, "Paste the link"), ({"place_kind": "video", "place": "http://"}, "Paste the link"),
    ({"hours": "own"}, "at least one day"), ({"hours": "own", "monday": "9-8"}, "ends after"), ({"questions": "x?\n" * 11}, "at most 10"),
    ({"most_a_day": "0"}, "greater"), ({"token": "mine"}, "not a field"), ({"furthest_days": "9" * 30}, "less"),
])  # fmt: skip
def test_what_cannot_be_offered_is_said_at_its_field(as_member, cast, now, more, words):
    answer = offer(as_member(cast.theo), cast.theo, **more)
    assert answer.status_code == 422 and words in answer.content.decode() and not MeetingType.objects.exists()


def test_a_member_offers_meetings_with_oneself_and_changes_only_those(as_member, cast, call):
    page = as_member(cast.theo)
    assert offer(page, cast.olivia).status_code == 422
    answer = page.get(f"/sales/meeting-types/{call.pk}/")
    assert answer.status_code == 403 and "Olivia North" in answer.content.decode()
    assert page.post(f"/sales/meeting-types/{call.pk}/switch/").status_code == 403
    page = as_member(cast.adam)
    assert offer(page, cast.theo).status_code == 302
    assert page.post(f"/sales/meeting-types/{call.pk}/switch/").status_code == 302
    assert not MeetingType.objects.get(pk=call.pk).active


def test_a_changed_meeting_leaves_what_is_booked_as_it_was(as_member, cast, call):
    booking = book(call, FIRST)
    typed = {**TYPED, "member": str(cast.olivia.pk), "name": "Long talk", "minutes": "90"}
    assert as_member(cast.olivia).post(f"/sales/meeting-types/{call.pk}/", typed).status_code == 302
    booking.refresh_from_db()
    assert booking.minutes == 30 and booking.meeting == "First call" and booking.place_kind == "video"


def test_the_list_shows_what_is_to_come_past_and_cancelled(as_member, cast, call):
    book(call, FIRST, name="Soon")
    book(call, FIRST + DAY, name="Off", email="off@quill.example").cancel(cast.by)
    page = as_member(cast.olivia)
    assert ["Soon" in page.get(f"/sales/bookings/{part}").content.decode() for part in ("", "?show=past", "?show=cancelled")] == [True, False, False]
    assert "Off" in page.get("/sales/bookings/?show=cancelled").content.decode()
    with clock.moved(FIRST + DAY):
        assert "Soon" in page.get("/sales/bookings/?show=past").content.decode()
    assert "Soon" not in as_member(cast.theo).get("/sales/bookings/?whose=mine").content.decode()


def test_a_narrowed_member_sees_meetings_of_their_clients_and_their_own_alone(as_member, cast, call):
    acme, bloom = book(call, FIRST, email="jo@acme.example"), book(call, FIRST + DAY, email="ben@bloom.example")
    new = book(call, FIRST + 2 * DAY, email="new@quill.example")
    page = as_member(cast.mia)
    assert [page.get(f"/sales/bookings/{each.pk}/").status_code for each in (acme, bloom, new)] == [200, 404, 404]


def test_a_note_is_for_the_firm_alone(as_member, cast, call, client):
    booking = book(call, FIRST)
    as_member(cast.olivia).post(f"/sales/bookings/{booking.pk}/note/", {"note": "Careful <b>budget</b>"})
    booking.refresh_from_db()
    assert booking.note == "Careful <b>budget</b>"
    assert "&lt;b&gt;budget" in as_member(cast.olivia).get(f"/sales/bookings/{booking.pk}/").content.decode()
    assert not Letter.objects.filter(text__contains="budget").exists()


def test_cancelling_sends_the_reason(as_member, cast, call):
    booking = book(call, FIRST)
    as_member(cast.olivia).post(f"/sales/bookings/{booking.pk}/cancellation/", {"reason": "Ill today"})
    assert "Ill today" in Letter.objects.get(to_email="nora@quill.example", key__contains="cancelled").text
    booking.refresh_from_db()
    assert booking.cancelled_by == "Olivia North"
    answer = as_member(cast.olivia).post(f"/sales/bookings/{booking.pk}/missed/")
    assert answer.status_code == 409


def test_who_did_not_come(as_member, cast, call):
    booking, page = book(call, FIRST, email="jo@acme.example"), as_member(cast.olivia)
    assert page.post(f"/sales/bookings/{booking.pk}/missed/").status_code == 409, "it has not begun"
    with clock.moved(FIRST + DAY):
        page.post(f"/sales/bookings/{booking.pk}/missed/")
        assert Booking.objects.get().state == "missed" and Event.objects.get(slug="meeting.missed").client_id == cast.acme.pk
        assert "They did not come" in page.get(f"/clients/{cast.acme.pk}/").content.decode()
        page.post(f"/sales/bookings/{booking.pk}/missed/")
        assert Booking.objects.get().state == "booked"


def test_a_new_person_becomes_a_client_once(as_member, cast, call):
    booking, page = book(call, FIRST), as_member(cast.theo)
    other = book(call, FIRST + DAY)
    shown = page.get(f"/sales/bookings/{booking.pk}/")
    token = shown.context["form_token"]
    for _ in range(2):
        assert page.post(f"/sales/bookings/{booking.pk}/client/", {"client": "Quill Press", "form_token": token}).status_code == 302
    client = Client.objects.get(name="Quill Press")
    assert client.owner == cast.theo and client.stage == "lead" and client.contacts.get().email == "nora@quill.example"
    assert {each.client for each in Booking.objects.all()} == {client} and other.pk
    assert Event.objects.filter(slug="meeting.booker_added", client_id=client.pk).count() == 1
    assert "Next meeting" in page.get(f"/clients/{client.pk}/").content.decode()


def test_today_tells_ones_own_meetings_of_the_day(as_member, cast, call):
    book(call, FIRST, name="Nora Quill")
    with clock.moved(FIRST - dt.timedelta(hours=1)):
        assert "meets you at 9:00: First call" in as_member(cast.olivia).get("/").content.decode()
        assert "meets you" not in as_member(cast.theo).get("/").content.decode()
    with clock.moved(FIRST + DAY):
        assert "meets you" not in as_member(cast.olivia).get("/").content.decode()


def test_the_calendar_link_is_shown_once_read_by_programs_and_revocable(as_member, cast, call, client):
    import vobject

    book(call, FIRST).cancel(cast.by)
    book(call, FIRST)
    page = as_member(cast.olivia)
    link = page.post("/settings/calendar/link/").context["link"]
    path = link.partition("8000")[2]
    assert link not in page.get("/settings/calendar/").content.decode() and path.split("/")[2][:43] not in CalendarLink.objects.get().secret_hash
    page.logout()
    answer = client.get(path)
    assert answer["Content-Type"].startswith("text/calendar") and not answer.cookies
    events = vobject.readOne(answer.content.decode()).vevent_list
    assert sorted(event.status.value for event in events) == ["CANCELLED", "CONFIRMED"]
    page = as_member(cast.olivia)
    newer = page.post("/settings/calendar/link/").context["link"].partition("8000")[2]
    assert client.get(path).status_code == 404 and client.get(newer).status_code == 200
    page.post("/settings/calendar/link/end/")
    assert client.get(newer).status_code == 404


def test_the_command_lists_bookings(cast, call, capsys, monkeypatch):
    import json

    from clientkeep.config.command_line import main
    from clientkeep.config.commands import bookings

    monkeypatch.setattr("clientkeep.config.command_line.with_django", lambda: None)
    book(call, FIRST)
    assert main(["bookings"]) == 0
    assert "Tue 3 Mar 2026, 09:00 (America/Los Angeles)  First call, 30 min: Nora Quill" in capsys.readouterr().out
    assert main(["bookings", "--json", "--as", "olivia@north.example", "--mine"]) == 0
    assert json.loads(capsys.readouterr().out)["starts_at"] == "2026-03-03T17:00:00+00:00"
    assert main(["bookings", "--as", "nobody@x.example"]) == 2 and bookings.SUMMARY
