"""Floods, programs, hostile words: refused in words, nothing broken, nothing of the firm told."""

import datetime as dt
import time

import pytest

from clientkeep.foundation import clock
from clientkeep.lifecycle.sales.models import Booking, MeetingType
from clientkeep.workspace.mail.models import Letter
from tests.house import hostile

from .asking import send, token_of, written
from .conftest import FIRST, NOON

pytestmark = pytest.mark.django_db
HALF = dt.timedelta(minutes=30)


def test_who_fills_in_the_trap_is_no_person(client, call):
    answer = send(client, call, FIRST, website="http://spam.example")
    assert answer.status_code == 429 and not Booking.objects.exists() and not Letter.objects.exists()


def test_what_is_sent_faster_than_anybody_types_is_asked_for_again(client, call):
    answer = send(client, call, FIRST, wait=0)
    assert answer.status_code == 422 and "once more" in answer.content.decode() and "Nora Quill" in answer.content.decode()
    assert not Booking.objects.exists()


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "W10:1:x"])
def test_a_form_without_our_token_books_nothing(client, call, token):
    assert "too old" in send(client, call, FIRST, token=token or "-").content.decode() and not Booking.objects.exists()


def test_a_token_holds_for_its_meeting_and_some_hours(client, call, cast):
    other = MeetingType.make(cast.theo, cast.by, name="Other", minutes=30, place_kind="phone")
    theirs = token_of(client, other, FIRST)
    assert "too old" in send(client, call, FIRST, token=theirs).content.decode()
    mine = token_of(client, call, FIRST)
    with clock.moved(NOON - dt.timedelta(hours=7)):
        early = token_of(client, call, FIRST)
    assert "too old" in send(client, call, FIRST, token=early).content.decode() and not Booking.objects.exists()
    assert send(client, call, FIRST, token=mine).status_code == 302


def test_one_address_is_not_flooded_with_letters(client, call):
    statuses = [send(client, call, FIRST + number * HALF, email="Victim@x.example" if number % 2 else "victim@x.example").status_code for number in range(9)]
    assert statuses == [302] * 6 + [429] * 3 and Booking.objects.count() == 6


def test_a_thousand_posts_make_a_handful_of_rows(client, call):
    begun = time.process_time()
    statuses = [send(client, call, FIRST, token="x").status_code for _ in range(200)]
    assert set(statuses[:30]) == {422} and set(statuses[30:]) == {429} and not Booking.objects.exists()
    assert time.process_time() - begun < 60


@pytest.mark.parametrize("text", [*hostile.TEXTS, hostile.LONG, hostile.WITH_NUL], ids=range(len(hostile.TEXTS) + 2))
def test_hostile_words_are_kept_as_words_or_refused_at_their_field(client, call, text):
    answer = send(client, call, FIRST, name=text, **{"answer-0": text})
    assert answer.status_code in (302, 422)
    page = client.get(answer["Location"]) if answer.status_code == 302 else answer
    assert not hostile.what_runs(page.content.decode())
    for booking in Booking.objects.all():
        assert "\x00" not in booking.name + booking.answers[0]["answer"] and "\n" not in booking.name


@pytest.mark.parametrize("email", [
    "x", "a@b", "a@b.c\r\nBcc: all@evil.example", "a b@c.example", "<a@b.example>", "a@b.example,c@d.example", "a" * 300 + "@b.example", "a@b.example;c@d.example",
    '"a"@b.example', "a@[127.0.0.1]", "",
])  # fmt: skip
def test_an_address_that_is_none_is_refused_at_its_field(client, call, email):
    answer = send(client, call, FIRST, email=email)
    assert answer.status_code == 422 and 'aria-invalid="true"' in answer.content.decode() and not Letter.objects.exists()


@pytest.mark.parametrize("query", [
    "month=99999-99", "month=0000-00", "day=2026-02-30", "day=9999-12-31", "day=0001-01-01", "zone=../../etc/passwd", "zone=" + "x" * 5000, "zone=%00",
    "month=2026-03&day=x&zone=Europe/Berlin", "zone=localtime", "zone=Factory", "day=%D9%A2%D9%A0%D9%A2%D9%A6-03-03",
])  # fmt: skip
def test_whatever_the_address_says_the_month_is_shown(client, call, query):
    answer = client.get(f"/book/{call.token}/?{query}")
    assert answer.status_code == 200 and "<h2 id=\"month\">" in answer.content.decode() and " 2026" in answer.content.decode()


@pytest.mark.parametrize("start", ["", "x", "9999-12-31T23:59Z", "0001-01-01T00:00Z", "2026-03-03T17:00", "2026-02-30T17:00Z", "2026-03-03T17:00:00.5Z", "2" * 4000])
def test_whatever_the_time_says_nothing_breaks(client, call, start):
    for answer in (client.get(f"/book/{call.token}/at/", {"start": start}), send(client, call, FIRST, start=start)):
        assert answer.status_code in (200, 302, 409, 422)
    assert not Booking.objects.exists()


def test_a_field_that_is_not_on_the_form_sets_nothing(client, call, cast):
    answer = send(client, call, FIRST, client=str(cast.acme.pk), state="missed", member=str(cast.theo.pk))
    assert answer.status_code == 422 and not Booking.objects.exists()


def test_the_pages_do_not_tell_who_is_known_nor_what_is_the_firms(client, call, cast):
    """The same answer for a known address and a new one; no link, no note, no tax id before it is booked (T8)."""
    pages = []
    for email, start in (("jo@acme.example", FIRST), ("new@quill.example", FIRST + 2 * HALF)):
        answer = send(client, call, start, email=email)
        page = client.get(answer["Location"]).content.decode()
        pages.append(page.replace(email, "").replace(answer["Location"].split("/")[2], "").replace("18:00", "").replace("19:00", ""))
    assert pages[0] == pages[1] and "Acme" not in pages[0]
    before = client.get(f"/book/{call.token}/").content.decode() + client.get(f"/book/{call.token}/at/", {"start": written(FIRST)}).content.decode()
    for secret in ("video.example", "olivia@north.example", "97201", "account 123", str(call.pk), str(cast.olivia.pk), "Mia", "Acme"):
        assert secret not in before.replace("hello@north.example", ""), secret


def test_a_meeting_of_another_firm_is_not_reached_through_ours(client, call, cast):
    assert client.get("/book/first-call-00000000/").status_code == 404
    page = client.get("/book/first-call-00000000/").content.decode()
    assert "North" not in page and "South" not in page
