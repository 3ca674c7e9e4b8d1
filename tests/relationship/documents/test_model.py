"""A document's life: drafted, issued, frozen."""

import pytest
from django.db import DatabaseError, connection

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.relationship.documents.models import Document


def test_an_issued_invoice_has_number_digest_and_balance(cast):
    invoice = cast.invoice(price="2400")
    assert invoice.number.endswith("-0001")
    assert (invoice.state, invoice.balance_minor, len(invoice.digest)) == ("issued", 240_000, 64)


def test_rows_load_as_the_proxy_of_their_kind(cast):
    invoice = cast.invoice()
    assert type(Document.objects.get(pk=invoice.pk)).__name__ == "Invoice"


def test_a_draft_without_a_price_is_not_issued(cast):
    draft = cast.invoice(issue=False, lines=[{"description": "Garden wall"}])
    with pytest.raises(Invalid) as refused:
        draft.issue(cast.by)
    assert refused.value.field == "lines[0].unit_price"


def test_the_second_editor_of_a_draft_is_told(cast):
    draft = cast.invoice(issue=False)
    seen = draft.version
    Document.objects.get(pk=draft.pk).rewrite(cast.by, version=seen, notes="first")
    with pytest.raises(Conflict):
        draft.rewrite(cast.by, version=seen, notes="second")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE documents_document SET total_minor = 1",
        "UPDATE documents_document SET state = 'draft'",
        "DELETE FROM documents_document",
        "DELETE FROM documents_line",
        "UPDATE documents_line SET amount_minor = 3",
    ],
)
def test_the_database_itself_keeps_what_was_issued(cast, sql):
    cast.invoice()
    with pytest.raises(DatabaseError, match="never changes"), connection.cursor() as cursor:
        cursor.execute(sql)
