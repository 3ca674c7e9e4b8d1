"""The ledger of one agreement as pages and programs read it."""

import datetime as dt
from dataclasses import dataclass

from clientkeep.foundation.money import Money
from clientkeep.relationship.documents.models import Document

from . import rules
from .model import ScopeEntry


@dataclass(frozen=True)
class Ledger:
    """What is agreed on a day, how it came to be until then, and what waits for the client's answer."""

    agreement: Document
    on: dt.date
    agreed: rules.Agreed
    entries: tuple[rules.Entry, ...]

    @property
    def price(self) -> Money:
        return Money(self.agreed.price_minor, self.agreement.currency)

    @property
    def given(self) -> Money:
        return Money(self.agreed.given_minor, self.agreement.currency)

    @property
    def began_on(self) -> dt.date:
        return self.entries[0].on

    @property
    def baseline(self) -> Money:
        """The price as it was accepted first."""
        first = str(self.agreement)
        return Money(sum(entry.amount_minor for entry in self.entries if entry.source == first), self.agreement.currency)

    def until(self) -> list[rules.Entry]:
        """What was agreed up to the day, in order."""
        return [entry for entry in self.entries if entry.on <= self.on]


def ledger_of(agreement: Document, on: dt.date) -> Ledger | None:
    """Return the ledger of an agreement; None where the document is none."""
    rows = ScopeEntry.objects.filter(agreement=agreement).select_related("document").in_order()
    entries = tuple(row.plain(str(row.document) if row.document else "") for row in rows)
    return Ledger(agreement, on, rules.agreed(entries, on), entries) if entries else None


def ledgers_of(agreements: list[Document], on: dt.date) -> list[Ledger]:
    """Return the ledgers of several agreements, in their order, with one question for all."""
    rows: dict = {document.pk: [] for document in agreements}
    for row in ScopeEntry.objects.filter(agreement__in=agreements).select_related("document").in_order():
        rows[row.agreement_id].append(row.plain(str(row.document) if row.document else ""))
    return [Ledger(document, on, rules.agreed(rows[document.pk], on), tuple(rows[document.pk])) for document in agreements if rows[document.pk]]
