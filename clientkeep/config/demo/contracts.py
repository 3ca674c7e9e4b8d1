"""Contracts of the studio: one made from a proposal that was chosen, and one without a price that is being written."""

from clientkeep.lifecycle.agreements.contracts.from_proposal import make_contract
from clientkeep.lifecycle.agreements.contracts.starting import blocks_of
from clientkeep.lifecycle.agreements.models import Contract, ProposalTemplate
from clientkeep.lifecycle.agreements.proposals.starting import valid_until
from clientkeep.workspace.members.acting import Acting

from .story import Story

PURPOSE = (
    "The board of {client.name} shows {firm.name} the letters of its founders and the plan for the anniversary before either is public. "
    "{firm.name} reads them to draw the crest, and for nothing else."
)


def makes(story: Story, days_ago: int, name: str, proposal: str) -> None:
    """The contract of a proposal is drafted from it, with the studio's usual words."""

    def act() -> None:
        by = story.firm.rowan
        story.papers[name] = make_contract(story._now(proposal), by, blocks_of(_acting(story), "usual"))

    story.on(days_ago, act, 17)


def keeps_secret(story: Story, days_ago: int, name: str, title: str) -> None:
    """A contract without a price is begun, and not sent yet."""

    def act() -> None:
        blocks = [{**block, "text": PURPOSE} if block["type"] == "text" and not block["text"] else block for block in blocks_of(_acting(story), "secret")]
        until = valid_until(story.firm.workspace)
        story.papers[name] = Contract.compose(story.client, story.firm.rowan, blocks, title=title, valid_until=until)

    story.on(days_ago, act, 12)


def becomes_a_template(story: Story, days_ago: int, name: str, title: str) -> None:
    """What was signed is kept to begin others with."""
    story.on(days_ago, lambda: ProposalTemplate.keep(story._now(name), story.firm.rowan, title), 17)


def _acting(story: Story) -> Acting:
    return Acting(story.firm.workspace, story.firm.owner)
