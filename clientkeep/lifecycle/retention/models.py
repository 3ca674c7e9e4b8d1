"""What keeps a client: feedback, cases, trust, reviews. The rooms' models are gathered here."""

from .asks.model import Ask, Referral
from .cases.cost import CaseCost
from .cases.model import Case, CaseStep
from .doors.key import AnswerKey
from .reviews.model import Review, ReviewCard
from .sequences.model import Sequence
from .sequences.run import SequenceRun
from .sequences.step import SequenceStep
from .surveys.model import Survey
from .surveys.rule import SurveyRule
from .themes.model import Mention, Theme, ToldOfTheme
from .trust.standing import TrustStanding
from .trust.weights import TrustWeights

__all__ = [
    "AnswerKey", "Ask", "Case", "CaseCost", "CaseStep", "Mention", "Referral", "Review", "ReviewCard", "Sequence", "SequenceRun",
    "SequenceStep", "Survey", "SurveyRule", "Theme", "ToldOfTheme", "TrustStanding", "TrustWeights",
]  # fmt: skip
