"""Writing waits from the facts. Safe to repeat, and right in whatever order the facts become known."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from clientkeep.foundation.inserting import insert_many
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.hours.calendars import Calendars
from clientkeep.workspace.members.limits import one_at_a_time
from clientkeep.workspace.members.models import Workspace

from ..messages.model import Thread
from . import facts
from .model import Wait
from .promise import Promises
from .rules import ANSWERED, Turn, due_at, turns, warn_at

CHANGING = (
    "key", "side", "since", "about", "owner_id", "promise", "due_at", "warn_at", "closed_at", "how", "closed_by",
    "answered_by", "seconds", "is_late", "warned_at", "breached_at",
)  # fmt: skip


@dataclass
class Clockwork:
    """What the due moments of one firm are worked out from, read once."""

    workspace: Workspace
    calendars: Calendars = field(init=False)
    promises: Promises = field(init=False)

    def __post_init__(self) -> None:
        self.calendars, self.promises = Calendars(self.workspace), Promises(self.workspace)

    def wind(self, wait: Wait, client: Client) -> None:
        """Set whose wait it is, what is promised, when it is due and when to warn."""
        wait.owner_id = client.owner_id
        wait.promise, wait.due_at, wait.warn_at = "", None, None
        if wait.side != "us":
            return
        calendar, pledge = self.calendars.of(client.owner_id), self.promises.of(client)
        wait.promise, wait.due_at = str(pledge), due_at(pledge, calendar, wait.since)
        if wait.due_at:
            wait.warn_at = warn_at(self.promises.warned, calendar, wait.since, wait.due_at)

    def close(self, wait: Wait, turn: Turn) -> None:
        """Take over how a turn ended, with the working time that it took."""
        wait.closed_at, wait.how, wait.closed_by, wait.answered_by = turn.until, turn.how, turn.by[:200], turn.who
        wait.seconds = None
        if turn.until and turn.how == ANSWERED:
            wait.seconds = self.calendars.of(wait.owner_id).working_seconds(turn.since, turn.until)
        answered_late = wait.seconds is not None and wait.due_at is not None and turn.until > wait.due_at
        wait.is_late = wait.side == "us" and (answered_late or (turn.until is None and wait.breached_at is not None))


def keep_threads(workspace: Workspace, threads: Any) -> None:
    """Work out the waits of some threads (a queryset) anew."""
    with transaction.atomic():
        one_at_a_time(f"waits:{workspace.pk}")
        strands = facts.of_threads(workspace.pk, threads)
        subjects = dict(threads.order_by().values_list("pk", "subject"))
        waits = Wait.objects.filter(workspace=workspace, thread__in=threads.order_by().values("pk"))
        _keep(workspace, strands, waits, lambda thread: subjects[thread])
        _mark(threads)


def keep_questions(workspace: Workspace, client_ids: Iterable[Any]) -> None:
    """Work out the waits for answers to questions of the portal anew."""
    ids = list(client_ids)
    with transaction.atomic():
        one_at_a_time(f"waits:{workspace.pk}")
        strands = facts.of_questions(workspace.pk, ids)
        waits = Wait.objects.filter(workspace=workspace, thread=None, client__in=ids)
        _keep(workspace, strands, waits, lambda _: "A question in the portal")


def keep_all(workspace: Workspace) -> None:
    """Work out all waits of a firm anew, as after an import of old mail."""
    keep_threads(workspace, Thread.objects.filter(workspace=workspace))
    keep_questions(workspace, Client.objects.filter(workspace=workspace).values_list("pk", flat=True))


def wind_open(workspace: Workspace, clients: Any = None) -> None:
    """Set open waits to promises, hours and owners as they are now. What has ended keeps what held then."""
    with transaction.atomic():
        one_at_a_time(f"waits:{workspace.pk}")
        waits = Wait.objects.open().filter(workspace=workspace, side="us").select_related("client")
        clockwork, changed = Clockwork(workspace), []
        for wait in waits if clients is None else waits.filter(client__in=clients):
            before = wait.due_at
            clockwork.wind(wait, wait.client)
            if before != wait.due_at:
                # A moment that moved is warned of anew, unless it has been missed already.
                wait.warned_at = wait.warned_at if wait.breached_at else None
            changed.append(wait)
        Wait.objects.bulk_update(changed, ["owner", "promise", "due_at", "warn_at", "warned_at"], batch_size=200)


def _keep(workspace: Workspace, strands: Mapping, waits: Any, about: Any) -> None:
    known: dict[Any, list[Wait]] = defaultdict(list)
    for wait in waits.order_by("since"):
        known[wait.client_id, wait.thread_id].append(wait)
    ids = {client for client, _ in strands}
    clients = Client.objects.filter(workspace=workspace)
    by_id = clients.in_bulk(ids) if len(ids) < 500 else {client.pk: client for client in clients}
    clockwork, new, changed, gone = Clockwork(workspace), [], [], []
    for (client_id, thread_id), happened in strands.items():
        rows = known.get((client_id, thread_id), [])
        for turn, wait in _paired(turns(happened), rows, gone):
            is_new = wait is None
            wait = wait or Wait(workspace=workspace, client_id=client_id, thread_id=thread_id, about=about(thread_id))
            before = None if is_new else [getattr(wait, name) for name in CHANGING]
            _take(clockwork, wait, turn, by_id[client_id], is_new)
            if is_new:
                new.append(wait)
            elif before != [getattr(wait, name) for name in CHANGING]:
                changed.append(wait)
    Wait.objects.filter(pk__in=gone).delete()
    Wait.objects.bulk_update(changed, [name.removesuffix("_id") for name in CHANGING], batch_size=100)
    insert_many(new)


def _paired(found: list[Turn], rows: list[Wait], gone: list[Any]) -> list[tuple[Turn, Wait | None]]:
    """Put each turn to its row: by key, else to one whose beginning is no beginning any more."""
    by_key = {row.key: row for row in rows}
    pairs = [(turn, by_key.pop(_key(turn), None)) for turn in found]
    spare = sorted(by_key.values(), key=lambda row: row.since)
    for place, (turn, row) in enumerate(pairs):
        same = next((each for each in spare if row is None and each.side == turn.side), None)
        if same:
            spare.remove(same)
            pairs[place] = (turn, same)
    gone += [row.pk for row in spare]
    return pairs


def _take(clockwork: Clockwork, wait: Wait, turn: Turn, client: Client, is_new: bool) -> None:
    moved = is_new or wait.since != turn.since
    wait.key, wait.side, wait.since = _key(turn), turn.side, turn.since
    if moved:
        clockwork.wind(wait, client)
    if moved or wait.closed_at != turn.until or wait.how != turn.how:
        clockwork.close(wait, turn)


def _key(turn: Turn) -> str:
    return f"{turn.side}:{turn.key}"


def _mark(threads: Any) -> None:
    """A thread says since when the client waits; a call ends that as an answer in writing does."""
    since = dict(Wait.objects.on_us().filter(thread__in=threads.order_by().values("pk")).values_list("thread_id", "since"))
    stale = [
        thread for thread in threads.order_by().only("pk", "waits_since") if thread.waits_since != since.get(thread.pk)
    ]  # fmt: skip
    for thread in stale:
        thread.waits_since = since.get(thread.pk)
    Thread.objects.bulk_update(stale, ["waits_since"], batch_size=500)
