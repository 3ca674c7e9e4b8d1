"""What is agreed: the ledger of an agreement, changes of it, and extras that are given."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.money import Money
from clientkeep.lifecycle.agreements.scope import rules
from clientkeep.lifecycle.agreements.scope.change_order import Added, ChangeOrder
from clientkeep.lifecycle.agreements.scope.following import what_follows
from clientkeep.lifecycle.agreements.scope.giving import give, take_back
from clientkeep.lifecycle.agreements.scope.ledger import ledger_of
from clientkeep.lifecycle.agreements.scope.model import LONGEST
from clientkeep.lifecycle.agreements.scope.views import agreement_at, agreement_with_gift
from clientkeep.lifecycle.billing.payment_schedules.rules import Part
from clientkeep.lifecycle.billing.payment_schedules.standing import standing

from ..answers import answer, day
from ..door import Room
from ..fields import Day, Given, Number, Text, Told, Whole

of_documents = Room()


class ScopeAsked(Given):
    """The day whose agreement is asked for; today where none is given."""

    on: dt.date | None = None


class ScopeLineOut(Told):
    """A line of what is agreed, or a gift. `amount` in major units of the ledger's currency; for a gift, what it is worth."""

    item_id: uuid.UUID
    what: str
    part: str
    amount: str
    due_on: str | None
    revisions: int | None
    agreed_by: str
    agreed_on: str
    source: str


class PaymentPartOut(Told):
    """A payment as it stands now, with tax; `invoiced` is what sent invoices less credit notes ask for of it."""

    what: str
    when: str
    amount: str
    invoiced: str


class ScopeOut(Told):
    """What is agreed on a day; `payments` as they stand now, with tax. Prices are after a discount and before tax, with tax where the agreement's prices include it."""

    document_id: uuid.UUID
    on: str
    currency: str
    price: str
    given: str
    ends_on: str | None
    items: list[ScopeLineOut]
    gifts: list[ScopeLineOut]
    not_included: list[str]
    payments: list[PaymentPartOut]


class ScopeAdded(Given):
    """A line to add."""

    what: Text(LONGEST, least=1)
    amount: Number
    due_on: Day | None = None


class ScopeMoved(Given):
    """Another day for a line of what is agreed."""

    item_id: uuid.UUID
    due_on: Day


class ScopeAllowed(Given):
    """Rounds of revision, in all, for a line of what is agreed."""

    item_id: uuid.UUID
    revisions: Whole = Field(ge=0, le=99)


class ChangeGiven(Given):
    """A change order; `removed` are ids of lines."""

    title: Text(200, least=1)
    because: Text(2_000) = ""
    added: list[ScopeAdded] = Field(default=[], max_length=100)
    removed: list[uuid.UUID] = Field(default=[], max_length=100)
    moved: list[ScopeMoved] = Field(default=[], max_length=100)
    allowed: list[ScopeAllowed] = Field(default=[], max_length=100)


class ChangeOrderOut(Told):
    """A drafted change order, sent and answered as any document; `follows` is what it does to payments, in words."""

    document_id: uuid.UUID
    price_before: str
    price_after: str
    follows: str


class ExtraGiven(Given):
    """An extra that is not charged; `value` in major units."""

    what: Text(LONGEST, least=1)
    value: Number


class ExtraOut(Told):
    item_id: uuid.UUID
    what: str
    value: str


@of_documents.reads("/{uuid:document_id}/scope", "documents.see", ScopeOut)
def get_scope(request: HttpRequest, document_id: uuid.UUID, asked: Query[ScopeAsked]) -> HttpResponse:
    """What is agreed, on any day. 404 for a document that was never accepted."""
    agreement = agreement_at(request.acting, document_id)
    shown = ledger_of(agreement, asked.on or request.acting.workspace.today())
    currency = agreement.currency
    return answer({
        "document_id": str(agreement.pk), "on": day(shown.on), "currency": currency, "price": str(shown.price), "given": str(shown.given),
        "ends_on": day(shown.agreed.ends_on), "items": [_told(each, currency) for each in shown.agreed.items],
        "gifts": [_told(each, currency) for each in shown.agreed.gifts],
        "not_included": [each.what for each in shown.agreed.excluded],
        "payments": [_part(each, currency) for each in standing(agreement).parts],
    })  # fmt: skip


@of_documents.writes("/{uuid:document_id}/change-orders", "documents.draft", ChangeOrderOut, 201)
def write_change_order(request: HttpRequest, document_id: uuid.UUID, given: ChangeGiven) -> HttpResponse:
    """Draft a change order. 409 where the agreement was taken back."""
    agreement = agreement_at(request.acting, document_id)
    added = [Added(each.what, _minor(each.amount, agreement.currency, "added"), each.due_on) for each in given.added]
    before = ledger_of(agreement, request.acting.workspace.today()).price
    made = ChangeOrder.write(
        agreement, request.acting.actor, title=given.title, because=given.because, added=added, removed=given.removed,
        moved={each.item_id: each.due_on for each in given.moved}, allowed={each.item_id: each.revisions for each in given.allowed},
    )  # fmt: skip
    after = Money(before.minor + made.added_minor, before.currency)
    return answer({"document_id": str(made.pk), "price_before": str(before), "price_after": str(after), "follows": what_follows(made)}, 201)


@of_documents.writes("/{uuid:document_id}/scope/gifts", "documents.draft", ExtraOut, 201)
def give_extra(request: HttpRequest, document_id: uuid.UUID, given: ExtraGiven) -> HttpResponse:
    """Give an extra; the client reads it in the portal with its worth."""
    agreement = agreement_at(request.acting, document_id)
    made = give(agreement, request.acting.actor, given.what, _minor(given.value, agreement.currency, "value"))
    return answer({"item_id": str(made.item), "what": made.what, "value": str(Money(made.amount_minor, made.currency))}, 201)


@of_documents.writes("/{uuid:document_id}/scope/gifts/{uuid:gift_id}", "documents.draft", None, 204, method="DELETE")
def take_back_extra(request: HttpRequest, document_id: uuid.UUID, gift_id: uuid.UUID) -> HttpResponse:
    """An extra was noted by mistake. 409 where it was taken back already."""
    take_back(agreement_with_gift(request.acting, document_id, gift_id), request.acting.actor, gift_id)
    return answer(None, 204)


def _part(part: Part, currency: str) -> dict[str, Any]:
    return {"what": part.what, "when": part.when, "amount": str(Money(part.amount_minor, currency)), "invoiced": str(Money(part.asked_minor, currency))}


def _told(entry: rules.Entry, currency: str) -> dict[str, Any]:
    return {
        "item_id": str(entry.item), "what": entry.what, "amount": str(Money(entry.amount_minor, currency)), "due_on": day(entry.due_on),
        "part": entry.part, "revisions": entry.revisions, "agreed_by": entry.by, "agreed_on": day(entry.on), "source": entry.source,
    }  # fmt: skip


def _minor(amount: Any, currency: str, field: str) -> int:
    exact = Money.of(amount, currency)
    if exact.major != amount:
        raise Invalid(f"{currency} has fewer decimals.", field)
    return exact.minor
