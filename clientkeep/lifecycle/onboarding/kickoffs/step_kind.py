"""The step of a playbook that is a kickoff: planned when its day comes, done once it was held."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from clientkeep.lifecycle.onboarding.playbooks.run_step import PlaybookStep
from clientkeep.lifecycle.onboarding.playbooks.steps import KINDS, StepKind
from clientkeep.lifecycle.sales.models import MeetingType
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.writing.recipients import usual
from clientkeep.workspace.journal import listens
from clientkeep.workspace.members.acting import SYSTEM, Actor
from clientkeep.workspace.members.models import Workspace

from .booked import booking_for
from .events import KickoffCancelled, KickoffChanged, KickoffHeld
from .forms import agreements_of
from .model import Kickoff

BY_HAND = [("", "None: we agree on a time ourselves")]


def open_step(step: PlaybookStep) -> str:
    """Plan the kickoff, its agenda drafted; somebody of the firm sets the time. For who holds the run."""
    run = step.run
    to = run.contact or (person.contact if (person := usual(run.client)) else None)
    owner = step.owner or run.client.owner or run.member
    kind = next((each for each in MeetingType.objects.filter(workspace=step.workspace_id) if str(each.pk) == step.choice), None)
    agreement = run.document if run.document and run.document.state == "accepted" else agreements_of(run.client).first()
    found = _planned_by_hand(run.client) or Kickoff.begin(
        run.client, Actor("system", None, str(owner or run.workspace.name)), id=step.pk, agreement=agreement, about=step.text, title=step.title,
        meeting_type=kind, booking=booking_for(run.client, kind), members=[owner] if owner else [], contacts=[to] if to else [],
    )  # fmt: skip
    step.move("open", thing=found.pk, held=waits_for(found)[:300])
    return "open"


def take_back(step: PlaybookStep) -> None:
    """It is wanted no more: what is planned is called off; what was held stays."""
    found = Kickoff.objects.filter(pk=step.thing, state="planned").first() if step.thing else None
    if found:
        found.cancel(SYSTEM, f"The playbook {step.run} goes on without it")


def waits_for(kickoff: Kickoff) -> str:
    """What the step waits for, in words."""
    return f"the kickoff to be held, on {kickoff.when}" if kickoff.when else "a time for the kickoff"


@listens(KickoffHeld)
def finish_step(event: Any) -> None:
    """It was held: its step is done."""
    for step in _steps_of(event):
        step.finish(_by(event))


@listens(KickoffChanged)
def say_when(event: Any) -> None:
    """Its time changed: the step says so."""
    found = Kickoff.objects.select_related("workspace").filter(pk=event.about_id).first()
    if found:
        _steps_of(event).filter(state="open").update(held=waits_for(found)[:300])


@listens(KickoffCancelled)
def skip_step(event: Any) -> None:
    """The firm called it off by itself: its step is left out."""
    because = Kickoff.objects.filter(pk=event.about_id).values_list("because", flat=True).first()
    for step in _steps_of(event).filter(state__in=("open", "blocked"), run__state="running"):
        step.skip(_by(event), f"The kickoff was cancelled: {because}"[:300])


def meetings_of(firm: Workspace) -> Sequence[tuple[str, str]]:
    """What a client can book for it."""
    return BY_HAND + [(str(pk), name) for pk, name in MeetingType.objects.filter(workspace=firm, active=True).values_list("pk", "name")]


def _planned_by_hand(client: Client) -> Kickoff | None:
    """One that somebody has planned already, before the step's day came, and that no other step waits for."""
    taken = PlaybookStep.objects.filter(kind="kickoff", run__client=client).exclude(thing=None).values("thing")
    return Kickoff.objects.select_related("workspace").filter(client=client, state="planned").exclude(pk__in=taken).order_by("created_at").first()


def _steps_of(event: Any) -> Any:
    return PlaybookStep.objects.filter(kind="kickoff", thing=event.about_id, workspace=event.workspace_id).select_related("run")


def _by(event: Any) -> Actor:
    return Actor(event.actor_kind, event.actor_id, event.actor_name)


def _page(step: PlaybookStep) -> str:
    return reverse("kickoffs:kickoff", args=[step.thing]) if step.thing else ""


KINDS.add(
    "kickoff",
    StepKind(
        "kickoff", "Kickoff", "flag", ("us",), 32, opens=open_step, takes_back=take_back, by_hand=False, page=_page, choices=meetings_of,
        choice_label="What the client books for it", told_elsewhere=True,
    ),
)  # fmt: skip
