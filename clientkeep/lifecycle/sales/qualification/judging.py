"""What an opportunity's answers come to: its score, each part of it, and the red flags. Reckoned from the answers, never kept."""

from dataclasses import dataclass

from ..opportunities.model import Opportunity
from .answer import answers_of
from .criterion import Criterion
from .flags import flags_of
from .rules.scoring import Part, parts_of, score_of


@dataclass(frozen=True)
class Judged:
    """`score` 0 to 100; `flags` say in words what speaks against it, whatever the score is."""

    score: int
    parts: list[Part]
    flags: list[str]
    criteria: list[Criterion]
    answers: list[str]

    @property
    def open(self) -> int:
        """How many are not answered."""
        return sum(each.points is None for each in self.parts)

    @property
    def closed(self) -> int:
        return len(self.parts) - self.open

    def passes(self, least: int) -> bool:
        return self.score >= least and not self.flags


def judged(opportunity: Opportunity) -> Judged:
    """Judge it as it stands."""
    criteria, known = Criterion.of(opportunity.workspace), answers_of(opportunity)
    answers = [known.get(each.pk, "") for each in criteria]
    parts = parts_of(criteria, answers)
    out = [f"{each.label}: {each.why}" for each in parts if each.is_out]
    return Judged(score_of(parts), parts, out + flags_of(opportunity), criteria, answers)
