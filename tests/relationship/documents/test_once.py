"""C6: a double click, two tabs, a form sent again: one document, and both get it."""

import threading

import pytest
from django.db import IntegrityError, connection

from clientkeep.relationship.documents import once
from clientkeep.relationship.documents.models import Document


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(3))
def test_the_same_form_twice_at_once_makes_one_draft(cast, round_):
    gate, got = threading.Barrier(4), []

    def send() -> None:
        try:
            gate.wait()
            got.append(cast.invoice(issue=False, form_token="one").pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert got == [Document.objects.get(form_token="one").pk] * 4


def test_who_meets_the_unique_index_gets_the_first_one(cast):
    first = cast.invoice(issue=False, form_token="one")
    rows = Document.objects.filter(workspace=cast.north)
    looked = []

    class Late:
        """Rows in which the other one's is not seen until it is too late."""

        def filter(self, **which):
            return self

        def first(self):
            looked.append(1)
            return None if len(looked) == 1 else rows.filter(form_token="one").first()

    def write():
        return Document.objects.create(
            workspace=cast.north, client=cast.acme, kind="invoice", form_token="one", currency="USD", issue_date="2026-03-01"
        )

    assert once.written(Late(), "one", write).pk == first.pk


def test_another_clash_is_not_swallowed(cast):
    def write():
        raise IntegrityError("another index")

    with pytest.raises(IntegrityError):
        once.written(Document.objects.filter(workspace=cast.north), "new", write)
