"""Kept questions: the SQL is written once, the rows, the moment and what is given are of each call."""

import datetime as dt

import pytest
from django.db.models import UUIDField
from django.db.models.functions import Length
from django.db.utils import Error

from clientkeep.foundation import clock
from clientkeep.foundation.kept import Given, Kept, Now, Question
from clientkeep.relationship.clients.models import Client


def test_a_question_is_put_with_what_is_given(cast):
    question = Question(Client.objects.filter(pk=Given("client", UUIDField())).annotate(size=Length("name")).values_list("pk", "name", "size"))
    for client in (cast.acme, cast.bloom):
        assert question.put(client=client.pk) == [(client.pk, client.name, len(client.name))]
    cast.acme.__class__.objects.filter(pk=cast.acme.pk).update(name="Acme & Daughters")
    assert question.put(client=cast.acme.pk)[0][1] == "Acme & Daughters"


def test_the_moment_is_that_of_the_call(cast):
    question = Question(Client.objects.filter(pk=cast.acme.pk, created_at__lte=Now(-dt.timedelta(hours=1))).values_list("created_at"))
    assert question.put() == []
    with clock.moved(clock.now() + dt.timedelta(hours=2)):
        assert question.put() == [(cast.acme.created_at,)]


def test_a_told_value_outside_of_a_kept_question_is_refused_aloud(cast):
    with pytest.raises(Error):
        list(Client.objects.filter(created_at__lte=Now()))


def test_a_question_is_written_once_for_its_key_and_anew_when_many_are_kept():
    kept, written = Kept(most=2), []
    for key in ("a", "b", "a", "c", "a"):
        assert kept.of(key, lambda key=key: written.append(key) or key.upper()) == key.upper()
    assert written == ["a", "b", "c", "a"]
