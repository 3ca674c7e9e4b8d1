"""Money that came in: allocated, over, partial, refunded; balances follow from rows whatever happens."""

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from clientkeep.foundation.errors import Conflict, Invalid, Refusal
from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.models import Allocation, Payment, Posting, Refund
from clientkeep.relationship.documents.models import Document


def usd(major) -> Money:
    return Money.of(str(major), "USD")


def fresh(document):
    return Document.objects.get(pk=document.pk)


def test_two_parts_pay_an_invoice(cast):
    invoice = cast.invoice(price="100")
    Payment.book(cast.acme, usd(40), "cash", cast.by, documents=[invoice])
    assert fresh(invoice).status == "partial"
    Payment.book(cast.acme, usd(60), "check", cast.by, documents=[invoice])
    assert fresh(invoice).status == "paid"


def test_what_is_over_stays_as_credit(cast):
    invoice = cast.invoice(price="100")
    payment = Payment.book(cast.acme, usd(130), "cash", cast.by, documents=[invoice])
    assert (fresh(invoice).balance_minor, payment.free) == (0, usd(30))


def test_one_payment_across_invoices(cast):
    first, second = cast.invoice(price="100"), cast.invoice(price="50")
    Payment.book(cast.acme, usd(120), "cash", cast.by, documents=[first, second])
    assert (fresh(first).balance_minor, fresh(second).balance_minor) == (0, 3000)


def test_the_same_form_books_once(cast):
    invoice = cast.invoice(price="100")
    made = {Payment.book(cast.acme, usd(10), "cash", cast.by, documents=[invoice], form_token="t").pk for _ in range(3)}
    assert len(made) == 1
    assert fresh(invoice).balance_minor == 9000


def test_a_foreign_invoice_takes_no_money(cast):
    foreign = Document.draft(cast.zephyr, "invoice", cast.by, lines=[{"description": "X", "unit_price": "5"}])
    foreign.issue(cast.by)
    with pytest.raises(Invalid):
        Payment.book(cast.acme, usd(5), "cash", cast.by, documents=[foreign])
    assert not Payment.objects.exists()


def test_currencies_are_never_mixed(cast):
    invoice = cast.invoice(price="100", currency="EUR")
    with pytest.raises(Invalid) as refused:
        Payment.book(cast.acme, usd(100), "cash", cast.by, documents=[invoice])
    assert refused.value.field == "currency"


@pytest.mark.parametrize(("amount", "method"), [(0, "cash"), (-5, "cash"), (5, "magic")])
def test_what_cannot_be_a_payment_is_refused(cast, amount, method):
    with pytest.raises(Invalid):
        Payment.book(cast.acme, usd(amount), method, cast.by)


def test_a_refund_frees_what_the_invoice_held(cast):
    invoice = cast.invoice(price="100")
    payment = Payment.book(cast.acme, usd(100), "cash", cast.by, documents=[invoice])
    payment.refund(usd(30), cast.by)
    assert (fresh(invoice).balance_minor, payment.free.minor) == (3000, 0)
    with pytest.raises(Conflict):
        payment.refund(usd(71), cast.by)


def test_a_paid_invoice_is_not_voided(cast):
    invoice = cast.invoice(price="100")
    Payment.book(cast.acme, usd(10), "cash", cast.by, documents=[invoice])
    with pytest.raises(Conflict):
        fresh(invoice).void(cast.by, "mistake")


@pytest.mark.django_db
def test_any_order_of_acts_keeps_the_books(cast):
    class Books(RuleBasedStateMachine):
        """Random acts of a bookkeeper on one client."""

        def __init__(self):
            super().__init__()
            self.invoices, self.payments = [], []
            self.start = transaction.savepoint()

        def teardown(self):
            transaction.savepoint_rollback(self.start)

        @rule(price=st.integers(1, 500))
        def issue(self, price):
            self.invoices.append(cast.invoice(price=str(price)))

        @rule(amount=st.integers(1, 700), which=st.integers(0, 9))
        def pay(self, amount, which):
            chosen = self.invoices[which : which + 2]
            self.payments.append(Payment.book(cast.acme, usd(amount), "cash", cast.by, documents=chosen))

        @rule(which=st.integers(0, 9), to=st.integers(0, 9), amount=st.integers(1, 300))
        def match(self, which, to, amount):
            self._try(lambda: self.payments[which].put_on(self.invoices[to], usd(amount), cast.by))

        @rule(which=st.integers(0, 9), amount=st.integers(1, 300))
        def give_back(self, which, amount):
            self._try(lambda: self.payments[which].refund(usd(amount), cast.by))

        @rule(which=st.integers(0, 9))
        def credit(self, which):
            if which < len(self.invoices):
                cast.document("credit_note", price="25", source=self.invoices[which])

        @rule(which=st.integers(0, 9))
        def void(self, which):
            if which < len(self.invoices):
                self._try(lambda: fresh(self.invoices[which]).void(cast.by, "test"))

        def _try(self, act):
            try:
                act()
            except (IndexError, Refusal):
                return

        @invariant()
        def balances_follow_from_rows(self):
            for invoice in self.invoices:
                now = fresh(invoice)
                paid = Allocation.objects.filter(document=now).aggregate(s=Sum("amount_minor"))["s"] or 0
                assert now.balance_minor == (0 if now.state == "void" else now.total_minor - paid) >= 0
            for payment in self.payments:
                back = Refund.objects.filter(payment=payment).aggregate(s=Sum("amount_minor"))["s"] or 0
                assert payment.free.minor >= 0
                assert back <= payment.amount_minor

        @invariant()
        def the_money_book_balances(self):
            assert (Posting.objects.aggregate(s=Sum("amount_minor"))["s"] or 0) == 0
            owed = sum(fresh(invoice).balance_minor for invoice in self.invoices)
            booked = Posting.objects.filter(account="receivable").aggregate(s=Sum("amount_minor"))["s"] or 0
            assert owed == booked

    run_state_machine_as_test(
        Books, settings=settings(max_examples=12, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck))
    )
