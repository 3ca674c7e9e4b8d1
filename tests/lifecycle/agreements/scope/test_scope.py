"""What is agreed: the baseline with its acceptance, change orders that move everything together, gifts."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.agreements.models import ChangeItem, ChangeOrder, Gate, ScopeEntry
from clientkeep.lifecycle.agreements.scope.change_order import Added
from clientkeep.lifecycle.agreements.scope.giving import give, take_back
from clientkeep.lifecycle.agreements.scope.model import agreed_of
from clientkeep.lifecycle.billing.invoices.from_quote import final_invoice
from clientkeep.lifecycle.delivery.models import Milestone, Project
from clientkeep.relationship.documents import agreeing
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal.jobs import dispatch_what_is_due
from clientkeep.workspace.queue import run_due_jobs

LINES = [{"description": "Design\nthree drafts", "unit_price": "1200"}, {"description": "Build", "unit_price": "800"}]
MAY = dt.date(2030, 5, 2)


@pytest.fixture
def agreement(cast) -> Document:
    quote = cast.document("quote", lines=LINES, title="Website")
    quote.accept(cast.by, "Jo March")
    run_due_jobs()
    return quote


def item(agreement, what):
    return next(each.item for each in agreed_of(agreement).items if each.what == what)


def changed(cast, agreement, accept=True, **values) -> ChangeOrder:
    change = ChangeOrder.write(agreement, cast.by, title="A second page", **values)
    change.issue(cast.by)
    if accept:
        change.accept(cast.by, "Jo March")
    return change


def test_the_baseline_stands_with_the_acceptance(cast, agreement):
    now = agreed_of(agreement)
    assert [(each.what, each.amount_minor, each.by) for each in now.items] == [("Design", 120_000, "Jo March"), ("Build", 80_000, "Jo March")]
    assert now.price_minor == agreement.subtotal_minor


def test_a_discount_is_shared_so_that_the_price_is_the_quotes_own(cast):
    quote = cast.document("quote", lines=[{"description": f"Part {at}", "unit_price": "33.33"} for at in range(3)], discount_percent="10")
    quote.accept(cast.by)
    assert agreed_of(quote).price_minor == quote.subtotal_minor - quote.discount_total_minor


def test_without_its_baseline_nothing_is_accepted(cast, monkeypatch):
    quote = cast.document("quote")

    def break_down(document, by):
        raise RuntimeError("no room")

    monkeypatch.setitem(agreeing.AT_ACCEPTANCE._things, "broken", break_down)
    with pytest.raises(RuntimeError):
        quote.accept(cast.by)
    assert (Document.objects.get(pk=quote.pk).state, ScopeEntry.objects.count()) == ("issued", 0)


def test_a_change_order_moves_scope_price_dates_milestones_and_invoices_together(cast, agreement):
    final = final_invoice(agreement, cast.by)
    design, build = item(agreement, "Design"), item(agreement, "Build")
    change = changed(cast, agreement, added=[Added("Second page", 45_000, MAY)], removed=[build], moved={design: MAY}, allowed={design: 3})
    now = agreed_of(agreement)
    assert [(each.what, each.amount_minor, each.due_on, each.revisions) for each in now.items] == [("Design", 120_000, MAY, 3), ("Second page", 45_000, MAY, None)]
    assert now.price_minor == 120_000 + 45_000
    for _ in range(2):
        run_due_jobs()
        with clock.moved(clock.now() + dt.timedelta(minutes=2)):
            dispatch_what_is_due()
    rows = {row.name: (row.state, row.due_on, row.amount_minor) for row in Project.objects.get().milestones.all()}
    assert rows == {"Design": ("open", MAY, 120_000), "Build": ("dropped", None, 80_000), "Second page": ("open", MAY, 45_000)}
    final.refresh_from_db()
    assert final.total_minor == 120_000
    assert [row.total_minor for row in change.followers.filter(kind="invoice", state="draft")] == [45_000]
    assert Gate.objects.count() == 1


def test_an_invoice_that_comes_later_bills_what_is_still_in(cast, agreement):
    changed(cast, agreement, removed=[item(agreement, "Build")])
    assert final_invoice(agreement, cast.by).total_minor == 120_000


def test_a_day_that_moves_by_a_change_order_says_so_to_the_client(cast, agreement):
    row = Milestone.objects.get(name="Design")
    row.move(cast.by, MAY - dt.timedelta(days=9), "")
    change = changed(cast, agreement, moved={item(agreement, "Design"): MAY})
    run_due_jobs()
    row.refresh_from_db()
    assert (row.due_on, row.moved_because) == (MAY, f"as agreed in {change}")


def test_nothing_changes_before_the_client_accepts(cast, agreement):
    before = agreed_of(agreement)
    change = changed(cast, agreement, accept=False, removed=[item(agreement, "Build")])
    assert agreed_of(agreement) == before
    change.decline(cast.by, "Not now")
    run_due_jobs()
    assert (agreed_of(agreement), Document.objects.filter(kind="invoice").count()) == (before, 0)


def test_what_is_gone_cannot_be_changed_once_more(cast, agreement):
    build = item(agreement, "Build")
    first, second = (changed(cast, agreement, accept=False, removed=[build]) for _ in range(2))
    first.accept(cast.by)
    with pytest.raises(Conflict, match="not part of what is agreed any more"):
        second.accept(cast.by)
    assert Document.objects.get(pk=second.pk).state == "issued"


def test_an_agreement_that_was_taken_back_takes_no_change(cast, agreement):
    waiting = changed(cast, agreement, accept=False, removed=[item(agreement, "Build")])
    agreement.void(cast.by, "Wrong client")
    with pytest.raises(Conflict, match="taken back"):
        waiting.accept(cast.by)
    with pytest.raises(Conflict, match="no agreement"):
        ChangeOrder.write(agreement, cast.by, title="More", added=[Added("Page", 100)])


def test_a_change_order_says_on_its_paper_what_changes(cast, agreement):
    change = changed(cast, agreement, accept=False, added=[Added("Second page", 45_000)], removed=[item(agreement, "Build")])
    assert [line.description for line in change.lines.all()] == ["Second page", "Taken out: Build ($800.00 less)"]
    assert "was $2,000.00 and becomes $1,650.00" in change.notes
    assert (change.number[:3], change.added_minor) == ("CO-", 45_000 - 80_000)


def test_what_changes_nothing_or_the_wrong_thing_is_refused(cast, agreement):
    with pytest.raises(Invalid, match="Nothing changes yet"):
        ChangeOrder.write(agreement, cast.by, title="Nothing")
    with pytest.raises(Invalid, match="Choose lines of what is agreed"):
        ChangeOrder.write(agreement, cast.by, title="Wrong", removed=[cast.acme.pk])
    draft = ChangeOrder.write(agreement, cast.by, title="More", added=[Added("Page", 100)])
    with pytest.raises(Conflict, match="its own page"):
        draft.rewrite(cast.by, lines=LINES)
    draft.discard(cast.by)
    assert not ChangeItem.objects.exists()
    assert not ScopeEntry.objects.filter(what="Page").exists()


def test_a_form_sent_twice_writes_one_change_order(cast, agreement):
    first, again = (ChangeOrder.write(agreement, cast.by, title="More", added=[Added("Page", 100)], form_token="change:1") for _ in range(2))
    assert (first.pk, first.change_items.count()) == (again.pk, 1)


def test_a_gift_has_a_worth_and_never_moves_the_price(cast, agreement):
    before = agreed_of(agreement).price_minor
    made = give(agreement, cast.by, "Icons", 20_000, cast.acme.pk)
    assert give(agreement, cast.by, "Icons", 20_000, cast.acme.pk).pk == made.pk
    now = agreed_of(agreement)
    assert (now.price_minor, now.given_minor) == (before, 20_000)
    take_back(agreement, cast.by, made.item)
    assert agreed_of(agreement).gifts == ()
    with pytest.raises(Conflict):
        take_back(agreement, cast.by, made.item)
    with pytest.raises(Invalid, match="more than zero"):
        give(agreement, cast.by, "Icons", 0)


def test_the_ledger_never_changes(cast, agreement):
    for act in (lambda rows: rows.update(amount_minor=1), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            act(ScopeEntry.objects.filter(agreement=agreement))


def test_any_past_day_can_be_read(cast, agreement):
    later = clock.now() + dt.timedelta(days=10)
    with clock.moved(later):
        changed(cast, agreement, added=[Added("Second page", 45_000)])
    today = cast.north.today()
    assert agreed_of(agreement, today).price_minor == 200_000
    assert agreed_of(agreement, today + dt.timedelta(days=11)).price_minor == 245_000
    assert agreed_of(agreement, today - dt.timedelta(days=1)).items == ()
