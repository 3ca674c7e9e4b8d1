"""What clients hand over before the work: one access is kept and was looked at, one was returned, one is late."""

import datetime as dt

from clientkeep.lifecycle.onboarding.credentials import asking
from clientkeep.lifecycle.onboarding.credentials.rules import Content
from clientkeep.lifecycle.onboarding.models import Credential
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting, Actor

from .story import Story

ASKED = "An account of our own is best. If there is none, the one with which you sign in yourself."


def hands_over(story: Story, days_ago: int, label: str, why: str) -> None:
    """Asked for, handed over two days later, and looked at the day after."""
    asks(story, days_ago, label, 7)
    story.on(days_ago - 2, lambda: _enter(story, label), 15)
    story.on(days_ago - 3, lambda: _of(story, label).show(Acting(story.firm.workspace, story.firm.colleague), why), 11)


def returns(story: Story, days_ago: int, label: str, because: str) -> None:
    """The work is over: what was kept is deleted."""
    story.on(days_ago, lambda: _of(story, label).end("returned", story.firm.june, because), 16)


def asks(story: Story, days_ago: int, label: str, days: int) -> None:
    """Asked for, to be there some days later."""

    def act() -> None:
        client = Client.objects.select_related("workspace").get(pk=story.client.pk)
        due = client.workspace.today() + dt.timedelta(days=days)
        asking.ask(client, story.firm.june, contact=story.people[0], label=label, note=ASKED, due_on=due)

    story.on(days_ago, act, 10)


def _enter(story: Story, label: str) -> None:
    person = story.people[0]
    content = Content("a-demo-password-of-nothing", "tidewater", "https://host.example/login", "Ring us before you move the mail.")
    _of(story, label).enter(Actor("contact", person.pk, str(person)), content)


def _of(story: Story, label: str) -> Credential:
    rows = Credential.objects.select_related("workspace", "client__workspace", "contact")
    return rows.get(client=story.client, label=label)
