"""What follows once a client has acknowledged an expectations letter. For the verb that holds it."""

from clientkeep.lifecycle.onboarding.playbooks.run_step import PlaybookStep
from clientkeep.relationship.conversations.response.promise import ResponsePromise
from clientkeep.relationship.rhythm.models import PlanLine
from clientkeep.workspace.members.acting import Actor

from .model import ExpectationsLetter

PURPOSE = "As agreed in the expectations letter"


def take_effect(letter: ExpectationsLetter, by: Actor) -> None:
    """Set the response promise and the line of the plan, and end the step of a playbook that waited for it."""
    client = letter.client
    ResponsePromise.make(letter.workspace, by, letter.pledge, client=client)
    if letter.every:
        _plan(letter, by)
    for step in PlaybookStep.objects.select_related("run").filter(thing=letter.pk, workspace=letter.workspace_id):
        step.finish(by)


def _plan(letter: ExpectationsLetter, by: Actor) -> None:
    lines = PlanLine.objects.standing().filter(client=letter.client_id, channel=letter.channel, contact=letter.contact_id)
    known = lines.select_related("client", "workspace").order_by("created_at").first()
    if known:
        known.change(by, every=letter.every)
    else:
        PlanLine.add(letter.client, by, contact=letter.contact, channel=letter.channel, every=letter.every, owner=letter.client.owner, purpose=PURPOSE)
