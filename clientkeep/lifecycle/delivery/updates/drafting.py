"""Drafting updates from the record: when their week comes, or when somebody asks; and keeping untouched ones true."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict
from clientkeep.foundation.ui.days import local_date
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import SYSTEM, Actor

from . import rules
from .facts import facts_of
from .model import LONGEST, StatusUpdate, period_of
from .recipients import usual
from .rules import Span

# A client's first update looks back this far, from the beginning of that day.
FIRST = dt.timedelta(days=7)


def draft(client: Client, by: Actor) -> StatusUpdate:
    """Draft an update because somebody asks for it; one that waits already is brought up to date and given back.

    Raises Conflict for a client who was put away.
    """
    with transaction.atomic():
        _held(client)
        if waiting := StatusUpdate.objects.filter(client=client, state="draft").first():
            refresh(waiting)
            return waiting
        today = client.workspace.today()
        taken = set(StatusUpdate.objects.filter(client=client, day=today).values_list("period", flat=True))
        turn = next(turn for turn in range(1, len(taken) + 2) if period_of(today, turn) not in taken)
        return _begun(client, today, period_of(today, turn), by)


def draft_for(client: Client, slot: dt.datetime) -> StatusUpdate | None:
    """Draft the update of a week whose moment (UTC) has come; None where it is drafted, sent or dropped already."""
    day = local_date(slot, client.workspace.time_zone)
    with transaction.atomic():
        _held(client)
        if any(is_served(row, slot, period_of(day)) for row in StatusUpdate.objects.filter(client=client).defer("text")):
            return None
        return _begun(client, day, period_of(day), SYSTEM)


def is_served(row: StatusUpdate, slot: dt.datetime, period: str) -> bool:
    """Whether an update stands for a week: its own one, one that still waits, or one that came after its moment."""
    moments = (row.created_at, row.sent_at, row.dropped_at)
    return row.state == "draft" or row.period == period or any(moment and moment >= slot for moment in moments)


def refresh(update: StatusUpdate) -> bool:
    """Bring an untouched draft up to date with the record; returns whether its words changed. Safe to repeat."""
    with transaction.atomic():
        try:
            update.hold()
        except Conflict:
            return False
        if update.edited_at or update.client.archived_at:
            return False
        before = update.text
        drawn(update)
        if update.text == before:
            return False
        update.version += 1
        update.save(update_fields=["subject", "text", "has_news", "told_until", "version"])
    return True


def drawn(update: StatusUpdate) -> None:
    """Put the words of the record into a draft, as of now."""
    client, firm, now = update.client, update.workspace, clock.now()
    span = Span(update.since, now, local_date(update.since, firm.time_zone), firm.today())
    facts = facts_of(client, span)
    update.has_news, update.told_until = facts.has_news, now
    sender = str(client.owner) if client.owner else ""
    update.take(rules.subject(firm.name, span.today), rules.letter(facts, span, sender, firm.name)[:LONGEST])


def _begun(client: Client, day: dt.date, period: str, by: Actor) -> StatusUpdate:
    last = StatusUpdate.objects.filter(client=client).sent().order_by("-sent_at", "-pk").first()
    since = last.told_until if last else max(client.created_at, _first_moment(client))
    update = StatusUpdate(
        workspace=client.workspace, client=client, day=day, period=period, since=since, drafted_by=by.name,
    )  # fmt: skip
    drawn(update)
    update.save(force_insert=True)
    update.to.set(usual(client))
    return update


def _first_moment(client: Client) -> dt.datetime:
    zone = ZoneInfo(client.workspace.time_zone)
    return dt.datetime.combine(client.workspace.today() - FIRST, dt.time(), zone).astimezone(dt.UTC)


def _held(client: Client) -> None:
    """Hold the client until the transaction ends, so that two who draft at once make one."""
    if Client.objects.select_for_update().get(pk=client.pk).archived_at:
        raise Conflict(f"{client.name} was put away. Bring the client back first.", "client")
