"""The driver's journal: each act and each outcome is on the disk before the next call is made."""

import json
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Act:
    """One thing that was asked of the product. `outcome` is ok, fail or unknown; None while it is under way.

    `began` and `ended` are line numbers of the journal: what ended before another began was answered before it.
    """

    key: str
    kind: str
    what: dict[str, Any]
    way: str = "page"
    began: int = 0
    ended: int = 0
    outcome: str | None = None
    answer: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.kind} {self.key} by {self.way} {json.dumps(self.what)}"


class Journal:
    """Appends lines and keeps them; safe to write from several threads."""

    def __init__(self, path: Path) -> None:
        self.path, self.count, self.lock = path, 0, threading.Lock()
        self.file = path.open("a")

    def begin(self, act: Act) -> None:
        place = self._write({"begin": act.key, "kind": act.kind, "way": act.way, "what": act.what})
        act.began = act.began or place

    def end(self, act: Act, outcome: str, answer: dict[str, Any]) -> None:
        """Note an outcome. What was answered once stays answered, whatever a repetition meets."""
        place = self._write({"end": act.key, "outcome": outcome, "answer": answer})
        if act.outcome != "ok":
            act.outcome, act.answer, act.ended = outcome, answer, place

    def note(self, **facts: Any) -> None:
        self._write({"note": facts})

    def last(self, lines: int = 50) -> str:
        return "\n".join(self.path.read_text().splitlines()[-lines:])

    def _write(self, row: dict[str, Any]) -> int:
        with self.lock:
            self.count += 1
            self.file.write(json.dumps({"n": self.count, **row}) + "\n")
            self.file.flush()
            os.fsync(self.file.fileno())
            return self.count


def read(path: Path) -> list[Act]:
    """The acts of a journal, in the order in which they began."""
    acts: dict[str, Act] = {}
    for row in _rows(path):
        if "begin" in row and row["begin"] not in acts:
            acts[row["begin"]] = Act(row["begin"], row["kind"], row["what"], row["way"], row["n"])
        elif "end" in row and acts[row["end"]].outcome != "ok":
            act = acts[row["end"]]
            act.outcome, act.answer, act.ended = row["outcome"], row["answer"], row["n"]
    return list(acts.values())


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text().splitlines():
        yield json.loads(line)
