"""Who booked moves and cancels by the secret link. Looking changes nothing; what is over is refused in words."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.lifecycle.sales.models import Booking, BookingKey, Claim
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter

from .asking import book, written
from .conftest import FIRST

pytestmark = pytest.mark.django_db
LATER = FIRST + dt.timedelta(days=1)


@pytest.fixture
def booked(call):
    return book(call, FIRST)


@pytest.fixture
def path(booked):
    return f"/booking/{BookingKey.make(booked)}/"


def test_the_secret_is_stored_hashed_and_opens_one_booking(client, call, booked, path):
    secret = path.split("/")[2]
    assert len(secret) >= 43 and secret not in BookingKey.objects.get().secret_hash
    other = book(call, LATER, name="Otto Other", email="otto@other.example")
    page = client.get(path).content.decode()
    assert "First call" in page and "Otto" not in page
    assert client.get(f"/booking/{other.pk}/").status_code == 404
    assert client.get(f"/booking/{booked.pk}/").status_code == 404


def test_looking_at_every_page_changes_nothing(client, booked, path):
    before = (Booking.objects.values().get(), Claim.objects.count(), Letter.objects.count())
    for part in ("", "move/", f"move/?start={written(LATER)}", "cancel/", "meeting.ics"):
        for method in ("get", "head"):
            assert getattr(client, method)(path + part).status_code == 200
    assert before == (Booking.objects.values().get(), Claim.objects.count(), Letter.objects.count())


def test_another_time(client, call, booked, path):
    answer = client.post(f"{path}move/", {"start": written(LATER)})
    assert answer.status_code == 302 and "The new time stands" in client.get(answer["Location"]).content.decode()
    booked.refresh_from_db()
    assert booked.starts_at == LATER and booked.sequence == 1
    assert set(Claim.objects.values_list("starts_at", flat=True)) == {LATER, LATER + dt.timedelta(minutes=15)}
    theirs, ours = Letter.objects.filter(key__contains=":moved").order_by("created_at")
    assert "SEQUENCE:1" in theirs.calendar and f"UID:{booked.pk}@clientkeep" in theirs.calendar and "METHOD:REQUEST" in ours.calendar
    assert Event.objects.get(slug="meeting.moved").payload["before"].startswith("Tue 3 Mar")
    again = book(call, FIRST, email="otto@other.example")
    assert again.starts_at == FIRST, "the time that was given up is free"


def test_a_time_next_to_the_old_one_is_not_in_its_own_way(client, call, booked, path, cast):
    call.change(cast.by, minutes=60)
    assert client.post(f"{path}move/", {"start": written(FIRST + dt.timedelta(minutes=30))}).status_code == 302
    booked.refresh_from_db()
    assert booked.minutes == 60


def test_a_time_that_is_taken_or_not_offered_is_refused_and_the_old_one_stays(client, call, booked, path):
    book(call, LATER, email="otto@other.example")
    for start in (LATER, FIRST.replace(day=7), None):
        answer = client.post(f"{path}move/", {"start": written(start) if start else "x"})
        assert answer.status_code in (409, 422) and "alert" in answer.content.decode()
    booked.refresh_from_db()
    assert booked.starts_at == FIRST and Claim.objects.filter(booking=booked).count() == 2


def test_cancelling_tells_both_with_an_end_for_their_calendars(client, booked, path):
    answer = client.post(f"{path}cancel/", {"reason": "I am ill\r\nBcc: all@evil.example"})
    assert answer.status_code == 302
    booked.refresh_from_db()
    assert booked.state == "cancelled" and booked.reason == "I am ill Bcc: all@evil.example" and not Claim.objects.exists()
    letters = Letter.objects.filter(key__contains=":cancelled")
    assert {letter.to_email for letter in letters} == {"nora@quill.example", "olivia@north.example"}
    assert all("METHOD:CANCEL" in each.calendar and "STATUS:CANCELLED" in each.calendar and "SEQUENCE:1" in each.calendar for each in letters)
    client.post(f"{path}cancel/", {})
    assert Letter.objects.count() == 4, "cancelled twice is told once"
    assert "was cancelled" in client.post(f"{path}move/", {"start": written(LATER)}).content.decode()


def test_what_is_over_is_refused_in_words(client, booked, path):
    with clock.moved(FIRST + dt.timedelta(minutes=1)):
        for part, body in (("move/", {"start": written(LATER)}), ("cancel/", {})):
            answer = client.post(path + part, body)
            assert answer.status_code == 409 and "This meeting is over" in answer.content.decode()
            assert "This meeting is over" in client.get(path + part).content.decode()
    booked.refresh_from_db()
    assert booked.state == "booked" and booked.starts_at == FIRST


def test_a_wrong_secret_opens_nothing_and_many_are_too_many(client, booked):
    answers = [client.get(f"/booking/{'x' * 40}{number}/") for number in range(25)]
    assert {answer.status_code for answer in answers} == {404, 429} and answers[-1]["Retry-After"]
    assert "North" not in answers[0].content.decode()
