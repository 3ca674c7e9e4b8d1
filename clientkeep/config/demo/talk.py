"""What the firm and a client say to each other: mail in and out, the portal, calls in a line of words, recaps."""

from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from clientkeep.foundation import clock
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.conversations.in_words.writing import log_line
from clientkeep.relationship.conversations.mailboxes.filing import Fetched, Filing
from clientkeep.relationship.conversations.models import LogEntry, Promise, Recap, Thread
from clientkeep.relationship.conversations.questions.model import Question
from clientkeep.relationship.conversations.recaps import drafting, sending
from clientkeep.relationship.conversations.writing.letters import write_letter
from clientkeep.relationship.conversations.writing.recipients import chosen
from clientkeep.relationship.conversations.writing.rules import answer_subject
from clientkeep.relationship.portal import threads
from clientkeep.relationship.portal.visitor import Visitor
from clientkeep.workspace.mail.wording import Words
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Member

from .story import Story


def mails(
    story: Story, days_ago: int, subject: str, text: str, who: int = 0, hour: int = 9, file: tuple[str, str] | None = None
) -> None:
    """A person of the client writes by mail; the same subject goes on with the thread. `file`: a text's name and words."""

    def act() -> None:
        person, thread = _person(story, who), _thread(story, subject)
        mail = EmailMessage(policy=SMTP)
        mail["From"], mail["To"] = f"{person.name} <{person.email}>", story.firm.workspace.email
        mail["Subject"] = answer_subject(subject) if thread else subject
        mail["Date"], mail["Message-ID"] = clock.now(), f"<{days_ago}.{hour}.{person.email}>"
        last = thread and thread.messages.order_by("happened_at", "pk").last()
        if last and last.external_id:
            mail["In-Reply-To"] = mail["References"] = last.external_id
        mail.set_content(text)
        if file:
            mail.add_attachment(file[1].encode(), maintype="text", subtype="plain", filename=file[0])
        Filing(story.firm.workspace).file(Fetched.of(mail.as_bytes(), clock.now()))

    story.on(days_ago, act, hour)


def answers_by_mail(story: Story, days_ago: int, subject: str, text: str, who: int = 0, hour: int = 11) -> None:
    """Rowan answers in the thread of this subject, or writes first."""

    def act() -> None:
        person, thread = _person(story, who), _thread(story, subject)
        words = Words(answer_subject(subject) if thread else subject, text)
        write_letter(_client(story), _rowan(story), words, chosen(_client(story), [str(person.pk)]), thread=thread)

    story.on(days_ago, act, hour)


def writes_in_the_portal(story: Story, days_ago: int, subject: str, text: str, who: int = 0, hour: int = 10) -> None:
    """A person of the client writes from the portal."""

    def act() -> None:
        person = _person(story, who)
        visitor = Visitor(person.client.workspace, person.client, person)
        threads.say(visitor, _thread(story, subject), subject, text, [], threads.mint(visitor))

    story.on(days_ago, act, hour)


def logs(story: Story, days_ago: int, line: str, hour: int = 15) -> None:
    """June logs a talk in one line of plain words, with the decisions and promises in it."""
    story.on(days_ago, lambda: log_line(_june(story), line, _client(story)), hour)


def recaps(story: Story, days_ago: int, hour: int = 16) -> None:
    """What was agreed in the newest talk goes to the client, as it is drafted."""

    def act() -> None:
        talks = LogEntry.objects.filter(client=story.client, kind__in=("call", "meeting"), corrected_by=None)
        entry = talks.select_related("client__workspace", "workspace", "contact").latest("happened_at")
        subject, text = drafting.drafted(entry, story.firm.june.name)
        recap = Recap.begin(entry, story.firm.june, subject=subject, text=text, to=drafting.recipients(entry))
        sending.send(recap, story.firm.june)

    story.on(days_ago, act, hour)


def confirms(story: Story, days_ago: int, who: int = 0, hour: int = 10) -> None:
    """The client confirms the recap that waits for their word."""

    def act() -> None:
        recap = Recap.objects.get(client=story.client, state="sent")
        recap.confirm(story._as_contact(who), _person(story, who), recap.digest)

    story.on(days_ago, act, hour)


def keeps(story: Story, days_ago: int, words: str, hour: int = 16) -> None:
    """The open promise with these words in it is kept."""
    story.on(days_ago, lambda: Promise.objects.get(client=story.client, state="open", what__icontains=words).keep(story.firm.june), hour)


def promises(story: Story, days_ago: int, side: str, what: str, in_days: int, who: int = 0) -> None:
    """Somebody promises something; `in_days` counts from the day of the promise."""

    def act() -> None:
        due = story.firm.workspace.today() + _days(in_days)
        Promise.make(_client(story), side=side, what=what, by=story.firm.june, due_on=due, contact=_person(story, who))

    story.on(days_ago, act, 14)


def wonders(story: Story, days_ago: int, question: str) -> None:
    """A question is kept for the next talk."""
    story.on(days_ago, lambda: Question.save_for(_client(story), question, story.firm.june), 15)


def _days(count: int) -> Any:
    import datetime as dt

    return dt.timedelta(days=count)


def _thread(story: Story, subject: str) -> Thread | None:
    return Thread.objects.filter(client=story.client, subject=subject).select_related("client__workspace", "workspace").first()


def _person(story: Story, who: int) -> Contact:
    return Contact.objects.select_related("client__workspace").get(pk=story.people[who].pk)


def _client(story: Story) -> Client:
    return Client.objects.select_related("workspace", "owner").get(pk=story.client.pk)


def _rowan(story: Story) -> Member:
    return story.firm.owner


def _june(story: Story) -> Acting:
    return Acting(story.firm.workspace, story.firm.colleague)
