"""What the demo's clients say when they are asked, and what came of it. Days count back from today, as in the tales."""

from clientkeep.lifecycle.retention.asks import asking
from clientkeep.lifecycle.retention.asks.model import Ask
from clientkeep.lifecycle.retention.cases import letters
from clientkeep.lifecycle.retention.cases.model import Case
from clientkeep.lifecycle.retention.surveys.model import Survey
from clientkeep.lifecycle.retention.surveys.sending import send
from clientkeep.lifecycle.retention.themes.model import Theme
from clientkeep.relationship.clients.models import Contact

from .story import Story


def asks(story: Story, days_ago: int, kind: str) -> None:
    """The first person of the client is asked, and has not answered yet."""
    story.on(days_ago, lambda: send(_person(story), kind, story.firm.june), 9)


def answers(story: Story, days_ago: int, kind: str, score: int, comment: str) -> None:
    """The first person of the client is asked, and answers the next day."""
    asks(story, days_ago + 1, kind)

    def act() -> None:
        Survey.objects.get(contact=_person(story), state="asked").answer(story._as_contact(0), score, comment)

    story.on(days_ago, act, 11)


def mends(story: Story, days_ago: int, outcome: str, letter: str) -> None:
    """The open case of the client is led through its steps, and the client is told how it came out."""

    def act() -> None:
        case, by = Case.objects.select_related("client__workspace", "workspace").unresolved().get(client=story.client), story.firm.rowan
        for step in case.steps.all():
            step.do(by, "On the phone" if step.key != "document" else "Written into the plan")
        subject = letters.draft(case, "outcome", by).subject
        letters.resolve_and_tell(case, by, outcome, letters.recipient(case), subject, letter)
        case.close(by)

    story.on(days_ago, act, 16)


def changes(story: Story, days_ago: int, theme: str, words: list[str], answer: str) -> None:
    """The firm names what clients speak of, and says what it changed."""
    story.on(days_ago, lambda: Theme.add(story.firm.workspace, theme, words, story.firm.rowan).decide("changed", answer, story.firm.rowan), 17)


def is_asked_for(story: Story, days_ago: int, kind: str) -> None:
    """A testimonial or a referral is asked for, in the firm's usual words."""

    def act() -> None:
        words = asking.draft(_person(story), kind, story.firm.rowan)
        asking.ask(_person(story), kind, story.firm.rowan, "score", words.subject, words.text)

    story.on(days_ago, act, 12)


def praises(story: Story, days_ago: int, words: str) -> None:
    """The testimonial comes, with consent, and is published."""

    def act() -> None:
        ask = Ask.objects.get(contact=_person(story), kind="testimonial")
        ask.give_words(story._as_contact(0), words, True, ["name", "company"])
        ask.publish(story.firm.rowan)

    story.on(days_ago, act, 13)


def _person(story: Story) -> Contact:
    return Contact.objects.select_related("client__workspace").get(pk=story.people[0].pk)
