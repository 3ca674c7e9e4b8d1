"""The rows of an import as a page lists them: one kind at a time, searched by name, with their choices."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..reading.matching import MATCH_KEYS
from .conflicts import Candidate, candidates_of
from .model import Import
from .row import VERDICTS, ImportRow
from .wording import OUTCOMES, brought_by, changes_in_words, rows_in_words, state_of

LABELS = dict(MATCH_KEYS)
STEP = 100


@dataclass
class ShownRow:
    """One row with its words."""

    row: ImportRow
    state: str
    meaning: str
    where: str
    reasons: list[str]
    changes: list[dict[str, str]]
    brings: str
    matched: str
    candidates: list[Candidate]
    has_client: bool

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The menu of a row that is not done: value and words."""
        if self.row.done_at or self.row.verdict in ("same", "refused"):
            return []
        if self.row.verdict == "conflict":
            found = [(each.value, f"It is {each.name}" if each.url_id else each.name) for each in self.candidates]
            return [("", "Not decided"), *found, ("new", "Add as a new client"), ("skip", "Leave out")]
        words = "Add it" if self.row.verdict == "new" else "Update it"
        return [("", words), ("skip", "Leave out")]

    @property
    def chosen(self) -> str:
        return "" if self.row.decision == "take" else self.row.decision


class RowList:
    """One kind of rows of an import. `kind` is a verdict, an outcome, or all."""

    def __init__(self, whole: Import, kind: str, text: str, most: int) -> None:
        self.whole, self.kind, self.text, self.most = whole, kind, text, most
        self.by_outcome = whole.state in ("done", "undone")
        self.counts: dict[str, int] = _counts(whole, self.by_outcome)

    @property
    def exists(self) -> bool:
        return self.kind == "all" or self.kind in (*VERDICTS, *OUTCOMES)

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The kinds as segments, those without rows left out."""
        words = {**VERDICTS, **{key: word for key, (word, _) in OUTCOMES.items()}}
        kinds = [("all", "All", sum(self.counts.values()))]
        kinds += [(kind, words[kind], count) for kind, count in self.counts.items() if count or kind == self.kind]
        return [
            {"label": label, "url": f"?show={kind}", "current": kind == self.kind, "count": f"{count:,}"}
            for kind, label, count in kinds
        ]

    @cached_property
    def found(self):
        rows = self.whole.rows.all()
        if self.kind in VERDICTS and not (self.by_outcome and self.kind in OUTCOMES):
            rows = rows.filter(verdict=self.kind)
            rows = rows.filter(done_at=None) if self.by_outcome else rows
        elif self.kind != "all":
            rows = rows.filter(outcome=self.kind)
        return rows.filter(name__icontains=self.text) if self.text else rows

    @cached_property
    def total(self) -> int:
        if self.text:
            return self.found.count()
        return sum(self.counts.values()) if self.kind == "all" else self.counts.get(self.kind, 0)

    @cached_property
    def shown(self) -> list[ShownRow]:
        rows = list(self.found.order_by("pk")[: self.most])
        open_ones = [row for row in rows if row.verdict == "conflict" and not row.done_at]
        candidates = candidates_of(self.whole.workspace, open_ones)
        return [_shown(row, candidates.get(row.pk, [])) for row in rows]

    @property
    def more(self) -> int | None:
        return self.most + STEP if self.total > self.most and self.most < 1000 else None

    @property
    def keep(self) -> dict[str, str]:
        return {"show": self.kind}

    @property
    def has_choices(self) -> bool:
        return any(shown.choices for shown in self.shown)

    @property
    def words_for_all(self) -> list[tuple[str, str]]:
        """What may be chosen for every row of this kind at once."""
        if self.kind not in ("new", "update", "conflict") or not self.has_choices:
            return []
        skip = ("skip", "Leave all out")
        if self.kind == "conflict":
            return [("new", "Add all as new"), skip, ("", "Take the choices back")]
        return [skip, ("", "Add all" if self.kind == "new" else "Update all")]


def _counts(whole: Import, by_outcome: bool) -> dict[str, int]:
    if not by_outcome:
        return {verdict: count for verdict in VERDICTS if (count := whole.counts.get(verdict, 0))}
    waiting = whole.rows.filter(done_at=None).counted("verdict")
    done = whole.rows.exclude(done_at=None).counted("outcome")
    return {**waiting, **{outcome: done[outcome] for outcome in OUTCOMES if outcome in done}}


def _shown(row: ImportRow, candidates: list[Candidate]) -> ShownRow:
    state, meaning = state_of(row)
    return ShownRow(
        row=row,
        state=state,
        meaning=meaning,
        where=rows_in_words(row.row_numbers),
        reasons=[*row.reasons, row.note] if row.note else row.reasons,
        changes=changes_in_words(row.changes) if row.verdict == "update" else [],
        brings=brought_by(row.record) if row.verdict in ("new", "conflict") else "",
        matched=f"found by {LABELS[row.matched_by]}" if row.matched_by in LABELS else "",
        candidates=candidates,
        has_client=row.outcome in ("created", "updated", "same", "reverted", "kept", "archived")
        or (row.verdict in ("update", "same") and not row.same_as_row),
    )
