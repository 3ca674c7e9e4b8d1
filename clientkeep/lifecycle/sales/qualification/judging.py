"""What an opportunity's answers come to: its score, each part of it, and the red flags. Reckoned from the answers, never kept."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from ..opportunities.model import Opportunity
from .answer import answers_of
from .assessment import Assessment
from .checklist import Checklist
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
    checklist: Checklist

    @property
    def open(self) -> int:
        """How many are not answered."""
        return sum(each.points is None for each in self.parts)

    @property
    def closed(self) -> int:
        return len(self.parts) - self.open

    @property
    def answered(self) -> int:
        """How many answers it has; a formula has none."""
        return sum(bool(each) for each in self.answers)

    def least(self, of_stage: int) -> int:
        """The score at which a gate opens: the checklist's own where it has one, else that of the stage."""
        return of_stage if self.checklist.threshold is None else self.checklist.threshold

    def passes(self, of_stage: int) -> bool:
        return self.score >= self.least(of_stage) and not self.flags


def judged(opportunity: Opportunity) -> Judged:
    """Judge it as it stands."""
    return judged_by(opportunity, Assessment.of(opportunity), answers_of(opportunity))


def judged_by(opportunity: Opportunity, assessment: Assessment, known: Mapping[uuid.UUID, str]) -> Judged:
    """Judge it by one assessment and what is known."""
    criteria = assessment.criteria
    answers = [known.get(each.pk, "") for each in criteria]
    parts = parts_of(criteria, answers)
    out = [f"{each.label}: {each.why}" for each in parts if each.is_out]
    return Judged(score_of(parts), parts, out + flags_of(opportunity), criteria, answers, assessment.checklist)
