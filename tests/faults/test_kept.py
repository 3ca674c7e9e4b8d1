"""The oracle sees what happens to mails, letters, recaps and surveys: each loss and doubling, made by hand, is named."""

import hashlib

import pytest
from django.db import connection

from clientkeep.lifecycle.retention.models import Case, Survey
from clientkeep.lifecycle.retention.surveys.sending import send as ask
from clientkeep.relationship.conversations.mailboxes.filing import Fetched, Filing
from clientkeep.relationship.conversations.models import Arrival, LogEntry, Message, Recap
from clientkeep.relationship.conversations.recaps import events
from clientkeep.relationship.conversations.recaps.sending import send
from clientkeep.relationship.conversations.recaps.triggers import GUARDS
from clientkeep.relationship.conversations.writing.letters import write_letter
from clientkeep.relationship.conversations.writing.recipients import chosen
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.mail.wording import Words
from clientkeep.workspace.members.acting import Actor

from .journal import Act
from .mailbox import _written
from .oracle import findings
from .pages import agreed


class Story:
    """Three mails, a letter, a recap that was confirmed and a survey that was answered low."""

    def __init__(self, cast) -> None:
        self.cast, self.acts = cast, []
        who = {"client": str(cast.acme.pk), "contact": str(cast.jo.pk), "email": cast.jo.email, "sender": cast.jo.email}
        for sort, sender in (("known", cast.jo.email), ("stranger", "x@nobody.example"), ("unreadable", cast.jo.email)):
            self.act("mail", sort=sort, **{**who, "token": f"m-{sort}", "sender": sender})
            self.arrives(self.acts[-1])
        write_letter(cast.acme, cast.olivia, Words("l1", "Words of l1"), chosen(cast.acme, [who["contact"]]))
        talk = LogEntry.write(cast.acme, "call", "We spoke of r1", cast.by, contact=cast.jo)
        recap = Recap.begin(talk, cast.by, subject="r1", text=agreed("r1"), to=[cast.jo])
        send(recap, cast.by)
        jo = Actor("contact", cast.jo.pk, "Jo March")
        recap.confirm(jo, cast.jo, recap.digest)
        self.survey = ask(cast.jo, "pulse", cast.by, "How was s1?")
        self.survey.answer(jo, 3, "s1")
        self.act("letter", **who, token="l1")
        for kind in ("talk", "recap", "dispatch", "confirm"):
            self.act(kind, **who, token="r1", digest=hashlib.sha256(agreed("r1").encode()).hexdigest())
        for kind in ("ask", "answer"):
            self.act(kind, **who, token="s1", score=3)

    def act(self, kind: str, **what) -> None:
        self.acts.append(Act(f"{kind} {what['token']}", kind, what, "page", 1, 2, "ok", {}))

    def arrives(self, act: Act) -> str:
        filing = Filing(self.cast.north)
        filing.people.learn({act.what["sender"]})
        return filing.file(Fetched.of(_written(act.what))).kind

    def wrong(self, mode: str = "live") -> str:
        return "\n".join(findings(self.acts, [], 1, mode))


@pytest.fixture
def story(cast) -> Story:
    return Story(cast)


def again(row) -> None:
    """The same row once more, under another key."""
    row.pk, row._state.adding = None, True
    row.save(force_insert=True)


def test_a_whole_story_is_left_in_peace(story):
    assert story.wrong() == ""
    assert [story.arrives(act) for act in story.acts[:2]] == ["known", "known"]
    assert story.arrives(story.acts[2]) == "aside"
    assert story.wrong() == ""


def test_a_mail_that_is_filed_twice_and_one_that_lies_in_the_tray_too(story):
    message = Message.objects.get(direction="in")
    message.external_id = "<other@c.example>"
    again(message)
    Arrival.objects.update(subject="m-known")
    wrong = story.wrong()
    assert "mail m-known by page" in wrong
    assert "happened 2 times" in wrong
    assert "it lies in the tray too" in wrong


def test_a_mail_that_was_never_filed_is_lost_when_all_is_quiet(story):
    for name in ("known", "stranger", "unreadable"):
        story.act("mail", token=f"gone-{name}", sort=name, client="x", sender="x")
    assert story.wrong() == story.wrong("prefix") == ""
    assert story.wrong("quiet").count("was acknowledged and is lost") == 3


def test_a_mail_with_another_client_or_with_one_at_all(story, cast):
    story.acts[0].what["client"] = "another"
    story.acts[1].what["token"] = "m-known"
    wrong = story.wrong()
    assert "it was filed in with" in wrong
    assert "it was filed with a client" in wrong


def test_a_letter_without_its_message_and_a_message_without_its_letter(story):
    Letter.objects.filter(subject="l1").update(subject="l2")
    assert "has 0 letters about it" in story.wrong()
    Message.objects.filter(subject="l1").update(subject="from nowhere")
    wrong = story.wrong()
    assert "letter l1 by page" in wrong
    assert "was acknowledged and is lost" in wrong
    assert "written that nobody asked for: from nowhere" in wrong


def test_a_letter_that_is_written_twice(story):
    letter = Letter.objects.get(subject="l1")
    letter.key = "again"
    again(letter)
    assert "has 2 letters about it" in story.wrong()


def test_a_confirmation_that_is_taken_back_and_one_of_another_text(story):
    for guard in GUARDS:  # the database itself forbids it first
        guard.lift(connection)
    Recap.objects.update(state="sent")
    assert "confirm r1 by page" in story.wrong()
    Recap.objects.update(state="confirmed")
    next(act for act in story.acts if act.kind == "confirm").what["digest"] = "0" * 64
    assert "is not of what" in story.wrong()


def test_a_recap_that_is_gone(story):
    story.act("recap", token="gone", email="x", contact="x")
    story.act("dispatch", token="gone", email="x", contact="x")
    assert story.wrong().count("was acknowledged and is lost") == 2


def test_an_answer_that_is_another_or_opened_no_case(story):
    Case.objects.update(cause_type="message")
    assert "0 cases were opened by the answer 3" in story.wrong()
    Survey.objects.update(score=9)
    assert "it is kept as 9, 's1'" in story.wrong()
    Survey.objects.update(state="asked")
    assert "answer s1 by page" in story.wrong()


def test_a_contact_who_is_asked_twice_by_hand_and_by_rule(story, cast):
    survey = Survey.objects.get()
    cast.acme.tier = "a"
    cast.acme.save()
    assert story.wrong() == ""
    again(survey)
    wrong = story.wrong()
    assert "ask s1 by page" in wrong
    assert "happened 2 times" in wrong
    assert "was asked 2 times in one round" in wrong


def test_whom_a_rule_forgot(story, cast):
    cast.acme.tier = "a"
    cast.acme.save()
    Survey.objects.update(client=cast.bloom)
    assert "was asked 0 times in one round" in story.wrong("quiet")


def test_what_the_journal_tells_twice(story, cast):
    Recap.objects.get()._announce(events.RecapConfirmed, cast.by)
    assert "the journal tells it 2 times" in story.wrong()
