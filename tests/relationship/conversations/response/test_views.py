"""The pages of the response clock, and figures that are the same on screen and in the download."""

import csv
import datetime as dt
import io
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.relationship.conversations.models import Message, ResponsePromise, ResponseWarning, Thread, Wait
from clientkeep.relationship.conversations.response.figures import response_times
from clientkeep.relationship.conversations.response.keeping import keep_all
from clientkeep.relationship.conversations.response.rules import Pledge
from clientkeep.workspace.hours.models import WorkingHours
from clientkeep.workspace.members.acting import Actor

WEEK = ["9:00-13:00, 14:00-18:00"] * 5 + ["", ""]
JO = Actor("contact", None, "Jo March")


def said(cast, client, zone, *moments, by=None):
    """A thread of questions, each with its answer: ("2026-03-06 17:00", "2026-03-09 10:00"), by the clock of a zone."""
    for asked, answered in moments:
        thread = Thread.begin(client, f"Asked {asked}")
        Message.receive(thread, JO, text="?", channel="mail", at=local(asked, zone))
        if answered:
            actor = cast.acting(by or cast.olivia).actor
            Message.write(thread, actor, text="!", channel="mail", at=local(answered, zone))
    keep_all(client.workspace)


def local(text, zone):
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def in_zone(cast, zone, country="US"):
    cast.north.time_zone = zone
    cast.north.save()
    WorkingHours.keep(cast.north, None, cast.by, WEEK, country=country)
    ResponsePromise.make(cast.north, cast.by, Pledge(4, "hours"))


# Asked, answered, working minutes: worked out by hand.
BY_HAND = [
    ("US night and weekend", "America/New_York", "US", "2026-03-06 20:00", "2026-03-09 10:00", 60),
    ("US clock goes forward", "America/New_York", "US", "2026-03-06 17:00", "2026-03-09 09:30", 90),
    ("US clock goes back", "America/New_York", "US", "2026-10-30 17:30", "2026-11-02 09:10", 40),
    ("US lunch", "America/New_York", "US", "2026-03-10 12:30", "2026-03-10 14:30", 60),
    ("US holiday", "America/New_York", "US", "2026-11-25 17:00", "2026-11-27 09:30", 90),
    ("EU clock goes forward", "Europe/Berlin", "DE", "2026-03-27 16:00", "2026-03-30 09:15", 135),
    ("EU clock goes back", "Europe/Berlin", "DE", "2026-10-23 16:00", "2026-10-26 09:15", 135),
    ("EU Good Friday and Easter Monday", "Europe/Berlin", "DE", "2026-04-02 17:00", "2026-04-07 10:00", 120),
    ("Sydney clock goes back", "Australia/Sydney", "US", "2026-04-03 17:00", "2026-04-06 09:30", 90),
    ("Lord Howe goes forward by half an hour", "Australia/Lord_Howe", "US", "2026-10-02 17:00", "2026-10-05 10:00", 120),
    ("the far west", "Pacific/Pago_Pago", "US", "2026-03-06 17:00", "2026-03-09 10:00", 120),
    ("the far east", "Pacific/Kiritimati", "US", "2026-03-06 17:00", "2026-03-09 10:00", 120),
]


@pytest.mark.parametrize(("zone", "country", "asked", "answered", "minutes"), [row[1:] for row in BY_HAND], ids=[row[0] for row in BY_HAND])
def test_page_and_download_show_the_working_time_that_was_worked_out_by_hand(cast, as_member, zone, country, asked, answered, minutes):
    in_zone(cast, zone, country)
    said(cast, cast.acme, zone, (asked, answered))
    page, day = as_member(cast.olivia), asked[:10]
    span = {"first": day, "last": day}
    shown = page.get(reverse("conversations:times"), span).context
    file = b"".join(page.get(reverse("conversations:times_csv"), span).streaming_content).decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(file)))
    assert [[value for _, value in cells] for _, cells in shown["rows"]] == lines[1:2]
    row = dict(zip(lines[0], lines[1], strict=True))
    assert (row["Waited since"], row["Answered"], row["Working minutes"]) == (asked, answered, str(minutes))
    assert row["In time"] == ("yes" if minutes <= 240 else "no")
    assert ["Median", shown["figures"].median_words] in lines
    assert shown["figures"].median == minutes * 60


def test_median_ninth_of_ten_and_share_are_those_of_the_rows(cast, as_member):
    in_zone(cast, "UTC")
    days = [("2026-03-10 09:00", f"2026-03-10 {at}") for at in ("09:10", "09:20", "09:30", "09:40", "10:00", "10:30", "11:00", "12:00", "12:30", "17:00")]
    said(cast, cast.acme, "UTC", *days)
    said(cast, cast.bloom, "UTC", ("2026-03-10 15:00", None), by=cast.theo)
    with clock.moved(local("2026-03-12 09:00", "UTC")):
        figures = response_times(cast.north, local("2026-03-10", "UTC"), local("2026-03-11", "UTC"))
        page = as_member(cast.olivia).get(reverse("conversations:times"), {"first": "2026-03-10", "last": "2026-03-10"})
    # 10, 20, 30, 40, 60, 90, 120, 180, 210 and 420 minutes; the last of them and the open one are late.
    assert (figures.median, figures.p90) == (75 * 60, 210 * 60)
    assert (figures.answered, figures.open, figures.share) == (10, 1, 9 / 11)
    assert page.context["figures"] == figures
    assert "81%" in page.content.decode()


def test_figures_of_a_client_and_of_a_member(cast):
    in_zone(cast, "UTC")
    said(cast, cast.acme, "UTC", ("2026-03-10 09:00", "2026-03-10 10:00"), by=cast.theo)
    said(cast, cast.bloom, "UTC", ("2026-03-10 09:00", "2026-03-10 12:00"))
    span = local("2026-03-10", "UTC"), local("2026-03-11", "UTC")
    assert response_times(cast.north, *span, client_id=cast.bloom.pk).median == 3 * 3600
    assert response_times(cast.north, *span, member_id=cast.theo.pk).median == 3600
    assert response_times(cast.north, *span, member_id=cast.mia.pk).median is None
    assert response_times(cast.south, *span).rows == []


def test_a_narrowed_member_sees_figures_of_their_clients_alone(cast, as_member):
    in_zone(cast, "UTC")
    said(cast, cast.acme, "UTC", ("2026-03-10 09:00", "2026-03-10 10:00"))
    said(cast, cast.bloom, "UTC", ("2026-03-10 09:00", "2026-03-10 12:00"))
    span = {"first": "2026-03-10", "last": "2026-03-10"}
    page = as_member(cast.mia)
    assert [row.client for row, _ in page.get(reverse("conversations:times"), span).context["rows"]] == [cast.acme]
    assert page.get(reverse("conversations:times"), {**span, "client": cast.bloom.pk}).context["rows"] == []
    assert page.get(reverse("conversations:times_csv"), span).status_code == 403


def test_a_cell_that_a_spreadsheet_would_run_is_text(cast, as_member):
    in_zone(cast, "UTC")
    thread = Thread.begin(cast.acme, "=HYPERLINK(1)")
    Message.receive(thread, JO, text="?", channel="mail")
    keep_all(cast.north)
    file = b"".join(as_member(cast.olivia).get(reverse("conversations:times_csv")).streaming_content).decode()
    assert ",'=HYPERLINK(1)," in file


@pytest.mark.parametrize("asked", [{"first": "nonsense"}, {"first": "2026-03-10", "last": "2026-03-01"}, {"client": "x"}, {"first": "0001-01-01"}])
def test_periods_that_cannot_be_are_told_so(cast, as_member, asked):
    assert as_member(cast.olivia).get(reverse("conversations:times"), asked).status_code in (200, 422)


def test_promises_are_made_for_all_and_for_a_tier(cast, as_member):
    page = as_member(cast.olivia)
    typed = {"amount": 1, "unit": "days", "amounta": 4, "unita": "hours", "unitb": "", "unitc": "none", "warn_by": "minutes", "warn_amount": 60}
    assert page.post(reverse("conversations:response_promises"), typed).status_code == 302
    kept = {(row.tier, row.amount, row.unit) for row in ResponsePromise.objects.all()}
    assert kept == {("", 1, "days"), ("a", 4, "hours"), ("c", 0, "none")}
    assert ResponseWarning.objects.get().warned.minutes == 60
    wrong = page.post(reverse("conversations:response_promises"), {**typed, "amount": 2, "amounta": 0})
    assert wrong.status_code == 422
    assert "amounta" in wrong.context["form"].errors
    assert {(row.tier, row.amount, row.unit) for row in ResponsePromise.objects.all()} == kept


def test_the_client_page_says_by_when_and_a_click_behind_it_are_the_acts(cast, as_member):
    page = as_member(cast.olivia)
    in_zone(cast, "America/Los_Angeles")
    detail, behind = (reverse(name, args=[cast.acme.pk]) for name in ("clients:detail", "conversations:response"))
    with clock.moved(local("2026-03-09 08:00", "America/Los_Angeles")):
        thread = Thread.begin(cast.acme, "The booking page")
        Message.receive(thread, JO, text="?", channel="mail", at=local("2026-03-06 21:00", "America/Los_Angeles"))
        keep_all(cast.north)
        assert _sign(page, detail) == ("by 13:00", "waiting", "The booking page · promised within 4 working hours")
        assert "Waiting on them" in page.get(behind).content.decode()
        wait = Wait.objects.get()
        assert page.post(reverse("conversations:hand_over", args=[wait.pk])).url == detail
        assert _sign(page, detail)[0] == "waits on them"
        assert "Waiting on us" in page.get(behind).content.decode()
        page.post(reverse("conversations:take_over", args=[Wait.objects.open().get().pk]))
    with clock.moved(local("2026-03-09 17:00", "America/Los_Angeles")):
        assert _sign(page, detail)[:2] == ("was due 13:00", "late")
        page.post(reverse("conversations:settle", args=[Wait.objects.open().get().pk]))
        assert _sign(page, detail)[0] == "nobody waits"
        assert "Nobody waits for an answer" in page.get(behind).content.decode()
        assert page.post(reverse("conversations:settle", args=[wait.pk])).status_code == 409


def _sign(page, detail):
    line = next(each for each in page.get(detail).context["signs"] if each.label == "Answer")
    return line.words, line.meaning, line.more


def test_the_promise_to_a_client_is_made_on_their_page(cast, as_member):
    url = reverse("conversations:response", args=[cast.acme.pk])
    page = as_member(cast.mia)
    assert page.post(url, {"amount": 3, "unit": "hours"}).status_code == 302
    assert "within 3 working hours" in page.get(url).content.decode()
    assert page.post(url, {"amount": 0, "unit": "hours"}).status_code == 422
    assert page.post(url, {"amount": "", "unit": ""}).status_code == 302
    assert not ResponsePromise.objects.exists()
    assert as_member(cast.carla).post(url, {"amount": 3, "unit": "hours"}).status_code == 403


def test_today_tells_who_waits_and_putting_off_is_no_answer(cast, as_member):
    page = as_member(cast.olivia)
    in_zone(cast, "America/Los_Angeles")
    with clock.moved(local("2026-03-09 09:30", "America/Los_Angeles")):
        thread = Thread.begin(cast.acme, "The booking page")
        Message.receive(thread, JO, text="?", channel="mail", at=local("2026-03-09 09:00", "America/Los_Angeles"))
        keep_all(cast.north)
        assert "waits for an answer by 13:00." in page.get("/").content.decode()
        page.post(reverse("home:not_now"), {"key": f"answer:{Wait.objects.get().pk}", "until": "2026-03-10"})
        assert "waits for an answer" not in page.get("/").content.decode()
        assert Wait.objects.get().is_open
    with clock.moved(local("2026-03-10 09:30", "America/Los_Angeles")):
        assert "was promised an answer by Mon 9 Mar, 13:00." in page.get("/").content.decode()


@pytest.mark.parametrize("name", ["conversations:times", "conversations:response_promises"])
def test_pages_ask_a_constant_number_of_questions(cast, as_member, name, django_assert_max_num_queries):
    in_zone(cast, "UTC")
    said(cast, cast.acme, "UTC", *[("2026-03-10 09:00", "2026-03-10 10:00")] * 30)
    page = as_member(cast.olivia)
    with django_assert_max_num_queries(15):
        page.get(reverse(name), {"first": "2026-03-10", "last": "2026-03-10"})
