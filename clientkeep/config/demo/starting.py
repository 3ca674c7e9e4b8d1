"""What clients hand over before the work: one access is kept and was looked at, one was returned, one is late."""

import datetime as dt

from clientkeep.lifecycle.onboarding.credentials import asking
from clientkeep.lifecycle.onboarding.credentials.rules import Content
from clientkeep.lifecycle.onboarding.intake import ready, sending
from clientkeep.lifecycle.onboarding.intake.model import Intake
from clientkeep.lifecycle.onboarding.models import Credential, IntakeForm
from clientkeep.lifecycle.onboarding.playbooks.works import works_of
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.workspace.members.acting import Acting, Actor

from .story import Story

ASKED = "An account of our own is best. If there is none, the one with which you sign in yourself."

ACME = {
    "q1": "We roast and sell coffee, and teach people to make it. Two shops from spring on.", "q3": "Mara", "q4": "Yes", "q6": ["Photos", "Texts"],
    "q8": "6", "q9": "The windows must not look like a sale.", "q10": "yes",
}  # fmt: skip
HARBOR = {"q1": "A dental practice of four chairs, for families.", "q3": "Dr Osei", "q4": "No", "q8": "about ten"}


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


def fills_in(story: Story, days_ago: int, answers: dict[str, object], sends: bool) -> None:
    """The studio's form is sent, and a day later half filled in, or sent back whole."""

    def act() -> None:
        form = IntakeForm.objects.filter(workspace=story.firm.workspace).first()
        form = form or IntakeForm.write(story.firm.workspace, story.firm.rowan, ready.NAME, ready.TEXT)
        contact = Contact.objects.select_related("client__workspace").get(pk=story.people[0].pk)
        sending.send(form, contact, story.firm.june, contact.client.workspace.today() + dt.timedelta(days=10), work=next(iter(works_of(contact.client)), None))

    def answer() -> None:
        found, person = Intake.objects.select_related("client", "workspace").get(client=story.client), story.people[0]
        found.save_answers(answers, found.version)
        if sends:
            found.submit(Actor("contact", person.pk, str(person)), {}, found.version)

    story.on(days_ago, act, 11)
    story.on(days_ago - 1, answer, 16)


def _enter(story: Story, label: str) -> None:
    person = story.people[0]
    content = Content("a-demo-password-of-nothing", "tidewater", "https://host.example/login", "Ring us before you move the mail.")
    _of(story, label).enter(Actor("contact", person.pk, str(person)), content)


def _of(story: Story, label: str) -> Credential:
    rows = Credential.objects.select_related("workspace", "client__workspace", "contact")
    return rows.get(client=story.client, label=label)
