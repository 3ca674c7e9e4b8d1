"""What of the driver's acts is in the database, read once for one examination."""

from collections import Counter, defaultdict
from typing import Any

from django.db.models import Sum

from clientkeep.lifecycle.billing.models import Payment
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter

from .agreed import Agreed
from .agreeing import AGREED
from .journal import Act
from .keeping import KEPT
from .kept import Kept

TOLD = {"draft": "document.drafted", "issue": "document.issued", "send": "document.sent", "pay": "payment.booked"}


class Presence:
    """Rows by the tokens and ids that the driver knows."""

    def __init__(self) -> None:
        self.drafts: dict[str, list[Document]] = defaultdict(list)
        self.documents: dict[str, Document] = {}
        for document in Document.objects.filter(kind="invoice").exclude(role="deposit"):
            self.drafts[document.reference].append(document)
            self.documents[str(document.pk)] = document
        self.payments: dict[str, list[Payment]] = defaultdict(list)
        for payment in Payment.objects.annotate(put=Sum("allocations__amount_minor")):
            self.payments[payment.note].append(payment)
        self.clients = Counter(Client.objects.values_list("name", flat=True))
        self.letters = list(Letter.objects.defer("html", "text"))
        self.told = Counter(
            (slug, str(about)) for slug, about in Event.objects.values_list("slug", "about_id") if slug in TOLD.values()
        )
        self.keeping, self.agreed = Kept(self.letters), Agreed(self.letters)
        self.kept: dict[str, tuple[int, str]] = {}

    def of(self, act: Act) -> tuple[int, str]:
        """Return how many times an act is there, and what is odd about it (an empty text where nothing is)."""
        if act.key not in self.kept:
            rows = self.keeping if act.kind in KEPT else self.agreed if act.kind in AGREED else None
            self.kept[act.key] = rows.of(act) if rows else getattr(self, f"_{act.kind}")(act)
        return self.kept[act.key]

    def _client(self, act: Act) -> tuple[int, str]:
        return self.clients[act.what["name"]], ""

    def _draft(self, act: Act) -> tuple[int, str]:
        rows = self.drafts.get(act.what["token"], [])
        if not rows:
            return 0, ""
        row, answered = rows[0], act.answer.get("document")
        if (str(row.client_id), row.total_minor) != (act.what["client"], act.what["amount"]):
            return len(rows), f"it is kept with {row.total_minor} for {row.client_id}"
        if answered and answered not in {str(each.pk) for each in rows}:
            return len(rows), f"its answer named {answered}, the row is {row.pk}"
        return len(rows), self._untold("draft", row.pk)

    def _issue(self, act: Act) -> tuple[int, str]:
        row = self.documents.get(act.what["document"])
        if row is None or row.state == "draft":
            return 0, "" if self.told[TOLD["issue"], act.what["document"]] == 0 else "the journal says that it happened"
        answered = act.answer.get("number") or row.number
        return 1, self._untold("issue", row.pk) or ("" if row.number == answered else f"{answered} became {row.number}")

    def _send(self, act: Act) -> tuple[int, str]:
        wanted = Counter(email for _, email in act.what["to"])
        rows = Counter(letter.to_email for letter in self.letters if str(letter.about_id) == act.what["document"])
        if not rows:
            return 0, ""
        if set(rows) != set(wanted):
            return 1, f"letters were written to {sorted(rows)}"
        row = self.documents[act.what["document"]]
        odd = "it was sent without being issued" if row.state == "draft" else self._untold("send", row.pk)
        return max(rows.values()), odd

    def _pay(self, act: Act) -> tuple[int, str]:
        rows = self.payments.get(act.what["token"], [])
        if not rows:
            return 0, ""
        row = rows[0]
        if row.amount_minor != act.what["amount"]:
            return len(rows), f"it is booked as {row.amount_minor}"
        if (row.put or 0) + row.free_minor != row.amount_minor or row.free_minor:
            return len(rows), f"{row.put} of it is on the invoice and {row.free_minor} is free"
        return len(rows), self._untold("pay", row.pk)

    def _untold(self, kind: str, about: Any) -> str:
        times = self.told[TOLD[kind], str(about)]
        return "" if times == 1 else f"the journal tells it {times} times"
