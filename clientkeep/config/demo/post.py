"""The demo's own post office: within the story, letters arrive; none of them leaves the machine."""

from clientkeep.foundation import clock
from clientkeep.workspace.mail import events
from clientkeep.workspace.mail.models import Letter

from .firm import Firm


def deliver(firm: Firm) -> int:
    """Let the story's held letters arrive; returns how many."""
    held = list(Letter.objects.filter(workspace=firm.workspace, state="held"))
    for letter in held:
        letter.move("ready")
        letter.move("sending")
        letter.move("sent", events.LetterSent, sent_at=clock.now())
    return len(held)
