"""Keeping the next contact of each line true: it is derived from what is on record, so doing it again changes nothing."""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q, QuerySet

from clientkeep.foundation.ui.days import local_date
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.models import LogEntry, Message
from clientkeep.workspace.hours.calendars import Calendars
from clientkeep.workspace.members.models import Workspace

from . import rules
from .model import PlanLine

# Enough of the newest letters to find one that names the person among its receivers.
LOOKED_AT = 200


def recount(client: Client, lines: Sequence[PlanLine] | None = None) -> None:
    """Find the last contact of each line anew, and from it the next. A newer contact ends a day chosen by hand.

    Without `lines` it is every line of the client's plan; given lines are held by the caller.
    """
    if lines is None:
        rows = PlanLine.objects.filter(client=client, removed_at=None).select_related("contact", "workspace")
        with transaction.atomic():
            return recount(client, list(rows.select_for_update(of=("self",))))
    if not lines:
        return
    alone = client.contacts.current().count() == 1
    for line in lines:
        last = _last_contact(line, alone)
        if last and (line.last_on is None or last > line.last_on):
            line.moved_to = None
        line.last_on = last
    _lay(client.workspace, lines)


def wind(workspace: Workspace) -> None:
    """Lay the next contact of each line of the firm on a working day anew."""
    with transaction.atomic():
        _lay(workspace, list(PlanLine.objects.select_for_update().filter(workspace=workspace, removed_at=None)))


def _lay(workspace: Workspace, lines: Sequence[PlanLine]) -> None:
    """Lay the next contact of each line on a day on which its owner, or who covers, works."""
    calendars = Calendars(workspace)
    for line in lines:
        asked = rules.due_on(line.starts_on, line.last_on, line.skipped_on, line.moved_to, line.every)
        line.next_on = _working_day(calendars, workspace, line.owner_id, asked)
    PlanLine.objects.bulk_update(lines, ["last_on", "moved_to", "next_on"], batch_size=500)


def _working_day(calendars: Calendars, workspace: Workspace, owner_id: object, day: dt.date) -> dt.date:
    begins = dt.datetime.combine(day, dt.time(), ZoneInfo(workspace.time_zone))
    works = calendars.of(owner_id).next_working(begins)
    return local_date(works, workspace.time_zone) if works else day


def _last_contact(line: PlanLine, alone: bool) -> dt.date | None:
    """The day on which the person last heard from the firm; what the client alone wrote does not count."""
    moments = [moment for moment in (_last_talk(line, alone), _last_letter(line)) if moment]
    return local_date(max(moments), line.workspace.time_zone) if moments else None


def _last_talk(line: PlanLine, alone: bool) -> dt.datetime | None:
    talks = LogEntry.objects.filter(client=line.client_id, corrected_by=None).exclude(kind="note").exclude(direction="in")
    if line.channel:
        talks = talks.filter(kind=line.channel)
    if line.contact_id:
        # A talk that names nobody was with the only person there is.
        talks = talks.filter(Q(contact=line.contact_id) | Q(contact=None) if alone else Q(contact=line.contact_id))
    return talks.order_by("-happened_at").values_list("happened_at", flat=True).first()


def _last_letter(line: PlanLine) -> dt.datetime | None:
    if line.channel not in ("", "mail"):
        return None
    letters = _letters(line).order_by("-happened_at").values_list("happened_at", "contact_id", "to")
    if line.contact_id is None:
        return next((moment for moment, _, _ in letters[:1]), None)
    address = line.contact.email.casefold()
    for moment, contact_id, receivers in letters[:LOOKED_AT]:
        named = {str(each.get("email", "")).casefold() for each in receivers}
        if contact_id == line.contact_id or (address and address in named):
            return moment
    return None


def _letters(line: PlanLine) -> QuerySet:
    return Message.objects.filter(client=line.client_id, direction="out", automatic=False, withdrawn_at=None)
