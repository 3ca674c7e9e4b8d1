"""GuideNote: what was said at the first meeting to one question, and how later stages read it."""

import uuid

from django.db import models

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity
from clientkeep.workspace.members.models import Workspace

from ..opportunities.model import Opportunity
from .prompt import Prompt
from .rules import GROUPS, LONGEST_ANSWER


class GuideNote(models.Model):
    """One answer about one opportunity; an empty one is no row."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    opportunity = models.ForeignKey(Opportunity, on_delete=models.PROTECT, related_name="guide_notes")
    prompt = models.ForeignKey(Prompt, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=LONGEST_ANSWER)
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["opportunity", "prompt"], name="one_note_to_a_prompt")]

    def __str__(self) -> str:
        return self.text[:60]


def texts_of(opportunity: Opportunity) -> dict[uuid.UUID, str]:
    """What was answered, by the question's id."""
    return dict(GuideNote.objects.filter(opportunity=opportunity).values_list("prompt_id", "text"))


def answers_of(opportunity: Opportunity) -> list[tuple[str, list[tuple[str, str]]]]:
    """What was said at the first meeting, for a proposal to draw from: (heading, [(question, answer), …]) in the guide's order.

    Only what was answered, also to questions that the firm asks no more. One query.
    """
    rows = GuideNote.objects.filter(opportunity=opportunity).order_by("prompt__place", "prompt_id").values_list("prompt__group", "prompt__words", "text")
    said: dict[str, list[tuple[str, str]]] = {group: [] for group in GROUPS}
    for group, words, text in rows:
        said[group].append((words, text))
    return [(GROUPS[group], pairs) for group, pairs in said.items() if pairs]
