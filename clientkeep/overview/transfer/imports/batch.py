"""One batch of an import: new clients first, all at once, then the rows that complete a client, one by one."""

import uuid
from collections.abc import Sequence

from clientkeep.foundation import clock, faults
from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.invoices.opening import Opening, open_balances
from clientkeep.relationship.clients.arriving import fill_in, take_in
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.journal.models import Event, Head

from ..reading.differing import Change, changes_for
from ..reading.matching import Known, KnownClients
from ..reading.record import ImportedClient
from .fields import OwnFields, arrival, filling
from .known import known_clients, people_of
from .model import Import
from .row import ImportRow, plain_changes

CHANGED = "“{name}” was changed after the rehearsal. Look at what this row would do now."
APPEARED = "“{name}” came onto the record after the rehearsal and may be the same."
WAITS = "Row {row}, which this row completes, was not imported."


class Batch:
    """Rows of one import, written inside the caller's transaction."""

    def __init__(self, whole: Import, rows: Sequence[ImportRow]) -> None:
        self.whole, self.rows, self.workspace, self.by = whole, rows, whole.workspace, whole.by
        self.own = OwnFields(whole.workspace, whole.by)
        self.filled: set[uuid.UUID] = set()

    def write(self) -> None:
        """Do what each row's verdict and decision say; a row that fits no longer becomes a conflict."""
        # Sorted before anything is written: a row that becomes a conflict on the way is left alone.
        acts = {act: [row for row in self.rows if row.act == act] for act in ("create", "fill", "nothing")}
        self._meet_newcomers()
        self._create(acts["create"])
        self._fill(acts["fill"])
        for outcome in ("same", "skipped", "refused"):
            _done([row for row in acts["nothing"] if _left_as(row) == outcome], outcome)
        self.whole.seen_seq = Head.objects.get(workspace=self.workspace).seq

    def _meet_newcomers(self) -> None:
        """Find out which clients others added or changed since the rehearsal; the journal's head stays locked."""
        Head.objects.select_for_update().get_or_create(workspace=self.workspace)
        since = Event.objects.filter(workspace=self.workspace, seq__gt=self.whole.seen_seq, client_id__isnull=False)
        told = since.exclude(about_id=self.whole.pk).values_list("client_id", "slug").distinct()
        fresh = {str(pk) for pk, slug in told if slug.startswith(("client.", "contact."))}
        if not fresh <= set(self.whole.newcomers):
            self.whole.newcomers = sorted(fresh.union(self.whole.newcomers))
        ids = [uuid.UUID(each) for each in self.whole.newcomers]
        self.newcomers = KnownClients(known_clients(self.workspace, ids) if ids else ())

    def _create(self, rows: Sequence[ImportRow]) -> None:
        records = {row.pk: row.imported for row in rows}
        fitting = [row for row in rows if row.decision == "new" or not self._met(row, records[row.pk])]
        arrivals = []
        for row in fitting:
            arrivals.append(arrival(row.client_id, records[row.pk], self.own))
            faults.point("import.row")
            faults.point(f"import.row.{row.first_row}")
        made = take_in(self.workspace, arrivals, self.by, self.whole.tool, self.whole.stage, about=self.whole)
        balances = zip(fitting, made, strict=True)
        self._open([(client, records[row.pk]) for row, client in balances if records[row.pk].opening_balance])
        _done(fitting, "created")

    def _met(self, row: ImportRow, record: ImportedClient) -> bool:
        match = self.newcomers.match(record)
        if not match.candidates:
            return False
        names = ", ".join(each.name for each in match.candidates)
        _ask(row, APPEARED.format(name=names), [each.id for each in match.candidates])
        return True

    def _fill(self, rows: Sequence[ImportRow]) -> None:
        targets = self._targets(rows)
        wanted = {pk for pk in targets.values() if pk}
        clients = Client.objects.filter(workspace=self.workspace).select_related("workspace").in_bulk(list(wanted))
        known = {uuid.UUID(each.id): each for each in known_clients(self.workspace, list(wanted))} if wanted else {}
        for row in rows:
            target = targets[row.pk]
            if target not in clients:
                _ask(row, WAITS.format(row=row.same_as_row) if row.same_as_row else "Its client is gone.", [])
                continue
            if target in self.filled:
                known[target] = next(known_clients(self.workspace, [target]))
            self._fill_one(row, clients[target], known[target])
            self.filled.add(target)

    def _fill_one(self, row: ImportRow, client: Client, known: Known) -> None:
        faults.point("import.row")
        faults.point(f"import.row.{row.first_row}")
        record = row.imported
        changes = changes_for(record, known)
        planned = row.verdict == "update" and row.same_as_row is None
        if planned and [each for each in plain_changes(changes) if each not in row.changes]:
            row.changes = plain_changes(changes)
            _ask(row, CHANGED.format(name=known.name), [known.id])
            return
        row.client_id = client.pk
        if not changes:
            _done([row], "same")
            ImportRow.objects.filter(pk=row.pk).update(client_id=client.pk)
            return
        row.undo = self._written(client, record, known, changes)
        row.changes, row.outcome, row.done_at = plain_changes(changes), "updated", clock.now()
        row.save(update_fields=["client_id", "undo", "changes", "outcome", "done_at"])

    def _written(self, client: Client, record: ImportedClient, known: Known, changes: list[Change]) -> dict:
        client.refresh_from_db()
        brought = filling(client, record, known, people_of(client.pk), changes, self.own)
        undo = fill_in(client, brought, self.by, self.whole.tool, about=self.whole)
        if any(change.field == "opening_balance" for change in changes):
            undo["openings"] = self._open([(client, record)])
        return undo

    def _targets(self, rows: Sequence[ImportRow]) -> dict[int, uuid.UUID | None]:
        """The client that each row completes: on record, chosen by a person, or made from an earlier row."""
        earlier = {number for row in rows if (number := _earlier_row(row))}
        made = ImportRow.objects.filter(whole=self.whole, first_row__in=earlier, outcome__in=("created", "updated", "same"))
        of_row = dict(made.values_list("first_row", "client_id"))
        return {row.pk: _target(row, of_row) for row in rows}

    def _open(self, owed: Sequence[tuple[Client, ImportedClient]]) -> list[str]:
        """Take balances over as opening items; returns their ids."""
        openings = []
        for client, record in owed:
            balance = record.opening_balance
            amount = Money.of(balance.amount, balance.currency or client.billing_currency)
            if amount:
                day = record.opening_balance_date or self.workspace.today()
                openings.append(Opening(client, amount, day, self.whole.tool))
        return [str(document.pk) for document in open_balances(openings, self.by)]


def _earlier_row(row: ImportRow) -> int | None:
    if row.decision.startswith("row:"):
        return int(row.decision.removeprefix("row:"))
    return row.same_as_row if row.verdict == "update" else None


def _target(row: ImportRow, of_row: dict[int, uuid.UUID]) -> uuid.UUID | None:
    number = _earlier_row(row)
    if number:
        return of_row.get(number)
    return row.client_id if row.decision in ("", "take") else uuid.UUID(row.decision)


def _left_as(row: ImportRow) -> str:
    return row.verdict if row.verdict in ("same", "refused") else "skipped"


def _done(rows: Sequence[ImportRow], outcome: str) -> None:
    if rows:
        ids = [row.pk for row in rows]
        ImportRow.objects.filter(pk__in=ids).update(outcome=outcome, done_at=clock.now())


def _ask(row: ImportRow, why: str, candidates: Sequence[str]) -> None:
    """What a row would do is no longer what a person saw: it waits for a decision."""
    row.verdict, row.decision, row.candidates = "conflict", "", list(candidates)
    row.reasons = [*row.reasons, why]
    row.save(update_fields=["verdict", "decision", "candidates", "reasons", "changes"])
