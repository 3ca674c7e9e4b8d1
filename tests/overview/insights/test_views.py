"""The figures over the firm's records: the same rows on the page, in the download and by the API."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils.html import escape

from clientkeep.foundation import clock
from clientkeep.lifecycle.billing.models import Payment
from clientkeep.lifecycle.retention.figures.facts import facts_for
from clientkeep.lifecycle.retention.figures.metrics import METRICS, span_to
from clientkeep.relationship.conversations.models import LogEntry, Promise

DAY = dt.timedelta(days=1)


@pytest.fixture
def history(cast):
    """Acme paid after 10 days, Bloom has not; one promise kept, one broken; Acme was called last week."""
    for client, days in ((cast.acme, 40), (cast.bloom, 30)):
        with clock.moved(clock.now() - days * DAY):
            cast.extra[client.name] = cast.invoice(client)
    with clock.moved(clock.now() - 30 * DAY):
        paid = cast.extra["Acme Studio"]
        paid.refresh_from_db()
        Payment.book(cast.acme, paid.total, "cash", cast.by, documents=[paid])
        due = cast.north.today() + 5 * DAY
        kept, _ = [Promise.make(cast.acme, side="ours", what=what, by=cast.by, due_on=due) for what in ("call", "write")]
        kept.keep(cast.by)
    LogEntry.write(cast.acme, "call", "How is it going?", cast.by, at=clock.now() - 7 * DAY)
    for client in (cast.acme, cast.bloom):
        client.move_to("active", cast.by)
    return cast


def figure(cast, member, key, months=12):
    today = cast.north.today()
    facts = facts_for(cast.acting(member), span_to(today, 40).first)
    return METRICS[key].compute(facts, span_to(today, months))


def test_the_figures_come_from_what_is_on_record(history):
    olivia = history.olivia
    assert figure(history, olivia, "time-to-payment").value == 10.0
    assert figure(history, olivia, "receivables").value == history.extra["Bloom & Co"].total.minor
    assert figure(history, olivia, "kept-promises").value == 50.0
    assert figure(history, olivia, "neglect").note == "0 of 2 clients with whom work is going on"
    assert figure(history, olivia, "repeat-share").value == 0.0


def test_a_member_counts_only_what_they_may_see(history):
    assert figure(history, history.mia, "receivables").value == 0.0
    assert {row.client for row in figure(history, history.mia, "repeat-share").rows} == {str(history.acme.pk)}


def test_every_figure_has_a_page_with_its_formula_and_rows(history, as_member):
    page = as_member(history.olivia)
    said = page.get(reverse("insights:insights")).content.decode()
    for metric in METRICS:
        assert escape(metric.question) in said
        assert escape(metric.formula) in page.get(reverse("insights:metric", args=[metric.key])).content.decode()
    rows = page.get(reverse("insights:metric", args=["time-to-payment"])).content.decode()
    assert history.extra["Acme Studio"].number in rows and "10 days" in rows


def test_the_download_holds_the_rows_of_the_page(history, as_member):
    page = as_member(history.olivia)
    shown = page.get(reverse("insights:metric", args=["kept-promises"])).context["rows"]
    text = page.get(reverse("insights:download", args=["kept-promises"])).content.decode()
    told = [(row["What"], row["Counts"]) for row in csv.DictReader(io.StringIO(text))]
    assert told == [(each["row"].words, "yes" if each["row"].counts else "no") for each in shown] and len(told) == 2


@pytest.mark.parametrize(("query", "status"), [("?to=2999-01-01", 422), ("?to=yesterday", 422), ("?months=7", 200), ("?to=2026-01-31", 200)])
def test_a_day_that_makes_no_sense_is_refused(history, as_member, query, status):
    assert as_member(history.olivia).get(reverse("insights:metric", args=["retention"]) + query).status_code == status


def test_a_figure_that_is_none_is_not_found(cast, as_member):
    assert as_member(cast.olivia).get(reverse("insights:metric", args=["luck"])).status_code == 404
