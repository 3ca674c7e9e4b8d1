"""What happened with one document, read from the journal; its letters' events belong to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter

from ..events import QuestionAsked

MOST = 60


@dataclass(frozen=True, slots=True)
class Told:
    """One event as the page tells it. `question`: its id, where the client asked something."""

    sentence: str
    sign: str
    at: Any
    question: str = ""


def history_of(document: Any, letters: Sequence[Letter]) -> list[Told]:
    """Return the newest events of a document and of its letters, newest first."""
    about = [document.pk, *(letter.pk for letter in letters)]
    events = Event.objects.filter(workspace_id=document.workspace_id, about_id__in=about).order_by("-seq")[:MOST]
    return [
        Told(_first_upper(event.sentence), event.kind.sign, event.happened_at, str(event.pk) if event.slug == QuestionAsked.slug else "")
        for event in events
    ]


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
