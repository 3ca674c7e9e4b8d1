"""The lifecycle map: numbers that lead to their rows, on the page and for a program."""

import datetime as dt

import pytest
from django.urls import reverse

from clientkeep.foundation import clock


@pytest.fixture
def history(cast):
    with clock.moved(clock.now() - dt.timedelta(days=20)):
        quotes = [cast.document("quote", client) for client in (cast.acme, cast.acme, cast.bloom, cast.bloom)]
        cast.invoice(cast.bloom)
    for number, quote in enumerate(quotes[:3]):
        quote.accept(cast.by) if number else quote.decline(cast.by, "The <budget> is gone")
    return cast


def test_the_map_says_where_clients_are_lost_and_what_waits_longest(history, as_member):
    shown = as_member(history.olivia).get(reverse("insights:lifecycle")).content.decode()
    assert "1 of 3 that were decided over a year" in shown
    assert "67 % went on" in shown
    assert "Not opened yet" in shown
    for words in ("Opportunity", "Agreement", "Start", "Payment", "Between jobs"):
        assert f">{words}</a>" in shown


def test_a_station_shows_each_row_behind_its_numbers(history, as_member):
    shown = as_member(history.olivia).get(reverse("insights:station", args=["agreements"])).content.decode()
    assert "The &lt;budget&gt; is gone" in shown
    assert shown.count("20</td>") == 4  # each was there for twenty days
    assert reverse("documents:detail", args=[history.acme.documents.get(state="declined").pk]) in shown


def test_nothing_is_told_of_an_empty_firm_or_an_unknown_station(history, as_member):
    page = as_member(history.sid)
    assert "nothing waits" in page.get(reverse("insights:lifecycle")).content.decode()
    assert page.get(reverse("insights:station", args=["agreements"])).content.decode().count("budget") == 0
    assert page.get(reverse("insights:station", args=["nowhere"])).status_code == 404


def test_rows_cost_no_further_questions(history, as_member, django_assert_max_num_queries):
    for _ in range(20):
        history.document("quote", history.acme)
    page = as_member(history.olivia)
    page.get(reverse("insights:lifecycle"))
    with django_assert_max_num_queries(15):
        page.get(reverse("insights:lifecycle"))
