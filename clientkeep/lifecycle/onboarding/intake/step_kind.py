"""The step of a playbook that is an intake form: sent when its day comes, done when the client has sent it back."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.onboarding.playbooks.run_step import PlaybookStep
from clientkeep.lifecycle.onboarding.playbooks.steps import KINDS, StepKind
from clientkeep.relationship.conversations.writing.recipients import usual
from clientkeep.workspace.journal import listens
from clientkeep.workspace.members.acting import SYSTEM, Actor
from clientkeep.workspace.members.models import Workspace

from .events import IntakeSubmitted, IntakeWithdrawn
from .form import IntakeForm
from .model import Intake
from .sending import send

TAKEN_BACK = "The form was taken back"


def open_step(step: PlaybookStep) -> str:
    """Send the form to the run's contact, else to whom one writes to first, once. For who holds the run. Raises Conflict in words where it cannot go yet."""
    form = IntakeForm.objects.filter(workspace=step.workspace_id, pk=_id_in(step.choice)).first()
    if form is None:
        raise Conflict("Choose which form is sent.", "choice")
    to = step.run.contact or (person.contact if (person := usual(step.run.client)) else None)
    if to is None:
        raise Conflict("Choose a person with an e-mail address: the form goes to them.", "contact")
    writer = Actor("system", None, str(step.owner or step.run.workspace.name))
    due_on = step.due_on if step.due_on and step.due_on >= step.run.workspace.today() else None
    try:
        step.thing = send(form, to, writer, due_on, id=step.pk, work=step.run.for_work).pk
    except Invalid as refusal:
        raise Conflict(refusal.message, refusal.field) from None
    step.save(update_fields=["thing"])
    return "open"


def take_back(step: PlaybookStep) -> None:
    """It is wanted no more: an open form is taken back; what was sent back stays."""
    found = Intake.objects.filter(pk=step.thing, state="open").first() if step.thing else None
    if found:
        found.withdraw(SYSTEM)


def forms_of(firm: Workspace) -> Sequence[tuple[str, str]]:
    """The firm's forms, of which a step sends one."""
    return [(str(pk), name) for pk, name in IntakeForm.objects.filter(workspace=firm).order_by("name").values_list("pk", "name")]


@listens(IntakeSubmitted)
def finish_step(event: Any) -> None:
    """The client has sent the form back: its step is done."""
    for step in PlaybookStep.objects.filter(kind="form", thing=event.about_id).select_related("run"):
        step.finish(Actor(event.actor_kind, event.actor_id, event.actor_name))


@listens(IntakeWithdrawn)
def skip_step(event: Any) -> None:
    """The firm took the form back by itself: its step is left out."""
    for step in PlaybookStep.objects.filter(kind="form", thing=event.about_id, state__in=("open", "blocked"), run__state="running"):
        step.skip(Actor(event.actor_kind, event.actor_id, event.actor_name), TAKEN_BACK)


def _id_in(choice: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(choice)
    except ValueError:
        return None


def _page(step: PlaybookStep) -> str:
    return reverse("intake:intake", args=[step.thing]) if step.thing else ""


def _portal_page(step: PlaybookStep) -> str:
    return reverse("intake:mine", args=[step.thing]) if step.thing else ""


KINDS.add(
    "form",
    StepKind(
        "form", "Intake form", "clipboard-list", ("client",), 35, act="Fill it in", opens=open_step, takes_back=take_back, by_hand=False,
        page=_page, portal_page=_portal_page, choices=forms_of,
    ),
)  # fmt: skip
