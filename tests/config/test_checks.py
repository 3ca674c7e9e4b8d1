"""Each check finds what it is for: one thing is broken by raw SQL behind the triggers' back, and it is named."""

import pytest
from django.db import connection

from clientkeep.config.checks import run_checks
from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.models import Payment

pytestmark = pytest.mark.django_db


@pytest.fixture
def books(cast):
    """Two invoices, one of them half paid, a credit note, a refund."""
    first, second = cast.invoice(), cast.invoice()
    paid = Payment.book(cast.acme, Money.of("1500", "USD"), "cash", cast.by, documents=[first])
    paid.refund(Money.of("100", "USD"), cast.by)
    cast.document("credit_note", price="50", source=second)
    cast.extra.update(first=first, second=second, paid=paid)
    return cast


def broken() -> dict[str, str]:
    found, _ = run_checks()
    return {finding.check: finding.says for finding in found}


def behind(trigger: str, change: str) -> None:
    """Run raw SQL with one trigger out of the way."""
    with connection.cursor() as cursor:
        if trigger:
            cursor.execute(f"DROP TRIGGER {trigger}")
        cursor.execute(change)


def test_an_honest_database_passes(books):
    assert broken() == {}


@pytest.mark.parametrize(
    "trigger, change, check",
    [
        ("issued_document_kept", "UPDATE documents_document SET notes = 'x' WHERE kind = 'invoice'", "documents"),
        ("issued_line_kept", "UPDATE documents_line SET amount_minor = amount_minor - 1", "document totals"),
        ("issued_document_kept", "UPDATE documents_document SET seq = 7 WHERE seq = 2 AND kind = 'invoice'", "numbers"),
        ("", "UPDATE documents_counter SET last = last + 1", "numbers"),
        ("billing_posting_update_refused", "UPDATE billing_posting SET amount_minor = amount_minor + 1 WHERE amount_minor > 0", "ledger"),
        ("", "UPDATE documents_document SET balance_minor = balance_minor + 1 WHERE kind = 'invoice'", "balances"),
        ("", "UPDATE billing_payment SET amount_minor = 5", "payments"),
        ("", "UPDATE billing_allocation SET amount_minor = amount_minor + 1", "ledger against payments"),
        ("", "UPDATE documents_document SET balance_minor = balance_minor + 1 WHERE kind = 'invoice'", "ledger against documents"),
        ("", "UPDATE billing_payment SET currency = 'EUR'", "allocations"),
        ("event_kept", "UPDATE journal_event SET slug = 'x' WHERE seq = 3", "journal"),
        ("", "INSERT INTO queue_job (id, path, args, fair_key, state, run_at, fence, attempts, error, created_at) "
             "VALUES ('00000000000000000000000000000000', 'x', '{}', '', 'held', '2027-01-01', 1, 1, '', '2027-01-01')", "jobs"),
    ],
)  # fmt: skip
def test_what_is_broken_is_named(books, trigger, change, check):
    behind(trigger, change)
    assert check in broken()


def test_another_workspaces_client_on_an_allocation_is_named(books):
    behind("", f"UPDATE billing_payment SET client_id = '{books.zephyr.pk.hex}', workspace_id = '{books.south.pk.hex}'")
    assert "allocations" in broken()
