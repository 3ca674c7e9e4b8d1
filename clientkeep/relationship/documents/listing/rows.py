"""What a row of a list shows, and the sums under it: the stored figures, written in the firm's locale."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum

from clientkeep.foundation.ui.figures import write_money
from clientkeep.workspace.mail.models import Letter

from ..states import StateWord, state_word

ON_THE_WAY = ("waiting", "held", "ready", "sending")
COLUMNS = (
    "id workspace_id client_id client__id client__name kind role state number title currency issue_date due_date "
    "valid_until total_minor deducted_minor balance_minor sent_at"
).split()


@dataclass(frozen=True, slots=True)
class ListRow:
    """One document on a list."""

    document: Any
    state: StateWord
    total: str
    balance: str


def list_rows(workspace: Any, documents: Sequence[Any]) -> list[ListRow]:
    """Return the rows for documents of one page."""
    unsent = [row.pk for row in documents if row.state == "issued" and row.sent_at is None]
    letters = Letter.objects.filter(about_id__in=unsent, state__in=ON_THE_WAY)
    in_outbox = set(letters.values_list("about_id", flat=True)) if unsent else set()
    today = workspace.today()
    rows = []
    for document in documents:
        document.workspace = workspace
        word = state_word(document, today, document.pk in in_outbox)
        total = money(workspace, document.payable.minor, document.currency)
        owed = document.kind == "invoice" and document.state == "issued" and document.balance_minor
        rows.append(ListRow(document, word, total, money(workspace, document.balance_minor, document.currency) if owed else ""))
    return rows


def sums_of(workspace: Any, found: QuerySet) -> tuple[int, list[dict[str, str]]]:
    """Return how many documents were found, and their sums: one row a currency, drafts and void ones left out."""
    groups = found.order_by().values("currency", "state").annotate(
        many=Count("pk"), total=Sum("total_minor"), off=Sum("deducted_minor"), open=Sum("balance_minor")
    )  # fmt: skip
    count, sums = 0, {}
    for group in groups:
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


def money(workspace: Any, minor: int, currency: str) -> str:
    return write_money(minor, currency, workspace.locale, workspace.currency)
