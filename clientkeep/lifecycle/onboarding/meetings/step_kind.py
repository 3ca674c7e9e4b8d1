"""The step of a playbook that is a meeting: agreed by hand, or booked by the client at a time when the firm is free."""

from collections.abc import Sequence

from django.urls import reverse

from clientkeep.foundation.errors import Conflict
from clientkeep.lifecycle.onboarding.playbooks.run_step import PlaybookStep
from clientkeep.lifecycle.onboarding.playbooks.steps import KINDS, StepKind
from clientkeep.lifecycle.sales.models import MeetingType
from clientkeep.relationship.conversations.writing.recipients import usual
from clientkeep.workspace.members.models import Workspace

from .sending import ask
from .standing import KIND, first_words, type_of

BY_HAND = ("", "None: we agree on a time ourselves")


def open_step(step: PlaybookStep) -> str:
    """Its day has come: take the meeting that is booked already, else ask the client, once. Raises Conflict in words. For who holds the run."""
    if not step.choice:
        return "open"
    kind = type_of(step)
    if kind is None or not kind.is_open:
        raise Conflict(f"“{kind or step.title}” cannot be booked. Switch it on, or skip this step.", "choice")
    to = step.run.contact or (person.contact if (person := usual(step.run.client)) else None)
    if step.side == "client" and (to is None or not to.email):
        raise Conflict("Choose a person with an e-mail address: they are asked for a time.", "contact")
    words = first_words(step, kind)
    if step.side == "client" and not words["thing"]:
        ask(step, kind, to)
    step.move("open", **words)
    return "open"


def types_of(firm: Workspace) -> Sequence[tuple[str, str]]:
    """What can be booked for it."""
    rows = MeetingType.objects.filter(workspace=firm, active=True).select_related("member__user")
    return [BY_HAND, *((str(kind.pk), f"{kind.name}, {kind.minutes} minutes with {kind.member}") for kind in rows)]


def _page(step: PlaybookStep) -> str:
    return reverse("meetings:step", args=[step.pk]) if step.choice else ""


def _portal_page(step: PlaybookStep) -> str:
    return reverse("meetings:mine", args=[step.pk])


KINDS.add(
    KIND,
    StepKind(
        KIND, "Meeting", "calendar", ("us", "client"), 30, act="Mark as held", opens=open_step, page=_page, portal_page=_portal_page, choices=types_of,
        choice_label="What is booked for it", told_elsewhere=True, stands_as="Booked",
    ),
)  # fmt: skip
