"""The letter that asks the client to choose a time: one for each step, and none once something is booked."""

from typing import Any

from clientkeep.lifecycle.onboarding.playbooks.run_step import PlaybookStep
from clientkeep.lifecycle.sales.models import MeetingType
from clientkeep.relationship.clients.models import Contact
from clientkeep.workspace.mail import outbox, placeholders
from clientkeep.workspace.mail.handover import asks_before_leaving

from .standing import KIND, WAITING

PURPOSE = "meeting_step"
BUTTON = "Choose a time"
TEXT = """Hello {name},

the next step is a meeting: {title}, {minutes} minutes with {colleague}. Choose the time that suits you.

{text}

{link}

It is in both our calendars then, and you can move it or call it off at any time.
"""


def ask(step: PlaybookStep, kind: MeetingType, to: Contact) -> None:
    """Write the letter, once. For who holds the run."""
    values = {"name": str(to), "title": step.title, "minutes": str(kind.minutes), "colleague": str(kind.member), "text": step.text}
    outbox.write(
        step.run.workspace, f"meeting_step:{step.pk}", PURPOSE, to.email, str(to), f"Choose a time: {step.title}"[:300],
        placeholders.fill(TEXT, values), about=step, client_id=step.run.client_id, button=BUTTON,
        link={"kind": PURPOSE, "contact": str(to.pk), "step": str(step.pk)},
    )  # fmt: skip


@asks_before_leaving(PURPOSE)
def still_wanted(letter: Any) -> str:
    """A step that ended, or for which a meeting is booked meanwhile, asks nobody."""
    open_steps = PlaybookStep.objects.filter(workspace=letter.workspace_id, kind=KIND, state__in=WAITING, run__state="running", thing=None)
    return "" if open_steps.filter(pk=letter.about_id).exists() else "The meeting is booked, or not waited for any more."
