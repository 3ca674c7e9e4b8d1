"""Writing during the talk: notes, decisions and actions, one field at a time or many, beside others who do the same.

A cell is one field: `notes:ITEM`, `decisions:ITEM`, `what:ACTION`, `who:ACTION`, `due:ACTION`, by the ids of the rows.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.relationship.clients.models import Contact
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.relationship.conversations.promises.model import EARLIEST, LATEST
from clientkeep.workspace.members.models import Member

from . import rules
from .items import AgendaItem, KickoffAction
from .model import Kickoff

OF_ITEM, OF_ACTION = ("notes", "decisions"), ("what", "who", "due")
Cells = dict[str, str]


def cells_of(kickoff: Kickoff) -> Cells:
    """What stands in each cell now."""
    cells = {f"{part}:{item.pk}": getattr(item, part) for item in kickoff.items.all() for part in OF_ITEM}
    for action in kickoff.actions.all():
        cells |= {f"what:{action.pk}": action.what, f"who:{action.pk}": action.who, f"due:{action.pk}": action.due_on.isoformat() if action.due_on else ""}
    return cells


def write(kickoff: Kickoff, said: Mapping[str, str], seen: Mapping[str, str] | None = None) -> Cells:
    """Keep what was said; an action without words is taken away, what is not said stays.

    `seen`: what stood there when it was written. Where somebody else wrote meanwhile, theirs is kept, and returned by its
    cell; everything else is saved. Raises Invalid, its field the cell; Conflict once the kickoff was held or cancelled.
    """
    with transaction.atomic():
        kickoff.hold()
        kickoff.require_planned()
        now, changed, theirs = cells_of(kickoff), {}, {}
        for cell, text in said.items():
            if cell not in now:
                raise Conflict("Somebody took this out meanwhile. Load the page again; your words are still in its field.", cell)
            tidy = _tidied(cell, text)
            shown = now[cell] if seen is None else _as_kept(cell, seen.get(cell, ""))
            if tidy not in (shown, now[cell]):
                (changed if shown == now[cell] else theirs)[cell] = tidy if shown == now[cell] else now[cell]
        _keep(kickoff, changed)
    return theirs


def add_action(kickoff: Kickoff, item: AgendaItem, what: str, who: str = "ours", due: str = "", id: uuid.UUID | None = None) -> KickoffAction | None:
    """Put down who does what by when; `due` is an ISO day. The same `id` changes the action that was put down first.

    Without words nothing is kept. Raises Invalid with `what`, `who` or `due`, Conflict once it was held or cancelled.
    """
    what = _tidied("what:new", what)
    with transaction.atomic():
        kickoff.hold()
        kickoff.require_planned()
        values = {"what": what, **_who(kickoff, who, "who"), "due_on": _day(due, "due")}
        known = KickoffAction.objects.filter(pk=id, kickoff=kickoff).first() if id else None
        if known:
            _set(known, values)
            return known if what else None
        if not what:
            return None
        count = kickoff.actions.count()
        if count >= rules.MOST_ACTIONS:
            raise Invalid(f"A kickoff takes {rules.MOST_ACTIONS} actions at most.", "what")
        return KickoffAction.objects.create(**({"id": id} if id else {}), workspace=kickoff.workspace, kickoff=kickoff, item=item, place=count + 1, **values)


def _keep(kickoff: Kickoff, changed: Cells) -> None:
    rows: dict[str, dict[str, Any]] = {}
    for cell, text in changed.items():
        part, _, pk = cell.partition(":")
        value = _who(kickoff, text, cell) if part == "who" else {"due_on": _day(text, cell)} if part == "due" else {part: text}
        rows.setdefault(f"{'item' if part in OF_ITEM else 'action'}:{pk}", {}).update(value)
    for name, values in rows.items():
        kind, _, pk = name.partition(":")
        if kind == "item":
            AgendaItem.objects.filter(pk=pk, kickoff=kickoff).update(**values)
        else:
            _set(KickoffAction.objects.get(pk=pk, kickoff=kickoff), values)


def _set(action: KickoffAction, values: dict[str, Any]) -> None:
    if values.get("what") == "":
        action.delete()
    else:
        KickoffAction.objects.filter(pk=action.pk).update(**values)
        action.refresh_from_db()


def _plain(text: str) -> str:
    # Browsers send line ends of their own.
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _as_kept(cell: str, text: str) -> str:
    return _plain(text) if cell.partition(":")[0] in OF_ITEM else " ".join(text.split())


def _tidied(cell: str, text: str) -> str:
    part = cell.partition(":")[0]
    if part in OF_ITEM:
        kept = tidy_text(cell, _plain(text), rules.LONGEST_NOTES)
        if part == "decisions" and (long := max(map(len, rules.decisions_in(kept)), default=0)) > rules.LONGEST_DECISION:
            raise Invalid(f"Keep each decision under {rules.LONGEST_DECISION:,} characters (one has {long:,}).", cell)
        return kept
    return " ".join(tidy_text(cell, text, rules.LONGEST_ACTION).split())


def _who(kickoff: Kickoff, who: str, field: str) -> dict[str, Any]:
    side, _, pk = who.partition(":")
    if side not in ("ours", "theirs"):
        raise Invalid("Say who does it.", field)
    people = Member.objects.filter(workspace=kickoff.workspace_id) if side == "ours" else Contact.objects.filter(client=kickoff.client_id)
    person = people.filter(pk=_id(pk)).first() if pk else None
    if pk and person is None:
        raise Invalid("Choose somebody of your firm, or of this client.", field)
    return {"side": side, "member": person if side == "ours" else None, "contact": person if side == "theirs" else None}


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _day(text: str, field: str) -> dt.date | None:
    if not text:
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise Invalid("Enter a day like 2026-03-31.", field) from None
    if not EARLIEST <= day <= LATEST:
        raise Invalid("Enter a day of this life, such as 2026-05-08.", field)
    return day
