"""Where things stand: the studio tells its active clients every week. Some are sent, one is half written, some wait."""

from clientkeep.lifecycle.delivery.models import StatusUpdate, UpdateChoice
from clientkeep.lifecycle.delivery.updates.drafting import draft
from clientkeep.lifecycle.delivery.updates.sending import send
from clientkeep.relationship.clients.models import Client

from .firm import Firm
from .story import Story

SINCE, THURSDAY, FOUR = 27, 3, 16


def chooses(firm: Firm) -> None:
    """Active clients of every tier, on Thursdays at four."""
    UpdateChoice.choose(firm.workspace, firm.rowan, is_on=True, stages=["active"], tiers=["", "a", "b", "c"], weekday=THURSDAY, hour=FOUR)


def tells(story: Story, *days_ago: int) -> None:
    """June reads the draft and sends it as it is."""

    def act() -> None:
        update = _drafted(story)
        send(update, story.firm.june, update.version)

    for day in days_ago:
        story.on(day, act, 17)


def rewords(story: Story, days_ago: int, closing: str) -> None:
    """June adds a sentence of her own, and has not sent it yet."""

    def act() -> None:
        update = _drafted(story)
        text = update.text.replace("If anything looks different", f"{closing}\n\nIf anything looks different")
        update.write(story.firm.june, subject=update.subject, text=text, to=list(update.to.all()))

    story.on(days_ago, act, 17)


def _drafted(story: Story) -> StatusUpdate:
    client = Client.objects.select_related("workspace", "owner__user").get(pk=story.client.pk)
    return draft(client, story.firm.june)
