"""Extras that the firm absorbs: given with their value, and taken back where they were noted by mistake."""

import uuid

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.wording import Figures
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor

from . import events
from .model import LONGEST, ScopeEntry, agreed_of

LARGEST = 10**13


def give(agreement: Document, by: Actor, what: str, value_minor: int, id: uuid.UUID | None = None) -> ScopeEntry:
    """Note an extra that is not charged; the client reads it as a gift. The same `id` gives the one noted first.

    `value_minor` in minor units of the agreement's currency. Raises Invalid with the field, Conflict without an agreement.
    """
    words = " ".join(tidy_text("what", what, LONGEST).split())
    if not words:
        raise Invalid("Say in a few words what is given.", "what")
    if not 0 < value_minor <= LARGEST:
        raise Invalid("Enter what it is worth, more than zero.", "value")
    with transaction.atomic():
        _held(agreement)
        if id and (known := ScopeEntry.objects.filter(agreement=agreement, item=id, act="gift").first()):
            return known
        made = _entry(agreement, by, "gift", words, value_minor, **({"item": id} if id else {}))
        _tell(events.GiftGiven, agreement, by, what=words, value=Figures(agreement).money(value_minor))
    return made


def take_back(agreement: Document, by: Actor, item: uuid.UUID) -> None:
    """A gift was noted by mistake. Raises Conflict where it was taken back already."""
    with transaction.atomic():
        _held(agreement)
        gift = next((each for each in agreed_of(agreement).gifts if each.item == item), None)
        if gift is None:
            raise Conflict("This gift was taken back already.", "item")
        _entry(agreement, by, "back", gift.what, -gift.amount_minor, item=item)
        _tell(events.GiftTakenBack, agreement, by, what=gift.what)


def _held(agreement: Document) -> None:
    if Document.objects.select_for_update(of=("self",)).get(pk=agreement.pk).state != "accepted":
        raise Conflict(f"{agreement} is not agreed.", "state")


def _entry(agreement: Document, by: Actor, act: str, what: str, minor: int, **values) -> ScopeEntry:
    return ScopeEntry.objects.create(
        workspace_id=agreement.workspace_id, client_id=agreement.client_id, agreement=agreement, act=act, what=what, amount_minor=minor,
        currency=agreement.currency, agreed_by=by.name[:200], agreed_on=agreement.workspace.today(), agreed_at=clock.now(), **values,
    )  # fmt: skip


def _tell(kind, agreement: Document, by: Actor, **said: str) -> None:
    record(
        kind, workspace_id=agreement.workspace_id, by=by, client_id=agreement.client_id, about=agreement,
        client=agreement.client.name, agreement=str(agreement), **said,
    )  # fmt: skip
