"""Papers that are signed: by both sides, one that waits for its second signer, and proposals that are chosen from first."""

from clientkeep.lifecycle.agreements.models import Signing
from clientkeep.lifecycle.agreements.signing.asked import Asked
from clientkeep.lifecycle.agreements.signing.choosing import choose
from clientkeep.lifecycle.agreements.signing.seen import Seen

from .story import Story

PHONE = Seen("203.0.113.24", "Mozilla/5.0 (Linux; Android 16; Mobile)")


def asks(story: Story, days_ago: int, paper: str, who: int = 0) -> None:
    """One person of the client is asked to sign a paper, and the owner countersigns."""

    def act() -> None:
        person = story.people[who]
        Signing.start(story._now(paper), story.firm.rowan, [Asked(person.name, person.email), Asked.of(story.firm.owner)])

    story.on(days_ago, act, 15)


def chooses(story: Story, days_ago: int, paper: str, package: int, options: list[int]) -> None:
    """Whoever was asked takes a package and options, each by its place."""

    def act() -> None:
        signing = Signing.objects.get(document=story._now(paper))
        blocks = signing.document.content
        taken = [block for block in blocks if block["type"] == "package"][package]["id"]
        offered = next(block for block in blocks if block["type"] == "options")["id"]
        choose(signing.signers.get(state="asked"), {"package": taken, "options": [f"{offered}-{n}" for n in options]}, PHONE)

    story.on(days_ago, act, 16)


def signs(story: Story, days_ago: int, paper: str, hour: int = 16) -> None:
    """Whoever was asked reads, agrees and signs."""

    def act() -> None:
        signing = Signing.objects.get(document=story._now(paper))
        for signer in signing.signers.filter(state="asked"):
            signer.agree_to_sign(signing.consent_version, PHONE)
            signer.sign(signer.name, PHONE)

    story.on(days_ago, act, hour)
