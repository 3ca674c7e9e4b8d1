"""How many documents a list holds and what they come to, currency by currency.

The figures of a list are worked out once for each state of the journal: whatever changes a document records an
event, so as long as the workspace's last event is the same, the sums are.
"""

from collections import OrderedDict
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Count, QuerySet, Sum

from clientkeep.workspace.journal.models import Head

from .agreed import agreed_beyond
from .rows import money

MOST_KEPT = 256
_kept: OrderedDict[Any, list[dict[str, Any]]] = OrderedDict()


def sums_of(workspace: Any, found: QuerySet) -> tuple[int, list[dict[str, str]]]:
    """Return how many documents were found, and their sums: one row a currency, drafts and void ones left out."""
    count, sums = 0, {}
    for group in _groups(workspace, found):
        count += group["many"]
        if group["state"] in ("draft", "void"):
            continue
        row = sums.setdefault(group["currency"], [0, 0])
        row[0] += group["total"] - group["off"]
        row[1] += group["open"]
    return count, [
        {"currency": currency, "total": money(workspace, total, currency), "open": money(workspace, left, currency)}
        for currency, (total, left) in sorted(sums.items())
    ]


def _groups(workspace: Any, found: QuerySet) -> list[dict[str, Any]]:
    # Grouped in the order of the index document_sums, and counted by "*": the sums are read from that index alone.
    query = found.order_by().values("state", "currency").annotate(
        many=Count("*"), total=Sum("total_minor"), off=Sum("deducted_minor"), open=Sum("balance_minor")
    )  # fmt: skip
    try:
        words = str(query.query)
    except EmptyResultSet:
        return []
    head = Head.objects.filter(workspace=workspace).values_list("digest", flat=True).first()
    key = (workspace.pk, head, words)
    if head and key in _kept:
        _kept.move_to_end(key)
        return _kept[key]
    groups = list(query)
    for each in agreed_beyond(found):
        group = next(row for row in groups if (row["state"], row["currency"]) == (each["state"], each["currency"]))
        group["total"] += each["more"]
    if head:
        _kept[key] = groups
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return groups
