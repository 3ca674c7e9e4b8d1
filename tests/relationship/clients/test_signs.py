"""How things stand with a client: many rooms, one question."""

import pytest
from django.urls import reverse

from clientkeep.relationship.clients import signs
from clientkeep.relationship.clients.models import Contact
from clientkeep.relationship.clients.signs import SignLine, how_many, newest, sign, signs_of


@pytest.fixture
def two_signs(monkeypatch):
    monkeypatch.setattr(signs, "SIGNS", type(signs.SIGNS)("sign of a client"))

    @sign("people", lambda acting: {"count": how_many(Contact.objects.current())}, order=2)
    def people(acting, client, values):
        return SignLine("People", f"{values['count']} on record", reverse("clients:list"))

    @sign("first", lambda acting: {"name": newest(Contact.objects.order_by("name"), "name")}, order=1)
    def first(acting, client, values):
        return SignLine("First", values["name"], reverse("clients:list"), "late", "<b>bold</b>") if values["name"] else None


def test_all_rooms_cost_one_question(cast, two_signs, django_assert_num_queries):
    with django_assert_num_queries(1):
        lines = signs_of(cast.acting(cast.olivia), cast.acme)
    assert [(line.label, line.words) for line in lines] == [("First", "Jo March"), ("People", "2 on record")]


def test_a_room_that_knows_nothing_is_silent(cast, two_signs):
    cast.ben.remove(cast.by)
    Contact.objects.filter(client=cast.bloom).delete()
    assert [line.label for line in signs_of(cast.acting(cast.olivia), cast.bloom)] == ["People"]


def test_the_page_shows_them_as_words_alone(cast, as_member, two_signs):
    said = as_member(cast.olivia).get(reverse("clients:detail", args=[cast.acme.pk])).content.decode()
    assert "How things stand" in said and "Jo March" in said and "<b>bold</b>" not in said


def test_an_archived_client_asks_for_nothing(cast, as_member, two_signs):
    cast.acme.archive(cast.by)
    assert "How things stand" not in as_member(cast.olivia).get(reverse("clients:detail", args=[cast.acme.pk])).content.decode()
