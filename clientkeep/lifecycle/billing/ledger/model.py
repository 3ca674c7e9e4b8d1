"""Entry and posting: the money book, balanced and append-only."""

import datetime as dt
from typing import Any

from django.db import models

from clientkeep.foundation import clock
from clientkeep.foundation.fields import CurrencyCode, Identity, Minor
from clientkeep.foundation.inserting import insert_many
from clientkeep.workspace.members.models import Workspace

from .rules import Rows


class Entry(models.Model):
    """One fact of the money book. `key` names its cause: posting it twice is impossible."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client_id = models.UUIDField(db_index=True)
    key = models.CharField(max_length=100)
    day = models.DateField()
    currency = CurrencyCode()
    document_id = models.UUIDField(null=True, db_index=True)
    payment_id = models.UUIDField(null=True, db_index=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="entry_once")]


class Posting(models.Model):
    """One row of an entry: a debit is positive, a credit negative, in minor units."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="postings")
    account = models.CharField(max_length=30)
    amount_minor = Minor()


def post(
    rows: Rows,
    *,
    workspace_id: Any,
    client_id: Any,
    key: str,
    day: dt.date,
    currency: str,
    document_id: Any = None,
    payment_id: Any = None,
) -> Entry | None:
    """Write a balanced entry. ValueError where its rows do not sum to zero; None where there is nothing to write."""
    if sum(amount for _, amount in rows) != 0:
        raise ValueError(f"entry {key} does not balance: {rows}")
    if not rows:
        return None
    entry = Entry.objects.create(
        workspace_id=workspace_id, client_id=client_id, key=key, day=day, currency=currency,
        document_id=document_id, payment_id=payment_id,
    )  # fmt: skip
    insert_many([Posting(entry=entry, account=account, amount_minor=amount) for account, amount in rows])
    return entry
