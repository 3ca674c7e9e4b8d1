"""One act on many clients, and the way back: what each was before is kept with the person's session."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Member

from .bulk_step import put_back, read_step, state_of
from .model import STAGE_LABELS, Client
from .tags import forget_known
from .tidying import tidy_tags

MOST = 200
KEPT = "client_undo"
# act of roles.py that each needs
NEEDS = {
    "tag": "clients.edit", "untag": "clients.edit", "stage": "clients.edit", "step": "clients.edit", "owner": "clients.assign",
    "archive": "clients.archive", "restore": "clients.archive",
}  # fmt: skip


def act_on(acting: Acting, ids: Iterable[str], act: str, value: str | Mapping[str, str]) -> tuple[str, dict[str, Any]]:
    """Do `act` to the clients among `ids` that this person sees; all or none. A step takes a mapping (bulk_step.py).

    Returns what was done in words, and what undoing needs to know. Raises Invalid or Forbidden.
    """
    if act not in NEEDS:
        raise Invalid("Choose what to do with the chosen clients.", "act")
    acting.require(NEEDS[act])
    chosen = list(ids)[: MOST + 1]
    if len(chosen) > MOST:
        raise Invalid(f"Choose at most {MOST} clients at a time.", "chosen")
    with transaction.atomic():
        clients = list(Client.objects.visible_to(acting).filter(pk__in=chosen).select_related("workspace", "owner"))
        if not clients:
            raise Invalid("Choose at least one client.", "chosen")
        given = _value_of(acting, act, value)
        before = {}
        for client in clients:
            was = _state_of(client, act)
            _do(client, act, given, acting)
            if _state_of(client, act) != was:
                before[str(client.pk)] = [was, _state_of(client, act)]
    forget_known(acting.workspace.pk)
    return _words(act, given, len(clients)), {"act": act, "before": before}


def take_back(acting: Acting, kept: dict[str, Any]) -> str:
    """Undo what act_on did, except where somebody has changed it since. Raises Conflict where nothing is left to undo."""
    act, before = kept["act"], kept["before"]
    acting.require(NEEDS[act])
    undone = 0
    with transaction.atomic():
        for client in Client.objects.visible_to(acting).filter(pk__in=list(before)).select_related("workspace", "owner"):
            was, became = before[str(client.pk)]
            if _state_of(client, act) == became:
                _put_back(client, act, was, acting)
                undone += 1
    forget_known(acting.workspace.pk)
    if not undone:
        raise Conflict("Somebody changed these clients meanwhile, so there is nothing to undo.")
    left = len(before) - undone
    return f"Undone for {_clients(undone)}." + (f" {_clients(left)} changed meanwhile and stayed." if left else "")


def keep_for_undo(session: Any, kept: dict[str, Any]) -> str:
    """Remember what undoing needs; returns the token that names it. The last three are kept."""
    token = secrets.token_urlsafe(9)
    session[KEPT] = {**dict(list(session.get(KEPT, {}).items())[-2:]), token: kept}
    return token


def _value_of(acting: Acting, act: str, value: Any) -> Any:
    if act == "step":
        return read_step(acting, value, owner_named)
    if act in ("tag", "untag"):
        tags = tidy_tags(value)
        if not tags:
            raise Invalid("Enter a tag.", "tag")
        return tags
    if act == "stage":
        if value not in STAGE_LABELS:
            raise Invalid("Choose a stage.", "stage")
        return value
    if act == "owner":
        return owner_named(acting, value)
    return None


def owner_named(acting: Acting, value: str) -> Member | None:
    """Return the member with this id, or None for an empty one. Raises Invalid for anybody else."""
    if not value:
        return None
    member = next((m for m in acting.workspace.members.filter(disabled_at=None) if str(m.pk) == value), None)
    if member is None:
        raise Invalid("Choose a member of this workspace.", "owner")
    return member


def _state_of(client: Client, act: str) -> Any:
    if act in ("tag", "untag"):
        return list(client.tags)
    if act == "stage":
        return client.stage
    if act == "step":
        return state_of(client)
    if act == "owner":
        return str(client.owner_id) if client.owner_id else ""
    return bool(client.archived_at)


def _do(client: Client, act: str, given: Any, acting: Acting) -> None:
    by = acting.actor
    if act == "tag":
        client.change(by, tags=[*client.tags, *given])
    elif act == "untag":
        gone = {tag.casefold() for tag in given}
        client.change(by, tags=[tag for tag in client.tags if tag.casefold() not in gone])
    elif act == "stage":
        client.move_to(given, by)
    elif act == "step":
        given.give(client, by)
    elif act == "owner":
        client.give_to(given, by)
    elif act == "archive":
        client.archive(by)
    else:
        client.restore(by)


def _put_back(client: Client, act: str, was: Any, acting: Acting) -> None:
    by = acting.actor
    if act in ("tag", "untag"):
        client.change(by, tags=was)
    elif act == "stage":
        client.move_to(was, by)
    elif act == "step":
        put_back(client, was, by, owner_named(acting, was[2]))
    elif act == "owner":
        client.give_to(owner_named(acting, was), by)
    elif was:
        client.archive(by)
    else:
        client.restore(by)


def _words(act: str, given: Any, count: int) -> str:
    named = _clients(count)
    return {
        "tag": lambda: f"{named} tagged {', '.join(given)}.",
        "untag": lambda: f"{', '.join(given)} taken off {named.lower()}.",
        "stage": lambda: f"{named} moved to {STAGE_LABELS[given].lower()}.",
        "owner": lambda: f"{named} given to {given or 'nobody'}.",
        "step": lambda: f"Planned for {named.lower()}: {given.words}, {given.day:%-d %B %Y}.",
        "archive": lambda: f"{named} archived.",
        "restore": lambda: f"{named} brought back.",
    }[act]()


def _clients(count: int) -> str:
    return "1 client" if count == 1 else f"{count} clients"
