"""What leaves: invitations as programs read them, reminders exactly once, words of others as words."""

import datetime as dt
import email
from email.policy import default

import pytest
import vobject

from clientkeep.foundation import clock
from clientkeep.lifecycle.sales.booking import jobs, letters
from clientkeep.lifecycle.sales.booking.letters import why_not_remind
from clientkeep.workspace.mail.links import make_link
from clientkeep.workspace.mail.message import built
from clientkeep.workspace.mail.models import Letter, MailServer
from tests.house import hostile

from .asking import book
from .conftest import FIRST, NOON

pytestmark = pytest.mark.django_db
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def _sent(letter):
    server = MailServer(workspace=letter.workspace, host="x", from_email="hello@north.example")
    return email.message_from_bytes(built(letter, server, make_link(letter)).as_bytes(), policy=default)


def test_an_invitation_is_a_part_that_mail_programs_read_and_a_file(call):
    booking = book(call, FIRST)
    message = _sent(Letter.objects.get(to_email="nora@quill.example"))
    alternatives = message.get_body(("plain",)), message.get_body(("html",))
    assert all(alternatives)
    parts = {part.get_content_type(): part for part in message.walk()}
    assert parts["text/calendar"]["Content-Type"].params["method"] == "REQUEST"
    assert parts["application/ics"].get_filename() == "invite.ics"
    event = vobject.readOne(parts["text/calendar"].get_content()).vevent
    assert event.uid.value == f"{booking.pk}@clientkeep" and event.dtstart.value == FIRST
    assert event.dtend.value == FIRST + dt.timedelta(minutes=30) and event.location.value == "https://video.example/olivia"
    assert event.organizer.value == "mailto:hello@north.example"
    assert {each.value for each in event.contents["attendee"]} == {"mailto:nora@quill.example", "mailto:olivia@north.example"}


def test_each_letter_opens_the_booking_by_a_link_of_its_own_made_as_it_leaves(call, client):
    book(call, FIRST)
    letter = Letter.objects.get(to_email="nora@quill.example")
    assert "/booking/" not in letter.text + letter.html + letter.calendar
    one, other = make_link(letter), make_link(letter)
    assert one != other
    for link in (one, other):
        assert client.get(link.partition("8000")[2]).status_code == 200


def test_a_cancelled_meeting_takes_itself_out_of_calendars(call, cast):
    booking = book(call, FIRST)
    booking.cancel(cast.by, "Olivia is ill")
    letter = Letter.objects.get(key=f"booking:{booking.pk}:1:cancelled")
    assert "Olivia is ill" in letter.text
    part = next(part for part in _sent(letter).walk() if part.get_content_type() == "text/calendar")
    assert part["Content-Type"].params["method"] == "CANCEL"
    event = vobject.readOne(part.get_content()).vevent
    assert event.status.value == "CANCELLED" and event.sequence.value == "1"


def test_reminders_a_day_and_an_hour_before_each_once(call):
    book(call, FIRST)
    reminders = Letter.objects.filter(purpose="booking_reminder")
    for moment, count in (
        (FIRST - DAY - HOUR / 60, 0), (FIRST - DAY, 1), (FIRST - 5 * HOUR, 1), (FIRST - HOUR, 2), (FIRST - HOUR / 60, 2), (FIRST, 2),
    ):  # fmt: skip
        with clock.moved(moment):
            for _ in range(3):
                jobs.remind_of_meetings()
        assert reminders.count() == count, moment
    assert {each.to_email for each in reminders} == {"nora@quill.example"}


def test_who_booked_late_is_reminded_an_hour_before_alone(call):
    with clock.moved(FIRST - 14 * HOUR):
        book(call, FIRST)
        jobs.remind_of_meetings()
    assert not Letter.objects.filter(purpose="booking_reminder").exists()
    with clock.moved(FIRST - HOUR):
        jobs.remind_of_meetings()
    assert Letter.objects.filter(purpose="booking_reminder").count() == 1


def test_a_machine_that_slept_reminds_once_not_twice(call):
    book(call, FIRST)
    with clock.moved(FIRST - HOUR / 2):
        jobs.remind_of_meetings()
    assert Letter.objects.filter(purpose="booking_reminder").count() == 1


def test_no_reminder_of_what_was_cancelled_and_new_ones_of_what_was_moved(call, cast):
    gone, moved = book(call, FIRST), book(call, FIRST + HOUR)
    with clock.moved(FIRST - DAY):
        jobs.remind_of_meetings()
        held = Letter.objects.get(purpose="booking_reminder", about_id=gone.pk)
        gone.cancel(cast.by)
    with clock.moved(FIRST - DAY + HOUR):
        jobs.remind_of_meetings()
        moved.move(FIRST + 2 * DAY, cast.by)
    assert why_not_remind(held) == "The meeting was cancelled."
    assert why_not_remind(Letter.objects.get(purpose="booking_reminder", about_id=moved.pk)) == "The meeting was moved."
    with clock.moved(FIRST + DAY):
        jobs.remind_of_meetings()
    assert Letter.objects.filter(purpose="booking_reminder", about_id=moved.pk).count() == 2
    assert Letter.objects.filter(purpose="booking_reminder", about_id=gone.pk).count() == 1
    with clock.moved(FIRST + 2 * DAY):
        assert why_not_remind(Letter.objects.filter(about_id=moved.pk).latest("created_at")) == "The meeting has begun."


@pytest.mark.parametrize("text", hostile.TEXTS, ids=range(len(hostile.TEXTS)))
def test_hostile_words_break_no_header_no_letter_and_no_calendar(call, cast, text):
    type(call).objects.filter(pk=call.pk).update(name=text[:100])
    call.refresh_from_db()
    booking = book(call, FIRST, name=f"N {text}"[:200])
    booking.cancel(cast.by, text[:500])
    for letter in Letter.objects.all():
        message = _sent(letter)
        assert set(message.keys()) <= {
            "From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
        }  # fmt: skip
        event = vobject.readOne(letter.calendar).vevent
        assert event.summary.value.startswith(booking.meeting)
        assert set(event.contents) <= {
            "uid", "sequence", "dtstamp", "dtstart", "dtend", "summary", "location", "description", "organizer", "attendee", "status", "transp",
        }  # fmt: skip
        assert not hostile.what_runs(letter.html)
        assert max(len(line.encode()) for line in letter.calendar.split("\r\n")) <= 75


def test_a_letter_is_written_once_however_often_it_is_asked_for(call):
    booking = book(call, FIRST)
    letters.confirm(booking)
    assert Letter.objects.count() == 2 and clock.now() == NOON
