"""Conflicts that wait for a person: what they are, what may be chosen, and the choosing."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.workspace.members.models import Workspace

from ..reading.differing import changes_for
from ..reading.matching import MATCH_KEYS
from .known import known_clients
from .model import Import
from .row import ImportRow, plain_changes
from .wording import changes_in_words

LABELS = dict(MATCH_KEYS)


@dataclass
class Candidate:
    """A client that a row may belong to, and what the row would change of it."""

    value: str
    name: str
    url_id: str = ""
    changes: list[dict[str, str]] = field(default_factory=list)


def open_conflicts(workspace: Workspace) -> list[tuple[Import, int]]:
    """Imports that have run and left conflicts undecided, with how many, newest first. For Today."""
    done = Import.objects.filter(workspace=workspace, state="done").order_by("-ended_at")
    waiting = ImportRow.objects.undecided().filter(whole__in=done).counted("whole")
    return [(whole, waiting[whole.pk]) for whole in done.filter(pk__in=waiting)]


def candidates_of(workspace: Workspace, rows: Sequence[ImportRow]) -> dict[int, list[Candidate]]:
    """For each conflict the clients to choose from, in a constant number of queries."""
    ids = {uuid.UUID(each) for row in rows for each in row.candidates}
    known = {each.id: each for each in known_clients(workspace, ids)} if ids else {}
    found: dict[int, list[Candidate]] = {}
    for row in rows:
        record = row.imported if row.record else None
        found[row.pk] = [
            Candidate(each, known[each].name, each, changes_in_words(plain_changes(changes_for(record, known[each]))))
            for each in row.candidates[:10]
            if each in known and record
        ]
        if row.same_as_row:
            found[row.pk].append(Candidate(f"row:{row.same_as_row}", f"The client of row {row.same_as_row}"))
    return found


def decide(whole: Import, choices: Mapping[int, str]) -> int:
    """Keep a person's choice for rows of an import: take, skip, new, a candidate, or '' for none.

    Returns how many changed. Raises Invalid naming the row for a choice that is not offered, Conflict once it runs.
    """
    _check_open(whole)
    rows = list(whole.rows.filter(pk__in=list(choices), done_at=None))
    changed = []
    for row in rows:
        choice = choices[row.pk]
        if choice not in allowed(row):
            raise Invalid(f"Row {row.first_row}: choose one of the offered answers.", f"choice-{row.pk}")
        if row.decision != choice:
            row.decision = choice
            changed.append(row)
    ImportRow.objects.bulk_update(changed, ["decision"])
    return len(changed)


def decide_all(whole: Import, verdict: str, choice: str) -> int:
    """One choice for every row of a verdict: take or skip; for conflicts new or skip. '' takes choices back."""
    _check_open(whole)
    offered = {"new": ("", "skip"), "update": ("", "skip"), "conflict": ("", "new", "skip")}.get(verdict, ())
    if choice not in offered:
        raise Invalid("Choose what happens to these rows.", "choice")
    return whole.rows.filter(verdict=verdict, done_at=None).exclude(decision=choice).update(decision=choice)


def allowed(row: ImportRow) -> Iterable[str]:
    """The choices that a row offers."""
    if row.verdict in ("new", "update"):
        return ("", "take", "skip")
    if row.verdict != "conflict":
        return ("",)
    earlier = (f"row:{row.same_as_row}",) if row.same_as_row else ()
    return ("", "new", "skip", *row.candidates, *earlier)


def _check_open(whole: Import) -> None:
    if whole.state not in ("planned", "done", "failed"):
        raise Conflict("Choose before the import runs, or after it has ended.", "state")
