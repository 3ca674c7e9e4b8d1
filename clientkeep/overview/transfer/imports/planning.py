"""The rehearsal of an import, kept as rows. Nothing of a client is written and nothing leaves."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.foundation.ids import new_id
from clientkeep.foundation.inserting import insert_many
from clientkeep.workspace.journal.models import Head
from clientkeep.workspace.members.models import Workspace

from ..reading.building import Answers
from ..reading.rehearsal import Action, Step, rehearse
from ..reading.upload import Upload
from .fitting import CustomShelf, fitted
from .known import archived_ids, known_clients, labels_of
from .model import Import
from .row import ImportRow, plain_changes, thin

CHUNK = 1000
ARCHIVED = "This client is archived, and stays so."


def settled(workspace: Workspace, answers: Answers) -> Answers:
    """The answers, with the firm's currency for balances that name none."""
    return Answers(answers.date_order, answers.decimal_mark, answers.balance_currency or workspace.currency)


def steps(workspace: Workspace, upload: Upload, answers: Answers, shelf: CustomShelf) -> Iterator[Step]:
    """What each client of the file would become, told without writing anything."""
    archived = archived_ids(workspace)
    records = fitted(upload.clients(settled(workspace, answers)), shelf)
    for step in rehearse(records, known_clients(workspace)):
        if step.known_id in archived:
            step.reasons.append(ARCHIVED)
        yield step


def shelf_of(workspace: Workspace) -> CustomShelf:
    """The firm's own fields, with room for those of a file."""
    return CustomShelf(labels_of(workspace).values())


def plan(whole: Import) -> None:
    """Rehearse a file that is in planning and keep what each row would do. Starting it again begins anew."""
    upload = whole.opened()
    seen = Head.objects.filter(workspace=whole.workspace).values_list("seq", flat=True).first() or 0
    shelf = shelf_of(whole.workspace)
    whole.rows.all().delete()
    counts: dict[str, int] = {}
    rows = _rows(whole, steps(whole.workspace, upload, whole.answers, shelf))
    while chunk := list(islice(rows, CHUNK)):
        _keep(whole, chunk, counts)
    whole.move_to(
        "planned", "planning", counts=counts, notices=upload.notices + shelf.notices, planned_at=clock.now(),
        file_rows=upload.row_count, seen_seq=seen, newcomers=[], error="",
    )  # fmt: skip


def _keep(whole: Import, chunk: list[ImportRow], counts: dict[str, int]) -> None:
    with transaction.atomic():
        insert_many(chunk)
        for row in chunk:
            counts[row.verdict] = counts.get(row.verdict, 0) + 1
            whole.done += len(row.row_numbers)
        Import.objects.filter(pk=whole.pk).update(done=whole.done)


def _rows(whole: Import, rehearsed: Iterable[Step]) -> Iterator[ImportRow]:
    seen: set[bytes] = set()
    for step in rehearsed:
        key = _once(step.key, seen)
        yield ImportRow(
            whole=whole,
            first_row=step.row_numbers[0],
            row_numbers=step.row_numbers[:100],
            key=key,
            name=step.record.name[:200],
            verdict=step.action.value,
            matched_by=step.matched_by,
            same_as_row=step.same_as_row,
            candidates=step.candidates,
            changes=plain_changes(step.changes),
            reasons=list(dict.fromkeys(step.reasons))[:20],
            record={} if step.action in (Action.SAME, Action.REFUSED) else thin(step.record),
            client_id=step.known_id or new_id(),
        )


def _once(key: str, seen: set[bytes]) -> str:
    """A record that stands in the file twice has a key of its own each time."""
    mark, count = bytes.fromhex(key)[:16], 1
    while mark in seen:
        count += 1
        mark = bytes.fromhex(key)[:12] + count.to_bytes(4, "big")
    seen.add(mark)
    return key if count == 1 else f"{key[:54]}-{count:09d}"
