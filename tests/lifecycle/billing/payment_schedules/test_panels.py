"""What the pages and the API say of payments that a change order moves."""

import pytest

from clientkeep.lifecycle.agreements.models import ChangeOrder
from clientkeep.lifecycle.agreements.scope.model import agreed_of
from clientkeep.lifecycle.billing.invoices.from_quote import final_invoice
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.queue import run_due_jobs


@pytest.fixture
def change(cast) -> ChangeOrder:
    quote = cast.document("quote", lines=[{"description": "Design", "unit_price": "1200"}, {"description": "Build", "unit_price": "800"}])
    quote.accept(cast.by, "Jo March")
    run_due_jobs()
    final_invoice(quote, cast.by).issue(cast.by)
    build = next(each.item for each in agreed_of(quote).items if each.what == "Build")
    made = ChangeOrder.write(quote, cast.by, title="No build", removed=[build])
    made.issue(cast.by)
    return made


def test_what_follows_stands_beside_the_change_order_and_then_its_credit_note(cast, as_member, change):
    page = as_member(cast.olivia)
    before = page.get(f"/documents/{change.pk}/").content.decode()
    assert "What follows" in before
    assert "a credit note over $800.00" in before
    change.accept(cast.by, "Jo March")
    run_due_jobs()
    note = Document.objects.get(kind="credit_note")
    assert f'href="/documents/{note.pk}/">Draft of a credit note' in page.get(f"/documents/{change.pk}/").content.decode()
    shown = page.get(f"/documents/{change.source_id}/").content.decode()
    assert "Payments as they stand" in shown
    assert "$1,200.00" in shown


def test_an_agreement_that_never_changed_shows_no_second_schedule(cast, as_member, change):
    assert "Payments as they stand" not in as_member(cast.olivia).get(f"/documents/{change.source_id}/").content.decode()
