"""Story: the acts of one client's tale. Each method plans one act on a day counted back from today."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.invoices.from_quote import deposit_invoice, final_invoice
from clientkeep.lifecycle.billing.models import Payment
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.conversations.models import LogEntry
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.sending import default_recipients, send
from clientkeep.relationship.rhythm.models import ImportantDate, PlanLine
from clientkeep.workspace.mail.wording import words_of
from clientkeep.workspace.members.acting import Actor

from .firm import Firm


class Story:
    """Plans acts as (days ago, hour, function); what they make is kept by name for the acts that follow."""

    def __init__(self, firm: Firm) -> None:
        self.firm = firm
        self.acts: list[tuple[int, int, Callable[[], None]]] = []
        self.client: Client
        self.people: list[Contact] = []
        self.papers: dict[str, Document] = {}

    def on(self, days_ago: int, act: Callable[[], Any], hour: int = 10) -> None:
        self.acts.append((days_ago, hour, act))

    def meets(self, days_ago: int, people: list[tuple[str, str, list[str]]], **client: Any) -> None:
        """The client comes on record with its people: (name, e-mail, roles)."""

        def act() -> None:
            owner = self.firm.owner if client.get("tier") == "a" else self.firm.colleague
            self.client = Client.add(self.firm.workspace, self.firm.rowan, owner=owner, **client)
            for name, email, roles in people:
                self.people.append(Contact.add(self.client, self.firm.rowan, name=name, email=email, roles=roles))

        self.on(days_ago, act, 9)

    def stage(self, days_ago: int, stage: str) -> None:
        self.on(days_ago, lambda: self.client.move_to(stage, self.firm.rowan), 17)

    def says(self, days_ago: int, kind: str, text: str, who: int | None = 0, minutes: int | None = None) -> None:
        """A note, call, meeting or mail is logged."""

        def act() -> None:
            person = self.people[who] if who is not None and kind != "note" else None
            LogEntry.write(self.client, kind, text, self.firm.june, person, minutes=minutes)

        self.on(days_ago, act, 14)

    def plans(self, days_ago: int, channel: str, every: str, purpose: str) -> None:
        """The first person of the client is to hear from its owner by a rhythm (ISO 8601: P2W)."""

        def act() -> None:
            values = {"contact": self.people[0], "owner": self.client.owner, "channel": channel}
            PlanLine.add(self.client, self.firm.rowan, every=every, purpose=purpose, **values)

        self.on(days_ago, act, 13)

    def celebrates(self, days_ago: int, kind: str, what: str, in_days: int, yearly: bool = False) -> None:
        """A date of the client is noted, which falls some days from today."""

        def act() -> None:
            workspace = self.firm.workspace
            day = workspace.today() + dt.timedelta(days=days_ago + in_days)
            ImportantDate.add(self.client, self.firm.rowan, kind=kind, what=what, day=day, yearly=yearly)

        self.on(days_ago, act, 13)

    def next_step(self, days_ago: int, step: str, in_days: int) -> None:
        """`in_days` counts from today, the end of the story."""

        def act() -> None:
            self.client.plan_next_step(step, self.firm.today + dt.timedelta(days=in_days), self.firm.rowan)

        self.on(days_ago, act, 16)

    def drafts(self, days_ago: int, name: str, kind: str, lines: list[tuple], **values: Any) -> None:
        """A paper is written: lines are (description, price) or (description, quantity, unit, price)."""

        def act() -> None:
            rows = [_row(line) for line in lines]
            self.papers[name] = Document.draft(self.client, kind, self.firm.rowan, lines=rows, **values)

        self.on(days_ago, act, 11)

    def sends(self, days_ago: int, name: str) -> None:
        self.on(days_ago, lambda: self._send(name), 12)

    def bills(self, days_ago: int, name: str, lines: list[tuple], **values: Any) -> None:
        """An invoice is written and sent on one day."""
        self.drafts(days_ago, name, "invoice", lines, **values)
        self.sends(days_ago, name)

    def accepts(self, days_ago: int, name: str, who: int = 0) -> None:
        self.on(days_ago, lambda: self._now(name).accept(self._as_contact(who), str(self.people[who])), 13)

    def declines(self, days_ago: int, name: str, reason: str, who: int = 0) -> None:
        self.on(days_ago, lambda: self._now(name).decline(self._as_contact(who), reason), 13)

    def deposit(self, days_ago: int, quote: str, name: str) -> None:
        """The accepted quote's deposit invoice goes out."""

        def act() -> None:
            self.papers[name] = deposit_invoice(self._now(quote), self.firm.rowan)
            if self.papers[name].is_draft:
                self._send(name)

        self.on(days_ago, act, 14)

    def final(self, days_ago: int, quote: str, name: str) -> None:
        """The final invoice goes out, with the deposit taken off."""

        def act() -> None:
            self.papers[name] = final_invoice(self._now(quote), self.firm.rowan)
            self._send(name)

        self.on(days_ago, act, 14)

    def pays(self, days_ago: int, name: str, method: str, amount: str | None = None) -> None:
        """Money comes in for a paper: all of it, or an amount in major units."""

        def act() -> None:
            paper = self._now(name)
            money = Money.of(Decimal(amount), paper.currency) if amount else paper.balance
            Payment.book(self.client, money, method, self.firm.rowan, documents=[paper], receipt_wanted=True)

        self.on(days_ago, act, 15)

    def credits(self, days_ago: int, name: str, of: str, line: tuple) -> None:
        """A credit note takes part of an invoice back."""

        def act() -> None:
            invoice = self._now(of)
            self.papers[name] = Document.draft(
                self.client,
                "credit_note",
                self.firm.rowan,
                lines=[_row(line)],
                source=invoice,
                currency=invoice.currency,
            )
            self._send(name)

        self.on(days_ago, act, 11)

    def _send(self, name: str) -> None:
        paper = self._now(name)
        words = words_of(self.firm.workspace, f"document_{paper.kind}")
        send(paper, self.firm.rowan, default_recipients(paper), words.subject, words.text)

    def _now(self, name: str) -> Document:
        return Document.objects.get(pk=self.papers[name].pk)

    def _as_contact(self, who: int) -> Actor:
        return Actor("contact", self.people[who].pk, str(self.people[who]))


def _row(line: tuple) -> dict[str, Any]:
    if len(line) == 2:
        return {"description": line[0], "unit_price": line[1]}
    description, quantity, unit, price = line
    return {"description": description, "quantity": quantity, "unit": unit, "unit_price": price}
