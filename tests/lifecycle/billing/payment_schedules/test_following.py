"""Change orders and money that was asked for already: payments follow the price, what was invoiced is credited, once."""

import datetime as dt
import random

import pytest

from clientkeep.foundation import clock
from clientkeep.lifecycle.agreements.models import ChangeOrder
from clientkeep.lifecycle.agreements.scope.change_order import Added
from clientkeep.lifecycle.agreements.scope.model import agreed_of
from clientkeep.lifecycle.billing.invoices.changes import bill_change
from clientkeep.lifecycle.billing.invoices.from_quote import deposit_invoice, final_invoice
from clientkeep.lifecycle.billing.models import ScheduleStep
from clientkeep.lifecycle.billing.payment_schedules.price import price_minor
from clientkeep.lifecycle.billing.payment_schedules.standing import standing
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal.jobs import dispatch_what_is_due
from clientkeep.workspace.queue import run_due_jobs

LINES = [{"description": "Design", "unit_price": "1200"}, {"description": "Build", "unit_price": "800"}]


@pytest.fixture
def agreement(cast) -> Document:
    return accepted(cast, deposit_percent="50")


def accepted(cast, lines=LINES, **values) -> Document:
    quote = cast.document("quote", lines=lines, title="Website", **values)
    quote.accept(cast.by, "Jo March")
    run_due_jobs()
    return quote


def item(agreement, what):
    return next(each.item for each in agreed_of(agreement).items if each.what == what)


def changed(cast, agreement, accept=True, **values) -> ChangeOrder:
    change = ChangeOrder.write(agreement, cast.by, title="A change", **values)
    change.issue(cast.by)
    if accept:
        change.accept(cast.by, "Jo March")
        run_due_jobs()
    return change


def sent(document, cast) -> Document:
    document.issue(cast.by)
    run_due_jobs()
    return document


def parts(agreement):
    return [(part.what, part.amount_minor, part.open_minor) for part in standing(agreement).parts]


def credits(agreement):
    return list(Document.objects.filter(kind="credit_note", client=agreement.client_id).order_by("created_at"))


def test_what_is_added_goes_onto_the_open_part(cast, agreement):
    sent(deposit_invoice(agreement, cast.by), cast)
    changed(cast, agreement, added=[Added("Second page", 45_000)])
    assert parts(agreement) == [("Deposit", 100_000, 0), ("The rest", 145_000, 145_000)]
    assert credits(agreement) == []


def test_what_is_taken_out_of_a_sent_invoice_is_credited_against_it_once(cast, agreement):
    sent(deposit_invoice(agreement, cast.by), cast)
    final = sent(final_invoice(agreement, cast.by), cast)
    waits = changed(cast, agreement, accept=False, removed=[item(agreement, "Build")])
    assert "What follows: " in waits.notes
    assert "a credit note over $800.00" in waits.notes
    waits.accept(cast.by, "Jo March")
    for _ in range(3):
        run_due_jobs()
        with clock.moved(clock.now() + dt.timedelta(minutes=2)):
            dispatch_what_is_due()
        bill_change(waits, cast.by)
    [note] = credits(agreement)
    assert (note.source_id, note.total_minor, note.state, note.reference) == (final.pk, 80_000, "draft", waits.number)
    assert ScheduleStep.objects.get().credited_minor == 80_000
    assert parts(agreement) == [("Deposit", 100_000, 0), ("The rest", 20_000, 0)]
    note.issue(cast.by)
    final.refresh_from_db()
    assert final.balance_minor == 20_000
    assert parts(agreement) == [("Deposit", 100_000, 0), ("The rest", 20_000, 0)]


def test_more_than_one_invoice_holds_is_credited_against_several(cast, agreement):
    deposit = sent(deposit_invoice(agreement, cast.by), cast)
    final = sent(final_invoice(agreement, cast.by), cast)
    changed(cast, agreement, removed=[item(agreement, "Design")], added=[Added("Advice", 10_000)])
    assert [(note.source_id, note.total_minor) for note in credits(agreement)] == [(final.pk, 100_000), (deposit.pk, 10_000)]
    shown = standing(agreement)
    assert (shown.price.minor, shown.asked_minor) == (90_000, 90_000)


def test_a_deposit_that_was_sent_is_credited_and_an_empty_final_draft_goes(cast, agreement):
    sent(deposit_invoice(agreement, cast.by), cast)
    final_invoice(agreement, cast.by)
    changed(cast, agreement, removed=[item(agreement, "Design")])
    assert [note.total_minor for note in credits(agreement)] == [20_000]
    assert not agreement.followers.filter(role="final").exists()


def test_a_deposit_that_was_not_sent_asks_for_no_more_than_is_left(cast, agreement):
    draft = deposit_invoice(agreement, cast.by)
    changed(cast, agreement, removed=[item(agreement, "Design")])
    draft.refresh_from_db()
    assert (draft.total_minor, credits(agreement)) == (80_000, [])


def test_what_a_change_added_and_the_next_takes_out_leaves_its_draft(cast, agreement):
    first = changed(cast, agreement, added=[Added("Second page", 45_000), Added("Advice", 5_000)])
    [draft] = first.followers.filter(kind="invoice")
    changed(cast, agreement, removed=[item(agreement, "Second page")])
    draft.refresh_from_db()
    assert draft.total_minor == 5_000
    changed(cast, agreement, removed=[item(agreement, "Advice")])
    assert not first.followers.filter(kind="invoice").exists()


def test_tax_is_credited_with_what_it_was_on(cast):
    taxes = [{"name": "VAT", "percent": "19"}]
    agreement = accepted(cast, [{**line, "taxes": taxes} for line in LINES])
    sent(final_invoice(agreement, cast.by), cast)
    changed(cast, agreement, removed=[item(agreement, "Build")])
    [note] = credits(agreement)
    assert (note.total_minor, note.tax_total_minor) == (95_200, 15_200)


def test_a_discount_in_money_shrinks_with_what_is_taken_out(cast):
    agreement = accepted(cast, discount_minor=20_000)
    changed(cast, agreement, removed=[item(agreement, "Build")])
    assert agreed_of(agreement).price_minor == price_minor(agreement) == final_invoice(agreement, cast.by).total_minor == 108_000


def test_a_change_says_which_payment_moves(cast, agreement):
    less = changed(cast, agreement, accept=False, removed=[item(agreement, "Build")])
    assert "The payment “The rest” of $1,000.00 becomes $200.00." in less.notes
    more = changed(cast, agreement, accept=False, added=[Added("Second page", 45_000)])
    assert "becomes $1,450.00. What is added gets an invoice of its own over $450.00; it counts towards these payments." in more.notes
    days = changed(cast, agreement, accept=False, moved={item(agreement, "Build"): dt.date(2030, 5, 2)})
    assert "What follows" not in days.notes


@pytest.mark.parametrize("seed", range(5))
def test_open_parts_and_invoices_less_credit_notes_are_the_price_after_any_changes(cast, seed):
    chance = random.Random(seed)
    agreement = accepted(
        cast, [{"description": f"Part {at}", "unit_price": str(chance.randint(100, 3000))} for at in range(4)],
        deposit_percent=chance.choice([None, "30", "50"]), discount_minor=chance.choice([None, 7_777]),
    )  # fmt: skip
    for step in range(6):
        items = [each.item for each in agreed_of(agreement).items]
        taken = [key for key in items if chance.random() < 0.25]
        added = [Added(f"More {step}.{at}", chance.randint(1, 90_000)) for at in range(chance.randint(0 if taken else 1, 2))]
        changed(cast, agreement, added=added, removed=taken)
        if chance.random() < 0.4 and agreed_of(agreement).items:
            for deposit in agreement.followers.filter(role="deposit", state="draft"):
                deposit.issue(cast.by)  # a final invoice takes off the deposits that were sent
            final_invoice(agreement, cast.by)
        for paper in Document.objects.filter(state="draft", kind__in=("invoice", "credit_note")).order_by("created_at"):
            if chance.random() < 0.4 and paper.total_minor > paper.deducted_minor and paper.lines.exists():
                Document.objects.get(pk=paper.pk).issue(cast.by)
        run_due_jobs()
        shown = standing(agreement)
        assert shown.price.minor == agreed_of(agreement).price_minor
        assert sum(part.open_minor for part in shown.parts) + papers(agreement) == shown.price.minor


def papers(agreement) -> int:
    """Sent invoices less all credit notes, counted from the documents alone."""
    rows = Document.objects.filter(client=agreement.client_id).exclude(state="void")
    invoices = sum(row.total_minor - row.deducted_minor for row in rows.filter(kind="invoice", state="issued"))
    return invoices - sum(row.total_minor for row in rows.filter(kind="credit_note"))
