"""The page before a talk gathers what the record knows; questions are saved for it, ticked off and carried over."""

import pytest
from django.urls import reverse

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.relationship.conversations.models import Decision, LogEntry, Message, Promise, Question, Thread


def page_of(client):
    return reverse("conversations:briefing", args=[client.pk])


def act(name, question):
    return reverse(f"conversations:question_{name}", args=[question.pk])


def test_the_page_gathers_what_is_known(cast, as_member):
    cast.invoice(price="2400")
    cast.acme.change(cast.by, background="Founded by two sisters")
    cast.acme.plan_next_step("Ring about the fair", cast.north.today(), cast.by)
    LogEntry.write(cast.acme, "call", "We spoke of blue", cast.by, cast.jo)
    LogEntry.write(cast.acme, "note", "Only a note", cast.by)
    Promise.make(cast.acme, side="ours", what="Quote the page", by=cast.by)
    Promise.make(cast.acme, side="theirs", what="Send photos", by=cast.by).keep(cast.by)
    Decision.note(cast.acme, what="Blue it is", by=cast.by)
    Message.receive(Thread.begin(cast.acme, "Which blue?"), cast.by, text="Which?", channel="portal", contact=cast.jo)
    Question.save_for(cast.acme, "Who signs?", cast.by)
    seen = as_member(cast.olivia).get(page_of(cast.acme)).content.decode()
    for words in ("We spoke of blue", "Quote the page", "Blue it is", "Which blue?", "Who signs?", "Founded by two sisters", "Ring about the fair", "$2,400", "Jo March"):
        assert words in seen, words
    assert "Send photos" not in seen
    assert "Only a note" not in seen
    assert page_of(cast.acme) in as_member(cast.olivia).get(reverse("clients:detail", args=[cast.acme.pk])).content.decode()
    assert page_of(cast.acme) in as_member(cast.olivia).get("/").content.decode()


def test_a_question_is_saved_once_and_ticked_off_with_its_answer(cast, as_member):
    page = as_member(cast.olivia)
    token = page.get(page_of(cast.acme)).context["form_token"]
    for _ in range(2):
        assert page.post(page_of(cast.acme), {"text": "Who signs?", "form_token": token}).status_code == 302
    question = Question.objects.get()
    page.post(act("carry", question))
    assert "carried over once" in page.get(page_of(cast.acme)).content.decode()
    assert page.post(act("asked", question), {"answer": "Jo does"}).status_code == 302
    question.refresh_from_db()
    assert question.settled_at
    assert LogEntry.objects.get(kind="note").text == "Asked: Who signs?\nAnswer: Jo does"
    assert page.post(act("asked", question), {"answer": "Again"}).status_code == 409
    assert page.post(act("carry", question)).status_code == 409
    assert LogEntry.objects.count() == 1
    assert page.post(page_of(cast.acme), {"text": " ", "form_token": token}).status_code == 422


def test_without_an_answer_nothing_is_logged(cast):
    question = Question.save_for(cast.acme, "Who signs?", cast.by)
    question.tick_off(cast.by)
    other = Question.save_for(cast.acme, "When?", cast.by)
    other.settle(cast.by)
    assert not LogEntry.objects.exists()
    assert not Question.objects.open().exists()
    with pytest.raises(Conflict):
        other.carry_over()
    with pytest.raises(Invalid):
        Question.save_for(cast.acme, "x" * 501, cast.by)


def test_who_may(cast, as_member):
    hidden = Question.save_for(cast.bloom, "Quiet", cast.by)
    assert as_member(cast.mia).get(page_of(cast.bloom)).status_code == 404
    assert as_member(cast.mia).post(act("asked", hidden)).status_code == 404
    carla = as_member(cast.carla)
    assert carla.get(page_of(cast.acme)).status_code == 200
    assert carla.post(page_of(cast.acme), {"text": "x"}).status_code == 403
