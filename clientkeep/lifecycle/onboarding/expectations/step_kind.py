"""The step of a playbook that is an expectations letter: drafted when its day comes, ended by the client's word."""

from django.urls import reverse

from clientkeep.lifecycle.onboarding.playbooks.run_step import PlaybookStep
from clientkeep.lifecycle.onboarding.playbooks.steps import KINDS, StepKind
from clientkeep.workspace.members.acting import Actor

from .drafting import first_values
from .model import ExpectationsLetter


def open_step(step: PlaybookStep) -> str:
    """Draft the letter; somebody of the firm reads and sends it. For who holds the run."""
    run = step.run
    sender = step.owner or run.client.owner or run.member
    letter = ExpectationsLetter.begin(run.client, _writer(step), id=step.pk, **first_values(run.client, str(sender or run.workspace.name)))
    step.thing = letter.pk
    step.save(update_fields=["thing"])
    return "open"


def take_back(step: PlaybookStep) -> None:
    """It is wanted no more: a draft is put away; what was sent stays with the client."""
    draft = ExpectationsLetter.objects.filter(pk=step.thing, state="draft").first()
    if draft:
        draft.discard()


def waits_for_client(letter: ExpectationsLetter) -> None:
    """It was sent: the client's step waits for their word, whoever wrote the letter. For who holds the letter."""
    mine = PlaybookStep.objects.select_related("run").filter(workspace=letter.workspace_id, run__client=letter.client_id, run__state="running")
    step = mine.filter(kind="expectations", state__in=("open", "blocked")).order_by("run__started_at", "position").first()
    if step is None:
        return
    step.hold()
    held = f"{letter.contact} to acknowledge it"[:300]
    if step.state == "open":
        step.move("blocked", held=held, thing=letter.pk)
    elif step.state == "blocked":
        step.thing, step.held = letter.pk, held
        step.save(update_fields=["thing", "held"])


def page_of(step: PlaybookStep) -> str:
    """Where the letter is read and sent; empty before it was drafted."""
    return reverse("expectations:letter", args=[step.thing]) if step.thing else ""


def _writer(step: PlaybookStep) -> Actor:
    return Actor("system", None, str(step.owner or step.run.workspace.name))


KINDS.add(
    "expectations",
    StepKind("expectations", "Expectations letter", "handshake", ("us",), 40, by_hand=False, opens=open_step, takes_back=take_back, page=page_of),
)
