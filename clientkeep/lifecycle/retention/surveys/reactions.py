"""A case that opens holds back what has not left yet."""

from clientkeep.workspace.journal import listens
from clientkeep.workspace.members.acting import SYSTEM

from ..cases.events import CaseOpened
from .model import Survey


@listens(CaseOpened)
def hold_back(event) -> None:
    """End surveys whose letters still wait in the outbox, and drop those."""
    waiting = Survey.objects.filter(client=event.client_id, state="asked", letter__state__in=("held", "ready", "waiting"))
    for survey in waiting.select_related("client", "contact", "letter"):
        survey.letter.drop(SYSTEM)
        survey.end("a case was opened before the letter left", SYSTEM)
