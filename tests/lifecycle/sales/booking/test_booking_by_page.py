"""A stranger books by the pages: no cookie, no script, letters to both, one booking for one form."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.lifecycle.sales.models import Booking
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter

from .asking import send, token_of, written
from .conftest import FIRST

pytestmark = pytest.mark.django_db


def test_the_month_shows_free_times_in_the_firms_zone(client, call):
    page = client.get(f"/book/{call.token}/", {"day": "2026-03-03"}).content.decode()
    assert "March 2026" in page and "Tue 3 Mar" in page
    assert ">09:00<" in page and ">16:30<" in page
    assert ">08:30<" not in page and ">17:00<" not in page
    assert "Olivia North" in page and "video.example" not in page


def test_times_are_those_of_the_visitors_zone(client, call):
    page = client.get(f"/book/{call.token}/", {"day": "2026-03-03", "zone": "Europe/Berlin"}).content.decode()
    assert ">18:00<" in page and ">09:00<" not in page
    assert '<option value="Europe/Berlin" selected>' in page


def test_pages_set_no_cookie_and_carry_no_script(client, call):
    answers = [client.get(f"/book/{call.token}/"), client.get(f"/book/{call.token}/at/", {"start": written(FIRST)})]
    booked = send(client, call, FIRST)
    answers += [booked, client.get(booked["Location"])]
    for answer in answers:
        assert not answer.cookies and not client.cookies
        assert "<script" not in answer.content.decode()
        assert "script-src 'none'" in answer["Content-Security-Policy"]
        assert answer["Referrer-Policy"] == "no-referrer"


def test_booking_leads_to_the_booking_and_tells_both(client, call):
    answer = send(client, call, FIRST, **{"answer-0": "A new <b>brand</b>."})
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "It is booked" in page and "https://video.example/olivia" in page and "Tue 3 Mar 2026, 18:00 (Europe/Berlin)" in page
    booking = Booking.objects.get()
    assert (booking.starts_at, booking.ends_at) == (FIRST, FIRST + dt.timedelta(minutes=30))
    assert booking.answers == [{"question": "What is it about?", "answer": "A new <b>brand</b>."}]
    assert booking.client is None
    theirs, ours = Letter.objects.order_by("created_at")
    assert (theirs.to_email, ours.to_email) == ("nora@quill.example", "olivia@north.example")
    assert "18:00 (Europe/Berlin)" in theirs.subject and "09:00 (America/Los Angeles)" in ours.subject
    assert "METHOD:REQUEST" in theirs.calendar and f"UID:{booking.pk}@clientkeep" in theirs.calendar
    assert "DTSTART:20260303T170000Z" in theirs.calendar and "SEQUENCE:0" in theirs.calendar
    assert "A new <b>brand</b>." in ours.text and "&lt;b&gt;brand" in ours.html


def test_a_known_address_puts_it_on_the_clients_timeline(client, call, cast):
    send(client, call, FIRST, email="JO@acme.example")
    assert Booking.objects.get().client == cast.acme
    event = Event.objects.get(slug="meeting.booked")
    assert event.client_id == cast.acme.pk and event.payload["who"] == "Nora Quill"


def test_the_same_form_sent_twice_books_once(client, call):
    token = token_of(client, call, FIRST)
    first, second = (send(client, call, FIRST, token=token) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert Booking.objects.count() == 1 and Letter.objects.count() == 2


def test_who_is_second_reads_so_and_keeps_what_was_typed(client, call):
    late = token_of(client, call, FIRST)
    send(client, call, FIRST)
    answer = send(client, call, FIRST, token=late, name="Otto Late", email="otto@late.example")
    page = answer.content.decode()
    assert answer.status_code == 409 and "Somebody has just taken this time" in page
    assert "Otto Late" in page and '<select id="start" name="start">' in page
    assert f'value="{written(FIRST)}"' not in page
    assert Booking.objects.count() == 1


@pytest.mark.parametrize(("start", "words"), [
    (FIRST - dt.timedelta(days=2), "has passed"),
    (FIRST + dt.timedelta(days=120), "too far ahead"),
    (FIRST + dt.timedelta(minutes=7), "taken this time"),
    (FIRST - dt.timedelta(hours=8), "taken this time"),
    (FIRST.replace(day=7), "taken this time"),
])  # fmt: skip
def test_what_is_not_offered_is_not_booked(client, call, start, words):
    answer = send(client, call, start)
    assert answer.status_code in (409, 422) and words in answer.content.decode()
    assert not Booking.objects.exists()


def test_a_time_within_the_notice_is_not_booked(client, call):
    with clock.moved(FIRST - dt.timedelta(hours=2)):
        answer = send(client, call, FIRST)
    assert "too near" in answer.content.decode() and not Booking.objects.exists()
