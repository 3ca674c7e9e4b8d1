"""What the figures are made of, read for the person who asks: eight questions, whatever the number of clients."""

import datetime as dt
from collections import defaultdict
from typing import Any
from zoneinfo import ZoneInfo

from clientkeep.lifecycle.billing.ledger.model import Posting
from clientkeep.lifecycle.billing.ledger.rules import RECEIVABLE
from clientkeep.lifecycle.retention.models import Survey
from clientkeep.relationship.clients.cadence import cadence_of
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.models import Promise, Wait
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.acting import Acting

from .rules import Answer, Bill, Facts, Living, Move, Score, Word

CONTACT = ("call.logged", "meeting.logged", "mail.logged", "message.logged", "message.received", "message.written")
LIVING = ("proposal", "active")


def facts_for(acting: Acting, since: dt.date) -> Facts:
    """Return the facts of the clients that this person may see. `since` is the earliest day that a figure looks at."""
    firm = acting.workspace
    zone, cadence = ZoneInfo(firm.time_zone), cadence_of(firm)
    clients = Client.objects.visible_to(acting)
    rows = list(clients.values_list("pk", "name", "tier", "stage", "created_at", "archived_at"))
    ids = None if acting.member.sees_all_clients else {row[0] for row in rows}
    start = dt.datetime.combine(since, dt.time(), zone)
    return Facts(
        currency=firm.currency,
        today=firm.today(),
        names={str(pk): name for pk, name, *_ in rows},
        bills=_bills(acting, zone),
        words=_words(acting, since),
        scores=_scores(acting, start, zone, clients),
        answers=_answers(acting, start, zone),
        moves=_moves(acting, ids),
        living=[
            Living(str(pk), created.astimezone(zone).date(), cadence[tier])
            for pk, _, tier, stage, created, archived in rows
            if stage in LIVING and archived is None
        ],
        heard=_heard(acting, ids, zone),
    )


def _bills(acting: Acting, zone: ZoneInfo) -> list[Bill]:
    paid: dict[Any, dt.date] = {}
    for about, at in Event.objects.filter(workspace=acting.workspace, slug="invoice.paid").order_by("seq").values_list("about_id", "happened_at"):
        paid[about] = at.astimezone(zone).date()
    issued = Document.objects.visible_to(acting).filter(kind="invoice").exclude(state__in=("draft", "void")).exclude(role="opening")
    columns = ("pk", "client_id", "number", "issue_date", "total_minor", "currency", "balance_minor")
    return [
        Bill(str(pk), str(client), number, day, total, currency, None if owed else paid.get(pk))
        for pk, client, number, day, total, currency, owed in issued.values_list(*columns)
    ]


def _words(acting: Acting, since: dt.date) -> list[Word]:
    ours = Promise.objects.visible_to(acting).filter(side="ours", first_due_on__gte=since).exclude(state="dropped")
    columns = ("pk", "client_id", "what", "first_due_on", "state", "closed_on")
    return [
        Word(str(pk), str(client), what, due, closed if state == "kept" else None)
        for pk, client, what, due, state, closed in ours.values_list(*columns)
    ]


def _scores(acting: Acting, start: dt.datetime, zone: ZoneInfo, clients: Any) -> list[Score]:
    answered = Survey.objects.filter(workspace=acting.workspace, kind="pulse", state="answered", answered_at__gte=start, score__isnull=False)
    mine = answered.filter(client__in=clients.values("pk"))
    return [
        Score(str(pk), str(client), at.astimezone(zone).date(), score)
        for pk, client, at, score in mine.values_list("pk", "client_id", "answered_at", "score")
    ]


def _answers(acting: Acting, start: dt.datetime, zone: ZoneInfo) -> list[Answer]:
    answered = Wait.objects.visible_to(acting).filter(side="us", how="answered", closed_at__gte=start, seconds__isnull=False)
    columns = ("pk", "client_id", "about", "closed_at", "seconds", "is_late")
    return [
        Answer(str(pk), str(client), about, at.astimezone(zone).date(), seconds / 3600, not late)
        for pk, client, about, at, seconds, late in answered.values_list(*columns)
    ]


def _moves(acting: Acting, ids: set[Any] | None) -> list[Move]:
    if not acting.may("payments.see"):
        return []
    rows = Posting.objects.filter(entry__workspace=acting.workspace, account=RECEIVABLE)
    return [
        Move(str(client), day, currency, amount)
        for client, day, currency, amount in rows.values_list("entry__client_id", "entry__day", "entry__currency", "amount_minor")
        if ids is None or client in ids
    ]


def _heard(acting: Acting, ids: set[Any] | None, zone: ZoneInfo) -> dict[str, list[dt.date]]:
    found: dict[str, list[dt.date]] = defaultdict(list)
    events = Event.objects.filter(workspace=acting.workspace, slug__in=CONTACT).order_by()
    for client, at in events.values_list("client_id", "happened_at"):
        if ids is None or client in ids:
            found[str(client)].append(at.astimezone(zone).date())
    return found
