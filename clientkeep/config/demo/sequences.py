"""Sequences of the demo: one goes on, one stopped when she replied, one waits to be read. Days count back from today."""

from clientkeep.lifecycle.retention.models import Sequence, SequenceStep
from clientkeep.lifecycle.retention.sequences.ready import READY
from clientkeep.lifecycle.retention.sequences.starting import start
from clientkeep.relationship.clients.models import Contact
from clientkeep.workspace.members.acting import Acting

from .story import Story


def writes(story: Story, days_ago: int, *keys: str) -> None:
    """The firm takes some of ours as its own."""

    def act() -> None:
        for key in keys:
            name, _, steps = READY[key]
            Sequence.make(story.firm.workspace, story.firm.rowan, name, steps)

    story.on(days_ago, act, 8)


def begins(story: Story, days_ago: int, key: str) -> None:
    """A sequence is started for the first person of the client."""

    def act() -> None:
        sequence = Sequence.objects.get(workspace=story.firm.workspace, name=READY[key][0])
        contact = Contact.objects.select_related("client__workspace").get(pk=story.people[0].pk)
        start(_acting(story), sequence, contact)

    story.on(days_ago, act, 8)


def reads(story: Story, *days_ago: int) -> None:
    """What waits is read and sent, and tasks are done, on the first of these days on which there is anything."""

    def act() -> None:
        mine = SequenceStep.objects.filter(run__client=story.client).select_related("run__client", "run__contact")
        if step := mine.waiting().first():
            step.approve(_acting(story))
        elif step := mine.to_do().first():
            step.do(_acting(story).actor)

    for day in days_ago:
        story.on(day, act, 11)


def _acting(story: Story) -> Acting:
    return Acting(story.firm.workspace, story.client.owner)
