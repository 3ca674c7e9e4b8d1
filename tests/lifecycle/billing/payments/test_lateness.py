"""Who pays late is a red flag before one works for them again."""

import datetime as dt

import pytest

from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.models import Payment
from clientkeep.lifecycle.billing.payments.late import words_of
from clientkeep.lifecycle.sales.models import Opportunity
from clientkeep.lifecycle.sales.qualification.judging import judged

DUE = dt.date(2026, 3, 2)


@pytest.mark.parametrize(
    ("late", "words"),
    [
        ([], ""), ([0, -3, 7], ""), ([8, 0], ""), ([31], "its invoice waited 31 days"), ([31, 0, 0], "1 of 3 invoices"), ([8, 9, 0], "2 of 3 invoices"),
        ([8, 40], "the longest 40 days"),
    ],
)  # fmt: skip
def test_one_oversight_is_forgiven(late, words):
    found = words_of([(DUE, DUE + dt.timedelta(days=days)) for days in late])
    assert words in found if words else found == ""


def test_it_stands_on_the_opportunity_until_they_pay_in_time(cast, django_assert_num_queries):
    today = cast.north.today()
    opportunity = Opportunity.begin(cast.north, cast.by, "Another sign", client=cast.acme)
    assert judged(opportunity).flags == []
    due = today - dt.timedelta(days=45)
    late = cast.invoice(price="100", issue_date=due - dt.timedelta(days=14), due_date=due)
    assert judged(opportunity).flags == ["Pays late: its invoice waited 45 days beyond its day"]
    Payment.book(cast.acme, Money.of("100", "USD"), "cash", cast.by, on=due, documents=[late])
    with django_assert_num_queries(4):  # the answers, the checklist, what it asks, and how they paid
        assert judged(opportunity).flags == []


def test_other_clients_and_other_firms_do_not_count(cast):
    due = cast.north.today() - dt.timedelta(days=90)
    cast.invoice(cast.bloom, price="100", issue_date=due, due_date=due)
    assert judged(Opportunity.begin(cast.north, cast.by, "A sign", client=cast.acme)).flags == []
