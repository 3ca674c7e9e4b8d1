"""What a row of a list shows: the stored figures, written in the firm's locale."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from clientkeep.foundation.ui.figures import write_money
from clientkeep.workspace.mail.models import Letter

from ..states import StateWord, state_word
from .agreed import agreed_totals

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
    today, agreed = workspace.today(), agreed_totals(documents)
    rows = []
    for document in documents:
        document.workspace = workspace
        word = state_word(document, today, document.pk in in_outbox)
        total = money(workspace, agreed.get(document.pk, document.payable.minor), document.currency)
        owed = document.kind == "invoice" and document.state == "issued" and document.balance_minor
        rows.append(ListRow(document, word, total, money(workspace, document.balance_minor, document.currency) if owed else ""))
    return rows


def money(workspace: Any, minor: int, currency: str) -> str:
    return write_money(minor, currency, workspace.locale, workspace.currency)
