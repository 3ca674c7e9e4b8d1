"""record(): write an event, its place in the chain and one dispatch for each listener, in the caller's transaction."""

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, models

from clientkeep.foundation import clock
from clientkeep.foundation.inserting import insert_many
from clientkeep.workspace.members.acting import SYSTEM, Actor
from clientkeep.workspace.queue import fair_share

from .declaration import EventKind, listeners_of
from .models import Dispatch, Event, Head

_READ_HEAD = "SELECT seq, digest FROM journal_head WHERE workspace_id = %s"
_LOCK_HEAD = {"sqlite": _READ_HEAD, "postgresql": _READ_HEAD + " FOR UPDATE"}  # SQLite has one writer at a time
_MOVE_HEAD = "UPDATE journal_head SET seq = %s, digest = %s WHERE workspace_id = %s"


def record(
    kind: EventKind,
    /,
    *,
    workspace_id: Any,
    by: Actor = SYSTEM,
    client_id: Any = None,
    about: models.Model | None = None,
    at: dt.datetime | None = None,
    **payload: Any,
) -> Event:
    """Record a fact inside the transaction of its cause; RuntimeError outside of one.

    `payload` holds plain values (text, whole numbers, ISO dates). `at` is when it happened where that
    was earlier than now. Listeners run after commit.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("record() belongs into the transaction of its cause")
    seq, digest = _locked_head(workspace_id)
    event = Event(
        workspace_id=workspace_id,
        seq=seq + 1,
        slug=kind.slug,
        group=kind.group,
        client_id=client_id,
        about_type=about._meta.model_name if about else "",
        about_id=about.pk if about else None,
        actor_kind=by.kind,
        actor_id=by.id,
        actor_name=by.name[:200],
        happened_at=at or clock.now(),
        payload=payload,
        salt=secrets.token_hex(16),
    )
    event.commitment = commitment_of(event)
    event.digest = digest_of(event, digest)
    insert_many([event])
    _move_head(workspace_id, event)
    _plan_dispatches(event)
    return event


def record_many(
    kind: EventKind,
    facts: Sequence[tuple[Any, Mapping[str, Any]]],
    /,
    *,
    workspace_id: Any,
    by: Actor = SYSTEM,
    about: models.Model | None = None,
) -> list[Event]:
    """Record one fact for each (client id, payload), as record() does, in a few statements for all of them.

    For what happens to hundreds of clients at once; `about` is the one cause of all. Listeners run in one job.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("record_many() belongs into the transaction of its cause")
    seq, digest = _locked_head(workspace_id)
    events, now = [], clock.now()
    for client_id, payload in facts:
        seq += 1
        event = Event(
            workspace_id=workspace_id, seq=seq, slug=kind.slug, group=kind.group, client_id=client_id,
            about_type=about._meta.model_name if about else "", about_id=about.pk if about else None,
            actor_kind=by.kind, actor_id=by.id, actor_name=by.name[:200], happened_at=now, recorded_at=now,
            payload=dict(payload), salt=secrets.token_hex(16),
        )  # fmt: skip
        event.commitment = commitment_of(event)
        event.digest = digest = digest_of(event, digest)
        events.append(event)
    if events:
        insert_many(events)
        _move_head(workspace_id, events[-1])
        _plan_dispatches(*events)
    return events


def commitment_of(event: Event) -> str:
    """Return the salted hash of what is personal in an event: who acted and the payload."""
    body = json.dumps([event.salt, event.actor_name, event.payload], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(body.encode()).hexdigest()


def digest_of(event: Event, previous: str) -> str:
    """Return the chained SHA-256 of an event: it covers the fact and the digest before it.

    The personal part enters as its commitment only, so that it can be erased without breaking the chain.
    """
    fact = [
        previous,
        str(event.workspace_id),
        event.seq,
        event.slug,
        str(event.client_id or ""),
        str(event.about_id or ""),
        event.actor_kind,
        str(event.actor_id or ""),
        event.happened_at.astimezone(dt.UTC).isoformat(),
        event.commitment,
    ]
    return hashlib.sha256(json.dumps(fact, separators=(",", ":")).encode()).hexdigest()


def _locked_head(workspace_id: Any) -> tuple[int, str]:
    """Where the chain stands: (seq, digest), locked until the transaction ends.

    Plain SQL here and below: every verb of the house comes by, some of them four times.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_HEAD[connection.vendor], [_key(workspace_id)])
        found = cursor.fetchone()
    if found is None:
        Head.objects.create(workspace_id=workspace_id)
    return found or (0, "")


def _move_head(workspace_id: Any, last: Event) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_MOVE_HEAD, [last.seq, last.digest, _key(workspace_id)])


def _key(workspace_id: Any) -> Any:
    return Head._meta.pk.get_db_prep_value(workspace_id, connection)


def _plan_dispatches(*events: Event) -> None:
    listeners = listeners_of(events[0].slug)
    rows = [Dispatch(event=event, listener=each.name) for event in events for each in listeners if each.when(event.payload)]
    if rows:
        insert_many(rows)
        from .jobs import dispatch_event, dispatch_events

        with fair_share(events[0].workspace_id):
            if len(events) == 1:
                dispatch_event.enqueue(str(events[0].pk))
            else:
                dispatch_events.enqueue([str(event.pk) for event in events])
