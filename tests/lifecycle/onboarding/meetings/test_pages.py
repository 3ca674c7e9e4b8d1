"""The firm's page and the client's page of a meeting step, Today, and programs."""

import datetime as dt
import json

import pytest

from clientkeep.foundation import clock
from clientkeep.lifecycle.onboarding.models import Playbook, PlaybookStep
from clientkeep.lifecycle.sales.booking.offering import Offer
from clientkeep.lifecycle.sales.models import Booking
from clientkeep.relationship.clients import once
from clientkeep.relationship.portal.links import new_link
from clientkeep.workspace.mail.links import make_link
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.models import ApiToken

from .conftest import FIRST, NOON, book, meeting, offer, step_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_letter_leads_to_the_button_and_the_booking_is_told(cast, kind, begin, client):
    run = begin()
    step = step_of(run)
    arrived = client.get(make_link(Letter.objects.get(purpose="meeting_step")), follow=True)
    assert arrived.request["PATH_INFO"] == f"/p/meetings/{step.pk}/"
    text = arrived.content.decode()
    assert f"/book/{kind.token}/" in text and "jo@acme.example" in text
    start_page = client.get("/p/").content.decode()
    assert "See what is asked" in start_page and f"/p/meetings/{step.pk}/" in start_page
    book(kind)
    text = client.get(f"/p/meetings/{step.pk}/").content.decode()
    assert "It is booked." in text and "Wed 4 Mar 2026, 18:00 (Europe/Berlin)" in text and f"/book/{kind.token}/" not in text
    start_page = client.get("/p/").content.decode()
    assert "See what is asked" not in start_page and "the meeting on Wed 4 Mar 2026" in start_page


def test_the_client_moves_it_or_calls_it_off_from_there(cast, kind, begin, client):
    run = begin()
    client.get(new_link(cast.acme, cast.jo))
    address = f"/p/meetings/{step_of(run).pk}/change/"
    assert client.post(address).status_code == 409
    book(kind)
    shown = client.post(address, follow=True).content.decode()
    assert "Choose another time" in shown
    assert client.get(address).status_code == 405


def test_a_meeting_of_ours_alone_is_not_shown_to_the_client(cast, kind, begin, client):
    run = begin(meeting(kind, side="us"))
    client.get(new_link(cast.acme, cast.jo))
    assert client.get(f"/p/meetings/{step_of(run).pk}/").status_code == 404
    assert not Letter.objects.filter(purpose="meeting_step").exists()


def test_the_firm_books_for_them_once(cast, kind, begin, as_member):
    run, page = begin(meeting(kind, side="us")), as_member(cast.olivia)
    address = f"/meeting-steps/{step_of(run).pk}/"
    assert f'href="{address}"' in page.get(f"/playbook-runs/{run.pk}/").content.decode()
    text = page.get(address).content.decode()
    assert "Book it for them" in text and f"/book/{kind.token}/" in text
    sent = {"contact": cast.jo.pk, "start": FIRST.isoformat(), "form_token": once.mint(cast.acting(cast.olivia))}
    assert page.post(f"{address}booking/", {**sent, "start": (NOON - dt.timedelta(days=9)).isoformat()}).status_code == 422
    assert page.post(f"{address}booking/", sent).status_code == 302
    page.post(f"{address}booking/", sent)
    booking = Booking.objects.get()
    assert (booking.client_id, booking.starts_at, step_of(run).thing) == (cast.acme.pk, FIRST, booking.pk)
    text = page.get(address).content.decode()
    assert f"/sales/bookings/{booking.pk}/" in text and "Book it for them" not in text


def test_a_time_that_was_taken_meanwhile_is_refused_in_words(cast, kind, begin, as_member):
    run, page = begin(), as_member(cast.olivia)
    book(kind, email="ben@bloom.example")
    sent = {"contact": cast.jo.pk, "start": FIRST.isoformat(), "form_token": once.mint(cast.acting(cast.olivia))}
    answer = page.post(f"/meeting-steps/{step_of(run).pk}/booking/", sent)
    assert answer.status_code == 422
    assert step_of(run).thing is None


def test_a_meeting_booked_under_another_kind_is_chosen_by_hand(cast, kind, begin, as_member):
    run, page = begin(), as_member(cast.olivia)
    booking = book(offer(cast, "Something else"))
    address = f"/meeting-steps/{step_of(run).pk}/"
    assert "It is booked already" in page.get(address).content.decode()
    assert page.post(f"{address}choice/", {"booking": booking.pk}).status_code == 302
    assert step_of(run).thing == booking.pk
    assert page.post(f"{address}choice/", {"booking": booking.pk}).status_code == 422


def test_today_tells_what_is_to_be_booked_and_not_what_is(cast, kind, begin):
    begin(meeting(kind, side="us"))
    begin()
    later = clock.today(cast.north.time_zone) + dt.timedelta(days=1)
    assert PlaybookStep.objects.needing_us().filter(kind="meeting").count() == 1
    assert PlaybookStep.objects.of_clients_late(later).filter(kind="meeting").count() == 1
    book(kind)
    book(kind, FIRST + dt.timedelta(hours=1))
    assert not PlaybookStep.objects.needing_us().filter(kind="meeting").exists()
    assert not PlaybookStep.objects.of_clients_late(later).filter(kind="meeting").exists()


def test_what_is_booked_is_chosen_on_the_step_of_a_playbook(cast, kind, begin, as_member):
    playbook, page = Playbook.make(cast.north, cast.by, "Another", []), as_member(cast.olivia)
    url = f"/playbooks/{playbook.pk}/steps/meeting/new/"
    assert "First call, 30 minutes with Olivia North" in page.get(url).content.decode()
    said = {"title": "Talk", "side": "client", "days": "0", "after": "", "only": "", "value": "", "owner": "", "text": "", "choice": "", "version": "1"}
    assert page.post(url, said).status_code == 422
    assert page.post(url, {**said, "choice": str(kind.pk)}).status_code == 302
    playbook.refresh_from_db()
    assert (playbook.steps[0]["side"], playbook.steps[0]["choice"]) == ("client", str(kind.pk))


def test_programs_book_it_or_say_which_it_is(cast, kind, begin, client):
    first, second = begin(), begin()
    _, secret = ApiToken.issue(cast.olivia, "A program", ["clients.see", "clients.edit"])

    def call(run, body):
        more = {"data": json.dumps(body), "content_type": "application/json", "HTTP_AUTHORIZATION": f"Bearer {secret}"}
        return client.post(f"/api/v1/playbook-steps/{step_of(run).pk}/booking", **more)

    start = Offer(kind).starts(FIRST, FIRST + dt.timedelta(days=1))[0]
    assert call(first, {"contact_id": str(cast.jo.pk)}).status_code == 422
    booked = call(first, {"contact_id": str(cast.jo.pk), "starts_at": start.isoformat()}).json()
    assert booked["thing_id"] == str(Booking.objects.get().pk) and "Olivia North" in booked["waits_for"]
    assert call(first, {"contact_id": str(cast.jo.pk), "starts_at": (start + dt.timedelta(hours=2)).isoformat()}).status_code == 409
    assert Booking.objects.count() == 1
    assert call(second, {"booking_id": booked["thing_id"]}).status_code == 409
    assert call(second, {"booking_id": str(cast.jo.pk)}).status_code == 422
