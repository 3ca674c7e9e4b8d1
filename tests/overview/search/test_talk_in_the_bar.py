"""A line that begins as a log is read in the bar and leads to the page that keeps it; compose keeps its own lines."""

import pytest

from clientkeep.relationship.conversations.models import LogEntry
from clientkeep.relationship.conversations.words import begins_as_log

LINE = "call with Acme yesterday 25 min: launch moves to 12 May, they send the photos by Friday"


@pytest.fixture
def bar(as_member):
    return lambda member, typed: as_member(member).get("/search/bar/", {"q": typed}).content.decode()


def test_a_talk_is_read_in_the_bar_and_leads_to_its_page(cast, bar, as_member):
    seen = bar(cast.olivia, LINE)
    assert "Log call with <strong>Acme Studio</strong>" in seen
    assert "send the photos" in seen
    assert "Draft invoice" not in seen
    address = seen.split('href="/log/words/?')[1].split('"')[0].replace("&amp;", "&")
    page = as_member(cast.olivia).get(f"/log/words/?{address}").content.decode()
    assert "launch moves to 12 May" in page
    assert not LogEntry.objects.exists()


def test_who_may_not_write_is_offered_none(cast, bar):
    assert "Log call" not in bar(cast.carla, LINE)


@pytest.mark.parametrize("typed", ["received 500 from Acme", "invoice Acme $300 for a meeting room", "bill Acme 450 for headshots"])
def test_compose_keeps_its_own_lines(cast, bar, typed):
    seen = bar(cast.olivia, typed)
    assert "Log " not in seen
    assert "Draft " in seen


@pytest.mark.parametrize(
    "text",
    ["call with Acme", "called Acme, all good", "Nadia called: fine", "meeting with Bloom yesterday", "got a mail from Jo: fine",
     "received a message from Jo", "note: closed in May", "note for Acme: closed", "log: call with Jo", "spoke to Jo", "tel acme 10m",
     "Bloom & Co wrote: paid", "please log a call with Jo", "mail to Jo: the draft", "call acme 20m: ok"],
)  # fmt: skip
def test_what_begins_as_a_log(text):
    assert begins_as_log(text)


@pytest.mark.parametrize(
    "text",
    ["acme", "Mail Order House", "callisto", "Notework Ltd", "text", "received 500 from Acme", "invoice Acme 300", "settings", "mail server",
     "credit Acme 40", "quote Nordwind 40 hours", "", "INV-2026-0042", "Coffee House"],
)  # fmt: skip
def test_what_does_not(text):
    assert not begins_as_log(text)
