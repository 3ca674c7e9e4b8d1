"""The documents of the firm that is measured: issued, paid, late, partly paid, void, drafts and quotes, with their books.

Lines go in before their documents: the guard on issued lines looks for the document and finds none yet.
"""

import datetime as dt
import random
import uuid
from collections import Counter
from dataclasses import dataclass
from typing import Any

from clientkeep.foundation.ids import new_id
from clientkeep.foundation.ui.figures import write_money
from clientkeep.lifecycle.billing import events as money_events
from clientkeep.lifecycle.billing.ledger import rules as book
from clientkeep.lifecycle.billing.models import Allocation, Entry, Invoice, Payment, Posting
from clientkeep.relationship.documents import events, freezing
from clientkeep.relationship.documents.models import Line, NumberSeries
from clientkeep.relationship.documents.numbering.model import Counter as NumberCounter
from clientkeep.workspace.members.models import Member

from .baskets import Basket, baskets
from .bulk import Rows
from .history import History
from .people import Known

DAYS, TERMS = 730, dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document on its way to the database."""

    id: uuid.UUID
    kind: str
    client: Known
    basket: Basket
    day: dt.date
    state: str
    paid: int = 0
    due: dt.date | None = None
    until: dt.date | None = None

    @property
    def at(self) -> dt.datetime:
        return dt.datetime.combine(self.day, dt.time(9), dt.UTC)


class Cabinet:
    """Writes documents with lines, numbers, ledger entries, payments and events of one firm."""

    def __init__(self, owner: Member, history: History) -> None:
        self.owner, self.firm, self.history = owner, owner.workspace, history
        self.baskets = baskets(self.firm)
        self.seller = freezing.party_of_firm(self.firm)
        self.sheet = Invoice(workspace=self.firm, kind="invoice", currency="USD", created_by=str(owner), seller=self.seller)
        self.sheet._prefetched_objects_cache = {"deductions": []}
        self.papers, self.lines = Rows(self.sheet), Rows(Line(unit_price=0))
        self.entries, self.postings = Rows(Entry(workspace=self.firm, currency="USD")), []
        self.payments = Rows(Payment(workspace=self.firm, currency="USD", method="bank_transfer", amount_minor=1))
        self.allocations = Rows(Allocation())
        self.series = {kind: NumberSeries.of(self.firm, kind) for kind in ("invoice", "quote")}
        self.last: Counter[tuple[str, int]] = Counter()

    def add(self, sheet: Sheet) -> None:
        """Take one document in, with everything that follows from it."""
        facts: dict[str, Any] = {
            "kind": sheet.kind, "issue_date": sheet.day, "due_date": sheet.due, "valid_until": sheet.until, "number": "",
        }  # fmt: skip
        frozen, balance = {"seller": "{}"}, 0
        if sheet.state != "draft":
            frozen = self._frozen(sheet, facts)
            balance = sheet.basket.total - sheet.paid if sheet.kind == "invoice" and sheet.state != "void" else 0
        for line in sheet.basket.stored_lines:
            self.lines.add(document_id=sheet.id, **line)
        self.papers.add(
            id=sheet.id, client_id=sheet.client.id, state=sheet.state, balance_minor=balance, created_at=sheet.at,
            **{**facts, **sheet.basket.stored_figures, **frozen},
        )  # fmt: skip
        self._tell(sheet, frozen.get("number", ""))
        if sheet.kind == "invoice" and sheet.state != "draft":
            self._book(sheet, frozen["number"])

    def write(self) -> None:
        """Hand all rows to the database; the caller's transaction checks the keys."""
        for rows in (self.lines, self.papers, self.payments, self.allocations, self.entries):
            rows.write()
        self.history.rows.write()
        posted = Rows(Posting(entry=Entry(), amount_minor=0))
        for entry_id, account, amount in self.postings:
            posted.add(entry_id=entry_id, account=account, amount_minor=amount)
        posted.write()
        self.postings.clear()

    def close(self) -> None:
        """Leave the numbers as issue() finds them."""
        NumberCounter.objects.bulk_create(
            NumberCounter(series=self.series[kind], period=period, last=last) for (kind, period), last in self.last.items()
        )

    def _frozen(self, sheet: Sheet, facts: dict[str, Any]) -> dict[str, Any]:
        series, year = self.series[sheet.kind], sheet.day.year
        period = series.period(year)
        self.last[sheet.kind, period] += 1
        seq = self.last[sheet.kind, period]
        buyer = {
            "name": f"{sheet.client.name} Holdings", "address": [f"{sheet.client.city}, OR"], "country": "US", "tax_id": "",
        }  # fmt: skip
        paper = self.sheet
        paper.number, paper.buyer = series.render(year, seq), buyer
        for name, value in {**facts, "number": paper.number, **sheet.basket.figures}.items():
            setattr(paper, name, value)
        paper._prefetched_objects_cache["lines"] = sheet.basket.lines
        return {
            "period": period, "seq": seq, "number": paper.number, "buyer": buyer, "digest": freezing.digest_of(paper),
            "issued_at": sheet.at, "sent_at": None if sheet.state == "void" else sheet.at,
        }  # fmt: skip

    def _tell(self, sheet: Sheet, number: str) -> None:
        kind = sheet.kind
        facts = {
            "client": sheet.client.name, "kind": kind, "number": "", "total": self._money(sheet.basket.total),
            "kind_first": kind.capitalize(), "a_kind": f"{'an' if kind == 'invoice' else 'a'} {kind}",
        }  # fmt: skip
        self.history.add(events.DocumentDrafted, sheet.at, sheet.client.id, kind, sheet.id, facts)
        if number:
            told = {**facts, "number": number}
            self.history.add(events.DocumentIssued, sheet.at, sheet.client.id, kind, sheet.id, told)

    def _book(self, sheet: Sheet, number: str) -> None:
        issue = book.on_issue(sheet.basket.total, sheet.basket.tax)
        self._post(f"issue:{sheet.id}", issue, sheet, sheet.day, document_id=sheet.id)
        if sheet.state == "void":
            self._post(f"void:{sheet.id}", book.reverse(issue), sheet, sheet.day, document_id=sheet.id)
        if sheet.paid:
            self._pay(sheet, number)

    def _pay(self, sheet: Sheet, number: str) -> None:
        payment, allocation, amount = new_id(), new_id(), sheet.paid
        day = min(sheet.day + dt.timedelta(days=20), self.firm.today())
        at = dt.datetime.combine(day, dt.time(11), dt.UTC)
        self.payments.add(id=payment, client_id=sheet.client.id, amount_minor=amount, day=day, created_at=at)
        self.allocations.add(id=allocation, payment_id=payment, document_id=sheet.id, amount_minor=amount, created_at=at)
        self._post(f"payment:{payment}", book.on_payment(amount, "bank_transfer"), sheet, day, payment_id=payment)
        self._post(
            f"allocation:{allocation}", book.on_allocation(amount), sheet, day, document_id=sheet.id, payment_id=payment
        )
        facts = {
            "client": sheet.client.name, "amount": self._money(amount), "method": "bank transfer", "numbers": number,
            "for_numbers": f" for {number}",
        }  # fmt: skip
        self.history.add(money_events.PaymentBooked, at, sheet.client.id, "payment", payment, facts)

    def _post(self, key: str, rows: book.Rows, sheet: Sheet, day: dt.date, **causes: Any) -> None:
        entry = new_id()
        self.entries.add(id=entry, client_id=sheet.client.id, key=key, day=day, **causes)
        self.postings += [(entry, account, amount) for account, amount in rows]

    def _money(self, minor: int) -> str:
        return write_money(minor, "USD", "en-US", "USD")


def sheets(count: int, known: list[Known], goods: list[Basket], today: dt.date):
    """Yield `count` issued invoices in the order of their days, with a quote or a draft among them now and then."""
    dice = random.Random(5)
    regulars = known[: max(1, len(known) // 5)]
    for place in range(count):
        day = today - dt.timedelta(days=DAYS - place * DAYS // count)
        yield _invoice(dice, dice.choice(regulars if dice.random() < 0.5 else known), dice.choice(goods), day, today)
        if place % 12 == 0:
            yield _quote(dice, dice.choice(known), dice.choice(goods), day, today)
        if place % 50 == 0:
            yield Sheet(new_id(), "invoice", dice.choice(known), dice.choice(goods), day, "draft", due=day + TERMS)


def _invoice(dice: random.Random, client: Known, basket: Basket, day: dt.date, today: dt.date) -> Sheet:
    """Older ones are mostly paid: 8 in a hundred are late, 3 partly paid, 1 void. A third of the newest is paid."""
    due, luck = day + TERMS, dice.random()
    paid, state = 0, "issued"
    if due >= today:
        paid = basket.total if luck < 0.33 else 0
    elif luck < 0.88:
        paid = basket.total
    elif luck < 0.91:
        paid = basket.total // 2
    elif luck < 0.92:
        state = "void"
    return Sheet(new_id(), "invoice", client, basket, day, state, paid, due)


def _quote(dice: random.Random, client: Known, basket: Basket, day: dt.date, today: dt.date) -> Sheet:
    is_old = (today - day).days > 45
    state = dice.choice(("accepted", "accepted", "declined", "issued") if is_old else ("accepted", "issued", "issued"))
    return Sheet(new_id(), "quote", client, basket, day, state, until=day + TERMS)


