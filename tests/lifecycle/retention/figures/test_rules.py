"""Each figure against a small set computed by hand."""

import datetime as dt

import pytest

from clientkeep.lifecycle.retention.figures import rules
from clientkeep.lifecycle.retention.figures.rules import Answer, Bill, Facts, Living, Move, Score, Span, Word


def d(text: str) -> dt.date:
    return dt.date.fromisoformat(f"2026-{text}")


QUARTER = Span(d("04-01"), d("06-30"))  # 91 days; the span before: 31 Dec to 31 Mar
BILLS = [
    Bill("1", "acme", "INV-1", d("01-10"), 100_00, "USD", d("01-20")),
    Bill("2", "bloom", "INV-2", d("02-10"), 200_00, "USD", d("04-11")),  # 60 days
    Bill("3", "cedar", "INV-3", d("03-31"), 300_00, "USD", None),
    Bill("4", "acme", "INV-4", d("04-05"), 400_00, "USD", d("04-05")),  # 0 days
    Bill("5", "dune", "INV-5", d("05-05"), 100_00, "USD", d("05-15")),  # 10 days
    Bill("6", "bloom", "INV-6", d("06-30"), 900_00, "EUR", None),
    Bill("7", "dune", "INV-7", d("06-01"), 500_00, "USD", d("07-01")),
]
FACTS = Facts(
    currency="USD", today=d("07-15"), bills=BILLS,
    words=[
        Word("w1", "acme", "send the draft", d("04-10"), d("04-10")),
        Word("w2", "acme", "quote", d("05-10"), d("05-12")),
        Word("w3", "bloom", "call", d("06-10"), None),
        Word("w4", "bloom", "later", d("07-20"), None),
        Word("w5", "dune", "early", d("06-29"), d("06-01")),
    ],
    scores=[Score("s1", "acme", d("04-01"), 9), Score("s2", "bloom", d("06-30"), 6), Score("s3", "acme", d("07-01"), 1)],
    answers=[
        Answer("a1", "acme", "Logo", d("04-02"), 2.0, True), Answer("a2", "bloom", "Menu", d("05-02"), 9.0, False),
        Answer("a3", "acme", "Font", d("06-02"), 4.0, True), Answer("a4", "acme", "Old", d("03-30"), 99.0, False),
    ],
    moves=[
        Move("acme", d("01-10"), "USD", 100_00), Move("acme", d("01-20"), "USD", -100_00), Move("bloom", d("02-10"), "USD", 200_00),
        Move("bloom", d("04-11"), "USD", -150_00), Move("bloom", d("06-30"), "EUR", 900_00), Move("bloom", d("07-02"), "USD", -50_00),
    ],
    living=[Living("acme", d("01-01"), 14), Living("bloom", d("01-01"), 30), Living("cedar", d("06-25"), 30), Living("later", d("07-01"), 30)],
    heard={"acme": [d("06-15"), d("07-10")], "bloom": [d("05-30")]},
)  # fmt: skip


def test_a_span_before_is_as_long():
    assert QUARTER.before == Span(dt.date(2025, 12, 31), d("03-31"))


def test_retention_two_of_three_came_back():
    figure = rules.retention(FACTS, QUARTER)
    assert figure.value == pytest.approx(100 * 2 / 3) and figure.note == "2 of 3 clients billed in the span before"
    assert [(row.client, row.counts) for row in figure.rows] == [("cedar", False), ("acme", True), ("bloom", True)]


def test_repeat_share_is_of_money_in_one_currency():
    # 400 to acme (again), 100 to dune (first), 500 to dune (again): 900 of 1,000; the EUR bill is named, not added.
    figure = rules.repeat_share(FACTS, QUARTER)
    assert figure.value == 90.0 and "EUR" in figure.note and sum(row.value for row in figure.rows) == 1000_00


def test_time_to_payment_is_the_median_over_what_was_paid_in_the_span():
    figure = rules.time_to_payment(FACTS, QUARTER)
    assert figure.value == 10.0 and sorted(row.value for row in figure.rows) == [0, 10, 60]


def test_response_time_is_the_median_of_working_hours():
    figure = rules.response_time(FACTS, QUARTER)
    assert figure.value == 4.0 and figure.note == "2 of 3 came within what was promised"


def test_receivables_at_the_end_of_the_span_not_today():
    figure = rules.receivables(FACTS, QUARTER)
    rows = [(row.client, row.currency, row.value) for row in figure.rows]
    assert figure.value == 50_00 and rows == [("bloom", "USD", 50_00), ("bloom", "EUR", 900_00)]
    assert rules.receivables(FACTS, Span(d("07-01"), d("07-15"))).value == 0


def test_satisfaction_is_the_mean_of_the_span():
    assert rules.satisfaction(FACTS, QUARTER).value == 7.5


def test_neglect_is_measured_on_the_last_day_by_each_client_s_own_cadence():
    # acme 15 days of 14, bloom 31 of 30, cedar new 5 days ago; who came later is not counted.
    figure = rules.neglect(FACTS, QUARTER)
    assert figure.value == pytest.approx(100 * 2 / 3) and {row.client for row in figure.rows} == {"acme", "bloom", "cedar"}
    assert next(row for row in figure.rows if row.client == "acme").words == "heard from 15 days before; every 14 is meant"


def test_kept_promises_by_the_day_first_promised():
    # w1 on its day, w5 early; w2 two days late; w3 never. w4 falls due later.
    figure = rules.kept_promises(FACTS, QUARTER)
    assert figure.value == 50.0 and figure.note == "2 of 4 promises that fell due"


def test_a_promise_due_today_is_not_judged_before_the_day_is_over():
    facts = Facts("USD", d("04-10"), words=[Word("w", "acme", "x", d("04-10"))])
    assert rules.kept_promises(facts, QUARTER).value is None


@pytest.mark.parametrize(
    "figure", ["retention", "repeat_share", "time_to_payment", "response_time", "satisfaction", "neglect", "kept_promises"]
)
def test_from_nothing_nothing_is_told(figure):
    empty = getattr(rules, figure)(Facts("USD", d("07-15")), QUARTER)
    assert empty.value is None and empty.rows == ()
