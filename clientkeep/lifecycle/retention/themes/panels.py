"""What themes add to the page of one answer."""

from typing import Any

from django.urls import reverse

from clientkeep.relationship.clients.slots import EVENT_TELLERS, Told
from clientkeep.workspace.members.acting import Acting

from ..surveys.model import Survey
from ..surveys.slots import ANSWER_PANELS
from .model import Mention, Theme


@ANSWER_PANELS.add("themes", "retention/themes/tags.html", order=10)
def tags(acting: Acting, survey: Survey) -> dict[str, Any] | None:
    """The themes of a comment, and the others of the firm to choose from."""
    if survey.state != "answered":
        return None
    tagged = set(Mention.objects.filter(survey=survey, removed=False).values_list("theme_id", flat=True))
    rows = list(Theme.objects.filter(workspace=acting.workspace))
    return {
        "survey": survey, "tagged": [row for row in rows if row.pk in tagged], "may": acting.may("clients.edit"),
        "others": [(str(row.pk), row.name) for row in rows if row.pk not in tagged],
    }  # fmt: skip


def tell_themes(acting: Acting, events: Any) -> dict[Any, Told]:
    """Where a theme's entries lead."""
    return {event.about_id: Told(url=reverse("themes:theme", args=[event.about_id])) for event in events}


EVENT_TELLERS.add("theme", tell_themes)
