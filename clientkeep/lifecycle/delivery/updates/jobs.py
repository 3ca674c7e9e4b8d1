"""When a client's moment of the week has come, its update is drafted: once, and sent by nobody but a person."""

import datetime as dt
import logging

from django.db import DatabaseError
from django.db.models import Q

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.days import local_date
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.workspace.mail.handover import asks_before_leaving
from clientkeep.workspace.members.models import Workspace
from clientkeep.workspace.queue import every

from . import rules
from .choice import ClientUpdateChoice, UpdateChoice, weekly_of
from .drafting import draft_for, is_served, refresh
from .model import StatusUpdate, period_of
from .recipients import hindrance

# The last moment of a week is at most seven days ago, eight where a clock was set back.
LOOKED_BACK = dt.timedelta(days=8)
log = logging.getLogger("clientkeep.updates")


@every("3,18,33,48 * * * *")
def draft_updates() -> None:
    """Draft what is due in each firm. Safe to run at any time, and again."""
    own = Q(pk__in=ClientUpdateChoice.objects.filter(mode="on").values("workspace"))
    for firm in Workspace.objects.filter(own | Q(pk__in=UpdateChoice.objects.filter(is_on=True).values("workspace"))).order_by("pk"):
        draft_due(firm)


@every("6,21,36,51 * * * *")
def refresh_updates() -> None:
    """Bring untouched drafts up to date with the record. Safe to run at any time, and again."""
    rows = StatusUpdate.objects.open().filter(edited_at=None).select_related("client__workspace", "client__owner__user", "workspace")
    for update in rows.order_by("pk").iterator():
        _each(refresh, update, update.client)


def draft_due(firm: Workspace) -> None:
    """Draft the updates of one firm whose moment has come and that have none yet."""
    choice, own = UpdateChoice.of(firm), {row.client_id: row for row in ClientUpdateChoice.objects.filter(workspace=firm)}
    known: dict = {}
    clients = Client.objects.filter(workspace=firm).current().select_related("owner__user").order_by("pk")
    meant = Q(pk__in=[pk for pk, row in own.items() if row.mode == "on"])
    if choice.is_on:
        meant |= Q(stage__in=choice.stages, tier__in=choice.tiers)
    for row in _recent(firm):
        known.setdefault(row.client_id, []).append(row)
    for client in clients.filter(meant).iterator():
        client.workspace = firm
        weekly = weekly_of(client, choice, own.get(client.pk))
        slot = rules.latest_slot(weekly, clock.now(), firm.time_zone) if weekly else None
        if slot is None:
            continue
        period = period_of(local_date(slot, firm.time_zone))
        if not any(is_served(row, slot, period) for row in known.get(client.pk, ())):
            _each(draft_for, client, client, slot)


def _recent(firm: Workspace):
    """The updates that may stand for a week that is not over."""
    since, day = clock.now() - LOOKED_BACK, firm.today() - LOOKED_BACK
    late = Q(created_at__gte=since) | Q(sent_at__gte=since) | Q(dropped_at__gte=since) | Q(day__gte=day) | Q(state="draft")
    return StatusUpdate.objects.filter(late, workspace=firm).defer("text")


@asks_before_leaving("update")
def still_wanted(letter) -> str:
    """Who has asked for no more, or left the client, meanwhile gets none."""
    pk = (letter.unsubscribe or {}).get("contact")
    contact = Contact.objects.filter(workspace=letter.workspace_id, pk=pk).first() if pk else None
    return hindrance(contact) if contact else ""


def _each(verb, thing, client: Client, *more) -> None:
    """One client whose record cannot be read keeps no other from getting an update; the next sweep tries again."""
    try:
        verb(thing, *more)
    except DatabaseError:
        raise
    except Refusal:
        pass  # it was put away, or drafted by somebody, while we looked
    except Exception:
        log.exception("The update of client %s could not be drafted", client.pk)
