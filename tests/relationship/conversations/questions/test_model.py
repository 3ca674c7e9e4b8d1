"""A question saved for the next talk: kept once, ticked off once, never of another client."""

import pytest
from django.urls import reverse

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.ids import new_id
from clientkeep.relationship.conversations.models import LogEntry, Question
from clientkeep.workspace.journal.models import Event


def test_a_question_is_saved_once_and_ticked_off_once(cast, as_member):
    same = new_id()
    for _ in range(2):
        question = Question.save_for(cast.acme, "  Does she want\na night rate? ", cast.by, id=same)
    assert question.text == "Does she want a night rate?"
    page, address = as_member(cast.olivia), reverse("clients:detail", args=[cast.acme.pk])
    for _ in range(2):
        assert page.post(reverse("conversations:settle_question", args=[question.pk])).url == address
    assert not Question.objects.open().exists()
    told = Event.objects.filter(about_id=question.pk).order_by("seq").values_list("slug", flat=True)
    assert list(told) == ["question.saved", "question.settled"]


@pytest.mark.parametrize("text", ["", "  ", "x" * 501])
def test_what_is_no_question_is_refused(cast, text):
    with pytest.raises(Invalid) as refused:
        Question.save_for(cast.acme, text, cast.by)
    assert refused.value.field == "question"


def test_an_entry_of_another_client_is_refused(cast):
    theirs = LogEntry.write(cast.bloom, "note", "x", cast.by)
    with pytest.raises(Invalid):
        Question.save_for(cast.acme, "Why?", cast.by, entry=theirs)


def test_only_those_of_clients_one_sees(cast):
    Question.save_for(cast.acme, "Why?", cast.by)
    Question.save_for(cast.bloom, "How?", cast.by)
    seen = Question.objects.visible_to(cast.acting(cast.mia)).values_list("text", flat=True)
    assert list(seen) == ["Why?"]
    assert Question.objects.visible_to(cast.acting(cast.olivia)).count() == 2
    assert not Question.objects.visible_to(cast.acting(cast.sid)).exists()
