"""The money book's promise: each entry balances."""

from collections.abc import Iterator

from django.db.models import Count, Sum

from clientkeep.foundation.checks import check

from .model import Entry


@check("ledger", "each entry of the money book sums to zero")
def entries_balance() -> Iterator[str]:
    rows = Entry.objects.annotate(sum=Sum("postings__amount_minor"), rows=Count("postings"))
    for entry in rows.exclude(sum=0, rows__gte=2).order_by("created_at"):
        yield f"The entry {entry.key} of {entry.day} is out of balance by {entry.sum or 0} minor units."
