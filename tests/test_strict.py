"""Tests on SQLite refuse what PostgreSQL would."""

import pytest
from django.db.utils import DataError

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document


@pytest.mark.parametrize("write", [
    lambda cast: Client.objects.filter(pk=cast.acme.pk).update(name="W" * 20_000),
    lambda cast: Client.objects.filter(pk=cast.acme.pk).update(name="be\0fore"),
    lambda cast: list(Client.objects.filter(name__icontains="\0")),
    lambda cast: Document.objects.update(discount_minor=10**30),
])  # fmt: skip
def test_what_postgresql_refuses_is_refused(cast, write):
    cast.document("quote")
    with pytest.raises((DataError, OverflowError)):
        write(cast)
