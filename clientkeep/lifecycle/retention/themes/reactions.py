"""Each answer is tagged with the themes that its comment speaks of."""

from clientkeep.workspace.journal import listens

from ..surveys.events import AnswerChanged, SurveyAnswered
from ..surveys.model import Survey
from .model import tag_by_words


@listens(SurveyAnswered, AnswerChanged)
def tag_answer(event) -> None:
    """Read the comment as it stands now."""
    survey = Survey.objects.filter(workspace=event.workspace_id, pk=event.about_id).first()
    if survey is not None:
        tag_by_words(survey)
