"""What a review looks at, asked for all clients in one question: to rank them, and to suggest an act on one card."""

import uuid
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from clientkeep.foundation import clock
from clientkeep.relationship.clients.cadence import cadence_of
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.models import Promise, Wait
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Acting

from ..cases.model import Case
from ..trust.standing import TrustStanding
from .rules import Standing, suggestion, urgency

LEFT_OUT = ("former",)
COLUMNS = (
    "pk", "tier", "last_contact_at", "next_step", "next_step_on", "turned_on", "advice", "is_waited", "is_waited_late", "our_late",
    "their_late", "is_overdue", "has_case",
)  # fmt: skip


def in_order(acting: Acting) -> list[uuid.UUID]:
    """Return every current client that the member sees, whoever needs a word first."""
    today = acting.workspace.today()
    cadence = cadence_of(acting.workspace)
    found = [(row[0], standing_of(acting, row, cadence)) for row in _rows(acting, Client.objects.visible_to(acting).current().exclude(stage__in=LEFT_OUT))]
    return [pk for pk, _ in sorted(found, key=lambda each: (-urgency(each[1], today), each[0]))]


def suggested(acting: Acting, client: Client) -> str:
    """Return the act that would help one client most."""
    row = next(iter(_rows(acting, Client.objects.filter(pk=client.pk))))
    return suggestion(standing_of(acting, row, cadence_of(acting.workspace)), acting.workspace.today())


def standing_of(acting: Acting, row: tuple[Any, ...], cadence: dict[str, int]) -> Standing:
    (_, tier, contact, step, step_on, turned_on, advice, waits, late_waits, ours, theirs, overdue, case) = row
    zone = ZoneInfo(acting.workspace.time_zone)
    return Standing(
        tier=tier, turned_advice=advice or "", has_turned=turned_on is not None, waits_late=bool(late_waits), waits_on_us=bool(waits),
        our_late=ours, their_late=theirs, overdue=overdue and acting.may("payments.see"), has_case=case,
        silent_days=(acting.workspace.today() - contact.astimezone(zone).date()).days if contact else None,
        cadence=cadence[tier], has_step=bool(step), step_on=step_on,
    )  # fmt: skip


def _rows(acting: Acting, clients: Any) -> Any:
    today, mine = acting.workspace.today(), OuterRef("pk")
    trust = TrustStanding.objects.filter(client=mine)
    waiting = Wait.objects.filter(client=mine, closed_at=None, side="us")
    late = Promise.objects.filter(client=mine, state="open", due_on__lt=today)
    return clients.annotate(
        turned_on=Subquery(trust.values("turned_on")[:1]), advice=Subquery(trust.values("advice")[:1]), is_waited=Exists(waiting),
        is_waited_late=Exists(waiting.filter(due_at__lte=clock.now())), our_late=_how_many(late.filter(side="ours")),
        their_late=_how_many(late.filter(side="theirs")), is_overdue=Exists(Document.objects.filter(client=mine).overdue(today)),
        has_case=Exists(Case.objects.unresolved().filter(client=mine)),
    ).order_by("pk").values_list(*COLUMNS)  # fmt: skip


def _how_many(rows: Any) -> Coalesce:
    counted = rows.order_by().values("client").annotate(how_many=Count("pk")).values("how_many")
    return Coalesce(Subquery(counted), 0)
