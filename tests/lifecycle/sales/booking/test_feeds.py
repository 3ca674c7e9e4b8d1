"""Calendars read by their address: where we go and where we do not, limits, rhythm, and what a broken one means."""

import datetime as dt
import http.server
import socket
import threading
import time

import pytest

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.sealing import unseal
from clientkeep.lifecycle.sales.booking import fetching, jobs
from clientkeep.lifecycle.sales.models import BusyFeed, BusyTime
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.queue import run_due_jobs

from .conftest import FIRST, NOON
from .test_reading_calendars import cal

pytestmark = pytest.mark.django_db
GOOD = cal(f"DTSTART:{FIRST:%Y%m%dT%H%M%SZ}\r\nDURATION:PT1H\r\nSUMMARY:Dentist")


class Calendar(http.server.BaseHTTPRequestHandler):
    """A server of calendars that does what its owner, or somebody worse, may do."""

    def do_GET(self):
        self.server.asked.append(self.path)
        kind = self.path.split("/")[1].partition("?")[0]
        if kind == "moved":
            self._head(302, Location="http://127.0.0.1:1/inside")
        elif kind == "slow":
            self._head(200)
            for _ in range(100):
                time.sleep(0.1)
                self.wfile.write(b"X")
        elif kind == "drip":
            for _ in range(100):
                time.sleep(0.1)
                self.wfile.write(b"H")
        elif kind == "endless":
            self._head(200)
            for _ in range(200):
                self.wfile.write(b"BEGIN:VCALENDAR\r\n" * 4_000)
        elif kind.isdigit():
            self._head(int(kind))
            self.wfile.write(b"secret of the inside")
        elif kind == "page":
            self._head(200)
            self.wfile.write(b"<html>secret of the inside</html>")
        elif kind == "short":
            self._head(200, **{"Content-Length": "5000"})
            self.wfile.write(GOOD.encode())
        else:
            self._head(200)
            self.wfile.write(self.server.calendar.encode())

    def _head(self, status, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *words):
        pass


@pytest.fixture
def server(settings):
    settings.OUTBOUND_ALLOW = ["127.0.0.1/32"]
    served = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Calendar)
    served.asked, served.calendar, served.daemon_threads = [], GOOD, True
    threading.Thread(target=served.serve_forever, daemon=True).start()
    served.url = f"http://127.0.0.1:{served.server_port}"
    yield served
    served.shutdown()
    served.server_close()


@pytest.fixture
def feed(cast, now, server):
    return BusyFeed.add(cast.olivia, f"{server.url}/good?key=abc123", cast.by)


def test_its_busy_times_are_read_by_a_job_and_nothing_else_is_kept(cast, feed, server, call, client):
    assert ">09:00<" in client.get(f"/book/{call.token}/", {"day": "2026-03-03"}).content.decode()
    jobs.read_calendars_that_are_due()
    run_due_jobs()
    assert list(BusyTime.objects.values_list("starts_at", "ends_at")) == [(FIRST, FIRST + dt.timedelta(hours=1))]
    feed.refresh_from_db()
    assert feed.read_at == NOON and feed.next_at == NOON + dt.timedelta(minutes=15) and not feed.problem
    page = client.get(f"/book/{call.token}/", {"day": "2026-03-03"}).content.decode()
    assert ">09:00<" not in page and ">10:00<" in page


def test_the_rhythm_asks_once_in_a_quarter_of_an_hour(feed, server):
    for minutes in range(0, 31, 5):
        with clock.moved(NOON + dt.timedelta(minutes=minutes)):
            jobs.read_calendars_that_are_due()
            run_due_jobs()
    assert len(server.asked) == 3


def test_the_address_is_sealed_and_masked(feed, as_member, cast):
    assert "abc123" not in feed.url_sealed + feed.shown and unseal(feed.url_sealed).endswith("abc123")
    page = as_member(cast.olivia).get("/settings/calendar/").content.decode()
    assert "127.0.0.1/…c123" in page and "key=abc" not in page
    assert not [event for event in Event.objects.all() if "abc123" in str(event.payload)]


@pytest.mark.parametrize("url", [
    "http://127.0.0.1/x", "http://localhost/x", "https://[::1]/x", "http://0x7f000001/x", "http://2130706433/", "http://0177.0.0.1/",
    "http://169.254.169.254/latest/meta-data/", "http://[::ffff:10.0.0.1]/x", "http://10.1.2.3/x", "http://192.168.0.1:8080/x", "http://[fd00:ec2::254]/",
    "file:///etc/passwd", "gopher://example.com/", "ftp://example.com/x", "javascript:alert(1)", "https://", "//example.com/x", "calendar",
    "https://jo:secret@example.com/x", "http://example.com:99999/x", "http://exa mple..com/\r\nHost: x", "https://ex\u00e4mple.com/x", "https://" + "a" * 3000,
    "http://[::1", "webcal://127.0.0.1/x",
])  # fmt: skip
def test_an_address_that_leads_inside_or_nowhere_is_refused_when_it_is_saved(cast, now, url):
    with pytest.raises(Invalid) as refusal:
        BusyFeed.add(cast.olivia, url, cast.by)
    assert refusal.value.field == "url" and refusal.value.message and not BusyFeed.objects.exists()


def test_it_is_checked_again_when_the_socket_opens(feed, server, settings):
    """The name may lead elsewhere since it was saved."""
    settings.OUTBOUND_ALLOW = []
    feed.read()
    assert "private network" in feed.problem and not server.asked


@pytest.mark.parametrize(("path", "words"), [
    ("moved", "leads on"), ("404", "no calendar at this address"), ("401", "password"), ("500", "error (500)"), ("page", "no calendar"),
    ("short", "broke off"), ("endless", "larger than 5 MB"),
])  # fmt: skip
def test_what_breaks_is_said_in_words_without_what_came_back(feed, server, path, words):
    with pytest.raises(fetching.NotRead, match=words.replace("(", r"\(").replace(")", r"\)")) as problem:
        fetching.read(f"{server.url}/{path}", feed.member, NOON, NOON + dt.timedelta(days=3))
    assert "of the inside" not in str(problem.value)
    assert server.asked == [f"/{path}"], "a redirect is not followed"


@pytest.mark.parametrize("path", ["slow", "drip"])
def test_who_sends_a_letter_at_a_time_is_left_in_the_end(feed, server, path, monkeypatch):
    monkeypatch.setattr(fetching, "WHOLE_SECONDS", 0.8)
    begun = time.monotonic()
    with pytest.raises(fetching.NotRead, match="takes too long"):
        fetching.read(f"{server.url}/{path}", feed.member, NOON, NOON + dt.timedelta(days=3))
    assert time.monotonic() - begun < 5


def test_a_dead_server_is_said_to_be_dead(feed, settings):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(fetching.NotRead, match="does not answer"):
        fetching.fetch(f"http://127.0.0.1:{port}/x")


def test_a_broken_calendar_keeps_what_it_said_is_tried_more_rarely_and_given_up_after_three_days(feed, server, cast, as_member):
    feed.read()
    server.calendar = "<html>"
    moment, tries = NOON, 0
    while moment < NOON + dt.timedelta(days=5):
        with clock.moved(moment):
            before = len(server.asked)
            jobs.read_calendars_that_are_due()
            run_due_jobs()
            tries += len(server.asked) - before
        moment += dt.timedelta(minutes=15)
    feed.refresh_from_db()
    assert feed.is_paused and 8 < tries < 20 and BusyTime.objects.count() == 1
    assert Event.objects.filter(slug="calendar_feed.paused").count() == 1
    with clock.moved(moment):
        page = as_member(cast.olivia).get("/settings/calendar/").content.decode()
        assert "No longer read" in page and "still counts" in page
        assert "cannot be read" in as_member(cast.olivia).get("/").content.decode()
        server.calendar = GOOD
        as_member(cast.olivia).post(f"/settings/calendar/feeds/{feed.pk}/reading/")
        run_due_jobs()
    feed.refresh_from_db()
    assert not feed.problem and not feed.is_paused and not feed.failing_since


def test_at_most_five_and_none_twice(cast, feed, server):
    with pytest.raises(Invalid, match="already"):
        BusyFeed.add(cast.olivia, f"{server.url}/good?key=abc123", cast.by)
    for at in range(4):
        BusyFeed.add(cast.olivia, f"{server.url}/{at}", cast.by)
    with pytest.raises(Invalid, match="At most 5"):
        BusyFeed.add(cast.olivia, f"{server.url}/six", cast.by)


def test_taken_off_it_is_forgotten(feed, cast, as_member):
    feed.read()
    as_member(cast.olivia).post(f"/settings/calendar/feeds/{feed.pk}/removal/")
    assert not BusyFeed.objects.exists() and not BusyTime.objects.exists()
    assert Event.objects.filter(slug="calendar_feed.removed").exists()
