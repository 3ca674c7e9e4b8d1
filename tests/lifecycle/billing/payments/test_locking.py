"""Many at once: credit is never used twice, a void and a payment never mix, and rows are locked in one order."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, connections
from django.db.models import QuerySet, Sum

from clientkeep.foundation.checks import findings
from clientkeep.foundation.discovering import import_each
from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.models import Allocation, Payment
from clientkeep.lifecycle.billing.payments.credit import use_credit
from clientkeep.lifecycle.billing.payments.locking import retried
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal import recording

# series, client, invoice, checkout, payment, journal: what comes later here is locked later
ORDER = ["NumberSeries", "Client", "Document", "Checkout", "StrayPayment", "Payment", "Head"]


def usd(major) -> Money:
    return Money.of(str(major), "USD")


def at_once(*acts):
    """Run the acts in threads of their own that start together; returns how many were refused."""
    gate = threading.Barrier(len(acts))

    def run(act):
        gate.wait(20)
        try:
            act()
            return 0
        except Refusal:
            return 1
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return sum(pool.map(run, acts))


@pytest.mark.django_db(transaction=True)
def test_twenty_tabs_cannot_use_credit_twice(cast):
    Payment.book(cast.acme, usd(50), "cash", cast.by)
    invoices = [cast.invoice(price="100") for _ in range(20)]
    refused = at_once(*[lambda each=each: use_credit(each, usd(10), cast.by) for each in invoices])
    assert refused == 15
    assert Allocation.objects.aggregate(sum=Sum("amount_minor"))["sum"] == 5000
    assert Payment.objects.get().free_minor == 0


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_credit_is_used_twice(cast):
    """The control: the look at what is free and its use come apart, and the sum is too high."""
    Payment.book(cast.acme, usd(10), "cash", cast.by)
    first, second = cast.invoice(price="100"), cast.invoice(price="100")
    gate = threading.Barrier(2)

    def careless(invoice):
        payment = Payment.objects.get()
        free = payment.free
        gate.wait(20)
        Allocation.objects.create(payment=payment, document=invoice, amount_minor=free.minor)

    at_once(lambda: careless(first), lambda: careless(second))
    assert Allocation.objects.aggregate(sum=Sum("amount_minor"))["sum"] == 2000


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round", range(5))
def test_a_payment_and_a_void_at_once_never_mix(cast, round):
    invoice = cast.invoice(price="100")
    at_once(
        lambda: Payment.book(cast.acme, usd(100), "cash", cast.by, documents=[Document.objects.get(pk=invoice.pk)]),
        lambda: Document.objects.get(pk=invoice.pk).void(cast.by, "wrong"),
    )
    now = Document.objects.get(pk=invoice.pk)
    held = now.allocations.aggregate(sum=Sum("amount_minor"))["sum"] or 0
    assert (now.state, held) in (("issued", 10000), ("void", 0))
    import_each("checks")
    assert list(findings(["payments", "balances", "allocations", "ledger against documents", "ledger against payments"])) == []


@pytest.mark.django_db(transaction=True)
def test_pay_refund_and_void_at_once_keep_the_books(cast):
    invoice = cast.invoice(price="100")
    payment = Payment.book(cast.acme, usd(60), "cash", cast.by, documents=[invoice])
    at_once(
        lambda: Payment.book(cast.acme, usd(40), "card", cast.by, documents=[Document.objects.get(pk=invoice.pk)]),
        lambda: Payment.objects.get(pk=payment.pk).refund(usd(60), cast.by),
        lambda: Payment.objects.get(pk=payment.pk).refund(usd(60), cast.by),
        lambda: Document.objects.get(pk=invoice.pk).void(cast.by, "wrong"),
    )
    import_each("checks")
    assert list(findings(["payments", "balances", "allocations", "ledger against documents", "ledger against payments"])) == []
    assert Payment.objects.get(pk=payment.pk).returned_minor == 6000


@pytest.fixture
def locked(monkeypatch):
    """The rows that a verb locks, by the names of their models, in order."""
    seen = []
    real = QuerySet.select_for_update

    def noting(self, *args, **options):
        name = self.model._meta.concrete_model.__name__
        seen.append(name)
        return real(self, *args, **options)

    def noting_the_head(workspace_id):
        seen.append("Head")
        return head(workspace_id)

    # The head of the journal is locked in plain SQL, by every verb.
    head = recording._locked_head
    monkeypatch.setattr(recording, "_locked_head", noting_the_head)
    monkeypatch.setattr(QuerySet, "select_for_update", noting)
    return seen


def check_order(seen):
    firsts = list(dict.fromkeys(name for name in seen if name in ORDER))
    assert firsts == sorted(firsts, key=ORDER.index), firsts


@pytest.mark.parametrize("verb", ["book", "put_on", "take_off", "refund", "credit", "void"])
def test_rows_are_locked_in_one_order(cast, locked, verb):
    invoice, other = cast.invoice(price="100"), cast.invoice(price="50")
    payment = Payment.book(cast.acme, usd(70), "cash", cast.by, documents=[other])
    locked.clear()
    if verb == "book":
        Payment.book(cast.acme, usd(150), "cash", cast.by, documents=[invoice, other])
    elif verb == "put_on":
        payment.put_on(invoice, usd(20), cast.by)
    elif verb == "take_off":
        payment.take_off(other, cast.by)
    elif verb == "refund":
        payment.refund(usd(70), cast.by)
    elif verb == "credit":
        use_credit(invoice, usd(20), cast.by)
    else:
        invoice.void(cast.by, "wrong")
    assert "Document" in locked and "Head" in locked
    check_order(locked)


class Deadlock(Exception):
    sqlstate = "40P01"


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_the_database_ended_is_run_anew():
    tries = []

    @retried
    def verb():
        tries.append(connection.in_atomic_block)
        if len(tries) < 3:
            raise OperationalError from Deadlock()
        return "done"

    assert verb() == "done" and tries == [True] * 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("cause", "most"), [(Deadlock(), 3), (ValueError("disk full"), 1)])
def test_it_is_not_tried_for_ever_nor_for_other_faults(cause, most):
    tries = []

    @retried
    def verb():
        tries.append(1)
        raise OperationalError from cause

    with pytest.raises(OperationalError):
        verb()
    assert len(tries) == most
