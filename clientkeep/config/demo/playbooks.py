"""Playbooks of the demo: one is half done, one is finished. Days count back from today."""

from clientkeep.lifecycle.onboarding.expectations.sending import send
from clientkeep.lifecycle.onboarding.models import ExpectationsLetter, Playbook, PlaybookRun, PlaybookStep
from clientkeep.lifecycle.onboarding.playbooks.ready import READY
from clientkeep.lifecycle.onboarding.playbooks.starting import start
from clientkeep.lifecycle.sales.models import MeetingType
from clientkeep.workspace.members.acting import Acting, Actor

from .meetings import REVIEW
from .story import Story


def writes(story: Story, days_ago: int, *keys: str) -> None:
    """The firm takes some of ours as its own."""

    def act() -> None:
        for key in keys:
            name, _, steps = READY[key]
            Playbook.make(story.firm.workspace, story.firm.rowan, name, steps)

    story.on(days_ago, act, 8)


def begins(story: Story, days_ago: int, key: str) -> None:
    """A playbook is started by hand for the first person of the client."""

    def act() -> None:
        playbook = Playbook.objects.get(workspace=story.firm.workspace, name=READY[key][0])
        start(_acting(story), playbook, story.client, story.people[0])

    story.on(days_ago, act, 8)


def goes_on(story: Story, days_ago: int, *keys: str) -> None:
    """Steps are done by whose they are; a letter is read and sent."""

    def act() -> None:
        run = PlaybookRun.objects.filter(client=story.client).latest("started_at")
        for step in PlaybookStep.objects.select_related("run").filter(run=run, key__in=keys).order_by("position"):
            _does(story, step)

    story.on(days_ago, act, 12)


def waits(story: Story, days_ago: int, key: str, because: str) -> None:
    """A step is blocked, in words."""

    def act() -> None:
        step = PlaybookStep.objects.select_related("run").filter(run__client=story.client, key=key).latest("run__started_at")
        step.block(_acting(story).actor, because)

    story.on(days_ago, act, 15)


LOOKING_BACK = "Looking back together"


def looks_back(story: Story, days_ago: int) -> None:
    """A playbook of one meeting, which the client books at a time when the studio is free, or has booked already."""

    def act() -> None:
        firm = story.firm.workspace
        kind = MeetingType.objects.get(workspace=firm, name=REVIEW)
        step = {"key": "talk", "kind": "meeting", "side": "client", "title": "Look at the work together", "days": 0, "choice": str(kind.pk)}
        text = "What works, what does not, and what comes next. Bring what people say about it."
        known = Playbook.objects.filter(workspace=firm, name=LOOKING_BACK).first()
        playbook = known or Playbook.make(firm, story.firm.rowan, LOOKING_BACK, [{**step, "text": text}])
        start(_acting(story), playbook, story.client, story.people[0])

    story.on(days_ago, act, 13)


FILLED = {
    "what happens first, and who decides": "We begin with a talk; you decide on the direction",
    "what you get from us, and by when": "What your agreement names, by its dates",
    "by mail, by telephone, or in your portal": "By mail or telephone, or in your portal",
    "our working days and hours": "Monday to Friday, 9:00-17:00",
    "how soon you hear from us": "You hear from us within one working day",
    "how often we speak, and with whom": "We ring you every second Thursday",
    "what we need from you, and by when": "Your answers within a week of our question",
}


def writes_expectations(story: Story, days_ago: int) -> None:
    """The drafted letter is read and sent; the lines of the plan are agreed elsewhere."""

    def act() -> None:
        letter = ExpectationsLetter.objects.select_related("client__workspace", "workspace", "contact").get(client=story.client, state="draft")
        text = letter.text
        for open_line, words in FILLED.items():
            text = text.replace(f"({open_line})", words)
        letter.write(text=text, every="")
        send(letter, _acting(story).actor)

    story.on(days_ago, act, 11)


def acknowledges(story: Story, days_ago: int) -> None:
    """The client acknowledges it in the portal."""

    def act() -> None:
        letter = ExpectationsLetter.objects.select_related("client__workspace", "workspace").get(client=story.client, state="sent")
        letter.acknowledge(Actor("contact", story.people[0].pk, str(story.people[0])), letter.digest)

    story.on(days_ago, act, 14)


def _does(story: Story, step: PlaybookStep) -> None:
    contact = Actor("contact", story.people[0].pk, str(story.people[0]))
    if step.state == "waiting":
        step.approve(_acting(story))
    elif step.kind == "acknowledgement":
        step.acknowledge(contact, step.fingerprint)
    elif step.state in ("planned", "open"):
        step.do(contact if step.side == "client" else _acting(story).actor)


def _acting(story: Story) -> Acting:
    return Acting(story.firm.workspace, story.client.owner)
