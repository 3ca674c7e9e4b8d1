"""Undoing an import within 30 days: what it made goes where nobody touched it since, what it changed changes back."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Refusal
from clientkeep.relationship.clients.departing import let_go, put_away, take_back
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal import record
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.queue import confirm_lease

from .. import events
from .model import Import
from .row import ImportRow

BATCH = 200
BECAUSE = "The import that it came with was undone"
WORDS = {"deleted": "removed", "reverted": "as before", "archived": "archived", "kept": "left as they are"}
# The import's own events about a client beside those that name the import.
_OWN = ("document.opened",)


def start(whole: Import, by: Actor) -> None:
    """Let an import be undone. Raises Conflict after 30 days."""
    if not whole.may_undo:
        raise Conflict("An import can be undone for 30 days after its end.", "state")
    with transaction.atomic():
        total = whole.rows.to_undo().count()
        if not whole.move_to("undoing", "done", total=total, done=0, by_id=by.id, by_name=by.name[:200]):
            raise Conflict("This import is being undone already.", "state")


def run(import_id: uuid.UUID, progress: Callable[[int, int], Any] | None = None) -> None:
    """Undo what is left to undo. Running it again after a kill does nothing twice."""
    while (whole := _batch(import_id)) is not None:
        if progress:
            progress(whole.done, whole.total)


def _batch(import_id: uuid.UUID) -> Import | None:
    with transaction.atomic():
        locked = Import.objects.select_for_update(of=("self",)).select_related("workspace")
        whole = locked.filter(pk=import_id, state="undoing").first()
        if whole is None:
            return None
        rows = list(whole.rows.to_undo()[:BATCH])
        if not rows:
            _finish(whole)
            return None
        _Undoing(whole, rows).write()
        whole.done += len(rows)
        whole.save(update_fields=["done"])
        confirm_lease()
    return whole


class _Undoing:
    """Some rows of an import, taken back inside the caller's transaction."""

    def __init__(self, whole: Import, rows: Sequence[ImportRow]) -> None:
        self.whole, self.rows, self.workspace, self.by = whole, rows, whole.workspace, whole.by
        self.clients = Client.objects.filter(workspace=self.workspace).select_related("workspace")

    def write(self) -> None:
        for row in self.rows:
            if row.outcome == "updated":
                self._revert(row)
        created = [row for row in self.rows if row.outcome == "created"]
        touched = self._touched([row.client_id for row in created])
        for row in created:
            if row.client_id in touched:
                _mark([row], "kept", "It was used or changed after the import.")
        untouched = [row for row in created if row.client_id not in touched]
        held = self._with_documents(untouched)
        self._let_go([row for row in untouched if row.client_id not in held])
        for row in untouched:
            if row.client_id in held:
                self._put_away(row)

    def _touched(self, ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
        """Clients of which the journal tells more than this import did."""
        told = Event.objects.filter(workspace=self.workspace, client_id__in=ids).exclude(about_id=self.whole.pk).exclude(slug__in=_OWN)
        return set(told.order_by().values_list("client_id", flat=True).distinct())

    def _with_documents(self, rows: Sequence[ImportRow]) -> set[uuid.UUID]:
        documents = Document.objects.filter(client_id__in=[row.client_id for row in rows])
        return set(documents.order_by().values_list("client_id", flat=True).distinct())

    def _let_go(self, rows: Sequence[ImportRow]) -> None:
        try:
            with transaction.atomic():
                let_go(self.workspace, [row.client_id for row in rows], self.by, about=self.whole)
        except ProtectedError:
            for row in rows:
                self._put_away(row)
        else:
            _mark(rows, "deleted")

    def _put_away(self, row: ImportRow) -> None:
        """Its opening balance stands in the books, so it is voided there and the client archived."""
        client = self.clients.filter(pk=row.client_id).first()
        if client is None:
            _mark([row], "deleted")
            return
        left = self._void(Document.objects.filter(client=client, role="opening", state="issued"))
        if left:
            _mark([row], "kept", "Its opening balance is in use: " + left)
            return
        put_away(client, self.by, about=self.whole)
        _mark([row], "archived", "Its opening balance is voided and stays in the books, so the client is archived.")

    def _revert(self, row: ImportRow) -> None:
        client = self.clients.filter(pk=row.client_id).first()
        if client is None:
            _mark([row], "kept", "Its client is gone.")
            return
        left = take_back(client, row.undo, self.by, about=self.whole)
        refused = self._void(Document.objects.filter(pk__in=row.undo.get("openings", []), state="issued"))
        if refused:
            left.append(f"opening balance ({refused})")
        note = f"Changed again since, so left as it is: {', '.join(left)}." if left else ""
        _mark([row], "kept" if left else "reverted", note)

    def _void(self, documents) -> str:
        """Void opening items; returns why one could not be."""
        for document in documents:
            try:
                with transaction.atomic():
                    document.void(self.by, BECAUSE)
            except Refusal as problem:
                return problem.message
        return ""


def _mark(rows: Sequence[ImportRow], outcome: str, note: str = "") -> None:
    ids = [row.pk for row in rows]
    if ids:
        ImportRow.objects.filter(pk__in=ids).update(outcome=outcome, note=note[:500], undone_at=clock.now())


def _finish(whole: Import) -> None:
    outcomes = {word: count for word, count in whole.rows.counted("outcome").items() if word}
    whole.rows.filter(done_at=None).update(done_at=clock.now(), outcome="skipped")
    whole.move_to("undone", "undoing", undone_at=clock.now(), outcomes=outcomes)
    words = ", ".join(f"{outcomes[key]:,} {word}" for key, word in WORDS.items() if outcomes.get(key)) or "nothing"
    record(events.ImportUndone, workspace_id=whole.workspace_id, by=whole.by, about=whole, file=whole.name, words=words)
