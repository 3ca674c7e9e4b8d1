"""Whatever the order in which deposit, final invoice and change orders come: in the end the price is billed, and nothing beyond it."""

import random

import pytest

from clientkeep.foundation.errors import Conflict
from clientkeep.lifecycle.agreements.scope.change_order import Added
from clientkeep.lifecycle.agreements.scope.model import agreed_of
from clientkeep.lifecycle.billing.invoices.from_quote import deposit_invoice, final_invoice
from clientkeep.lifecycle.billing.payment_schedules.price import left_of_each, price_minor
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.queue import run_due_jobs

from .test_following import accepted, changed, credits, item, sent

LINES = [{"description": what, "unit_price": price} for what, price in (("Design", "1200"), ("Build", "800"), ("Texts", "500"))]


def invoices(agreement, **which):
    return Document.objects.filter(client=agreement.client_id, kind="invoice", **which).select_related("client__workspace", "workspace", "source")


def billed(agreement) -> int:
    return sum(each.payable.minor for each in invoices(agreement, state="issued")) - sum(note.total_minor for note in credits(agreement) if note.state == "issued")


def issue(document, cast) -> None:
    """As a person would: what is refused is thrown away."""
    try:
        document.issue(cast.by)
    except Conflict:
        document.discard(cast.by)


def the_end(agreement, cast) -> None:
    """All that waits is sent, and what is left is billed by the final invoice."""
    for draft in [*invoices(agreement, state="draft", role="deposit"), *invoices(agreement, state="draft", role="")]:
        issue(draft, cast)
    if left_of_each(agreement)[0][1]:
        final = final_invoice(agreement, cast.by)
        if final.state == "draft":
            final.issue(cast.by)
    for note in credits(agreement):
        note.issue(cast.by)


def random_act(agreement, cast, chance: random.Random, count: int) -> None:
    act = chance.choice(["deposit", "final", "final_sent", "up", "down", "swap"])
    what = chance.choice(agreed_of(agreement).items or [None])
    removed = [what.item] if what and act in ("down", "swap") else []
    if act == "deposit":
        for draft in invoices(agreement, state="draft", role="deposit"):
            issue(draft, cast)
    elif act in ("final", "final_sent") and left_of_each(agreement)[0][1]:
        final = final_invoice(agreement, cast.by)
        if act == "final_sent" and final.state == "draft":
            final.issue(cast.by)
    elif act in ("up", "swap"):
        price = what.amount_minor if removed and chance.random() < 0.5 else chance.randint(1, 2_000) * 100
        changed(cast, agreement, added=[Added(f"More {count}", price)], removed=removed)
    elif removed and len(agreed_of(agreement).items) > 1:
        changed(cast, agreement, removed=removed)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_billed_less_what_is_credited_is_the_price(cast, seed):
    chance = random.Random(seed)
    agreement = accepted(cast, LINES, deposit_percent=chance.choice(["30", "50", "80"]))
    for count in range(6):
        random_act(agreement, cast, chance, count)
    the_end(agreement, cast)
    assert billed(agreement) == price_minor(agreement)


def test_a_swap_of_equal_worth_asks_for_nothing_and_credits_nothing(cast):
    agreement = accepted(cast, LINES, deposit_percent="50")
    sent(deposit_invoice(agreement, cast.by), cast)
    sent(final_invoice(agreement, cast.by), cast)
    change = changed(cast, agreement, accept=False, removed=[item(agreement, "Build")], added=[Added("Shop", 80_000)])
    assert "nothing is invoiced" in change.notes
    before = invoices(agreement).count()
    change.accept(cast.by, "Jo March")
    run_due_jobs()
    assert (credits(agreement), invoices(agreement).count(), billed(agreement)) == ([], before, price_minor(agreement))


def test_a_dearer_swap_bills_the_difference(cast):
    agreement = accepted(cast, LINES, deposit_percent="50")
    sent(deposit_invoice(agreement, cast.by), cast)
    sent(final_invoice(agreement, cast.by), cast)
    change = changed(cast, agreement, removed=[item(agreement, "Build")], added=[Added("Shop", 100_000)])
    assert (credits(agreement), change.followers.get(kind="invoice").total_minor) == ([], 20_000)


def test_a_deposit_that_is_sent_late_comes_off_the_final_draft(cast):
    agreement = accepted(cast, LINES, deposit_percent="50")
    deposit = deposit_invoice(agreement, cast.by)
    final = final_invoice(agreement, cast.by)
    assert final.payable.minor == 250_000
    sent(deposit, cast)
    final = Document.objects.get(pk=final.pk)
    assert final.payable.minor == 125_000
    sent(final, cast)
    assert billed(agreement) == price_minor(agreement)


def test_a_deposit_is_not_sent_after_the_final_invoice(cast):
    agreement = accepted(cast, LINES, deposit_percent="50")
    deposit = deposit_invoice(agreement, cast.by)
    final = sent(final_invoice(agreement, cast.by), cast)
    with pytest.raises(Conflict, match="bills all of it already"):
        deposit.issue(cast.by)
    final.void(cast.by, "The deposit comes first")
    deposit.issue(cast.by)
    assert billed(agreement) == deposit.total_minor
