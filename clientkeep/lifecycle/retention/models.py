"""What keeps a client: feedback, cases, trust, reviews. The rooms' models are gathered here."""

from .cases.cost import CaseCost
from .cases.model import Case, CaseStep
from .doors.key import AnswerKey
from .surveys.model import Survey
from .surveys.rule import SurveyRule
from .trust.standing import TrustStanding
from .trust.weights import TrustWeights

__all__ = ["AnswerKey", "Case", "CaseCost", "CaseStep", "Survey", "SurveyRule", "TrustStanding", "TrustWeights"]
