"""What is agreed, as the driver acts it: a quote is signed by its link, a proposal is chosen from and accepted in the portal."""

import random
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from .firm import Firm, Paper
from .journal import Act

# Signing is two acts: to agree to sign electronically, then to sign.
AGREED = ("consent", "sign", "accept")
WAY = {"consent": "link", "sign": "link", "accept": "portal"}
# Which act comes to a crash point; whatever else chance brings, one paper is left for each.
REACHED_BY = {
    "sign.after_hash": "sign", "sign.before_commit": "sign", "sign.after_commit": "sign", "seal.before_keep": "sign",
    "seal.after_commit": "sign", "accept.before_commit": "accept", "accept.after_commit": "accept",
    "project.before_milestones": "accept", "project.before_commit": "accept",
}  # fmt: skip
POINTS = tuple(REACHED_BY)


@dataclass
class Agreeing:
    """Chooses the next act. A paper that was agreed to be signed waits in `open`; `spare` papers of each sort are kept back."""

    firm: Firm
    new: Callable[..., Act]
    spare: int = 0
    open: list[Paper] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.papers = {paper.document: paper for paper in [*self.firm.to_sign, *self.firm.to_choose]}
        self.waiting = {"consent": list(self.firm.to_sign), "accept": list(self.firm.to_choose)}

    def next(self, chance: random.Random) -> Act | None:
        """An act that nobody else is about; None once only spare papers are left. Call it under the driver's lock."""
        ready = [kind for kind, papers in self.waiting.items() if len(papers) > self.spare] + ["sign"] * bool(self.open)
        return self.act(chance.choice(ready)) if ready else None

    def act(self, kind: str) -> Act:
        """Begin an act of a kind, for which a paper is there."""
        paper = self.open.pop() if kind == "sign" else self.waiting[kind].pop()
        return self.new(WAY[kind], kind, **asdict(paper))

    def toward(self, kind: str) -> str:
        """The act that has to come first."""
        return "consent" if kind == "sign" and not self.open else kind

    def missing(self, done: set[str]) -> Act | None:
        """The first act of a kind that is not among those `done`."""
        kind = next((kind for kind in AGREED if kind not in done), None)
        return self.act(self.toward(kind)) if kind else None

    def take_in(self, act: Act) -> None:
        """An act was answered: a paper can be signed."""
        if act.kind == "consent":
            self.open.append(self.papers[act.what["document"]])


def answer(what: dict[str, Any]) -> dict[str, Any]:
    """What an accepted proposal has to keep as chosen."""
    return {"package": what["package"], "options": [what["option"]]}
