"""The inbox's pages: who waits first, each thread once, and only what one may see."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clientkeep.relationship.conversations.models import Message, Thread
from clientkeep.workspace.members.acting import Actor
from tests.house.hostile import TEXTS, what_runs

DAY = dt.datetime(2026, 3, 3, 9, 0, tzinfo=dt.UTC)


def said(client, subject, hour=0, direction="in", contact=None, by=None, **values):
    """A thread with one message."""
    thread = Thread.begin(client, subject)
    Thread.objects.filter(pk=thread.pk).update(last_at=DAY)
    act = Message.receive if direction == "in" else Message.write
    known = {"contact": contact} if direction == "in" else {}
    given = {"text": f"Words of {subject}", "channel": "mail", **values}
    return act(thread, by or Actor("contact", None, "Jo"), at=DAY + dt.timedelta(hours=hour), **known, **given)


@pytest.fixture
def page(cast, as_member):
    return as_member(cast.olivia)


def body(page, url, **query):
    return page.get(url, query).content.decode()


def test_who_waits_longest_stands_first(cast, page):
    said(cast.acme, "Second", 2), said(cast.bloom, "First", 1), said(cast.acme, "Answered", 0, "out", by=cast.by)
    found = body(page, "/inbox/")
    assert found.index(">First<") < found.index(">Second<") and ">Answered<" not in found
    assert ">Answered<" in body(page, "/inbox/", show="all")


def test_mine_are_those_of_ones_own_clients(cast, page):
    cast.acme.owner = cast.olivia
    cast.acme.save()
    said(cast.acme, "Mine", 1), said(cast.bloom, "Others", 1)
    found = body(page, "/inbox/", show="mine")
    assert ">Mine<" in found and ">Others<" not in found


@pytest.mark.parametrize("q, fits", [("photo", True), ("PHOTO", True), ("acme", True), ("bloom", False), ("%", False), ("'; --", False), ("x" * 5000, False)])
def test_search(cast, page, q, fits):
    said(cast.acme, "The photos", 1)
    assert (">The photos<" in body(page, "/inbox/", show="all", q=q)) is fits


@pytest.mark.parametrize("query", [{"show": "nothing"}, {"after": "%%%"}, {"after": "W251bGwsbnVsbF0="}, {"q": "a\x00b"}, {"after": "x" * 9000}])
def test_an_address_that_nobody_made_is_read_as_far_as_it_goes(cast, page, query):
    assert page.get("/inbox/", query).status_code == 200


def test_pages_follow_one_another_without_gap_or_repeat(cast, page):
    for number in range(95):
        said(cast.acme, f"Thread {number:03}", number % 7)
    seen, url = [], "/inbox/?show=all"
    while url:
        answer = page.get(url)
        seen += [row.subject for row in answer.context["rows"]]
        after = answer.context["after"]
        url = f"/inbox/?show=all&after={after}" if after else ""
    assert len(seen) == len(set(seen)) == 95


def test_a_page_of_many_asks_what_a_page_of_few_asks(cast, page):
    said(cast.acme, "One", 1)
    page.get("/inbox/")  # what is kept for the next time is kept now
    with CaptureQueriesContext(connection) as few:
        page.get("/inbox/")
    for number in range(60):
        said(cast.acme, f"Thread {number}", number)
    with CaptureQueriesContext(connection) as many:
        page.get("/inbox/")
    assert len(many) <= len(few) + 1 <= 15


def test_a_narrowed_member_sees_their_clients_threads_alone(cast, as_member):
    mine, hidden = said(cast.acme, "Acme words", 1), said(cast.bloom, "Bloom words", 1)
    page = as_member(cast.mia)
    assert "Bloom words" not in body(page, "/inbox/") and "Acme words" in body(page, "/inbox/")
    assert page.get(reverse("inbox:thread", args=[mine.thread_id])).status_code == 200
    for name, pk in (("inbox:thread", hidden.thread_id), ("inbox:reading", hidden.pk), ("inbox:move", hidden.pk)):
        assert page.get(reverse(name, args=[pk])).status_code == 404
    assert page.get("/inbox/tray/").context["rows"] == []


def test_a_thread_shows_its_messages_by_day_with_quotes_folded(cast, page):
    first = said(cast.acme, "Photos", 1, contact=cast.jo, whole="New words\n> OLD QUOTE", html="<p>laid out</p>", notes=["A note."])
    Message.write(first.thread, cast.by, text="My answer", channel="mail", to=[{"name": "Jo March", "email": "jo@acme.example"}], at=DAY + dt.timedelta(days=1))
    found = body(page, reverse("inbox:thread", args=[first.thread_id]))
    assert "Tue 3 Mar" in found and "Wed 4 Mar" in found and "My answer" in found and "A note." in found
    folded = found[found.index("<details"):]
    assert "OLD QUOTE" in folded and "OLD QUOTE" not in found[: found.index("<details")]
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in found


def test_the_laid_out_mail_stands_in_a_sandbox(cast, page):
    kept = said(cast.acme, "Photos", 1, html="<p>laid out</p>")
    answer = page.get(reverse("inbox:reading", args=[kept.pk]))
    policy = answer["Content-Security-Policy"]
    assert "sandbox" in policy and "default-src 'none'" in policy and "allow-scripts" not in policy and "allow-same-origin" not in policy


def test_needs_no_answer(cast, page):
    kept = said(cast.acme, "Thanks", 1)
    page.post(reverse("inbox:settlement", args=[kept.thread_id]))
    assert Thread.objects.get().waits_since is None
    assert "Thanks" not in body(page, "/inbox/")


def test_an_accountant_reads_no_mail(cast, as_member):
    kept = said(cast.acme, "Secret", 1)
    page = as_member(cast.carla)
    assert page.get("/inbox/").status_code == 403
    assert page.get(reverse("inbox:thread", args=[kept.thread_id])).status_code == 403
    assert page.post(reverse("inbox:settlement", args=[kept.thread_id])).status_code == 403


def test_a_message_is_moved_to_a_client_found_by_name(cast, page):
    kept = said(cast.acme, "For Bloom", 1)
    url = reverse("inbox:move", args=[kept.pk])
    assert "Bloom &amp; Co" in body(page, url, q="bloo")
    answer = page.post(url, {"client": cast.bloom.pk})
    kept.refresh_from_db()
    assert kept.client == cast.bloom and answer.url == reverse("inbox:thread", args=[kept.thread_id])


@pytest.mark.parametrize("to", ["zephyr", "nobody", "acme"])
def test_a_message_is_moved_nowhere_else(cast, page, to):
    kept = said(cast.acme, "x", 1)
    answer = page.post(reverse("inbox:move", args=[kept.pk]), {"client": getattr(cast, to).pk if to != "nobody" else "nobody"})
    kept.refresh_from_db()
    assert kept.client == cast.acme and answer.status_code in (404, 422)


def test_hostile_words_are_shown_as_words(cast, page):
    kept = said(cast.acme, " ".join(TEXTS)[:290], 1, from_name=" ".join(TEXTS)[:190], whole=" ".join(TEXTS) + "more", notes=list(TEXTS))
    for url in ("/inbox/", reverse("inbox:thread", args=[kept.thread_id]), reverse("inbox:move", args=[kept.pk]), reverse("clients:detail", args=[cast.acme.pk])):
        assert what_runs(body(page, url)) == []


def test_the_client_page_tells_the_words_and_leads_to_the_thread(cast, page):
    kept = said(cast.acme, "Photos of spring", 1, contact=cast.jo)
    found = body(page, reverse("clients:detail", args=[cast.acme.pk]))
    assert "Words of Photos of spring" in found and reverse("inbox:thread", args=[kept.thread_id]) in found
