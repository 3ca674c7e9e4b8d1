"""The client's verbs: what they keep, what they refuse, and what two people saving at once see."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.ids import new_id
from clientkeep.relationship.clients.models import Client, Contact, CustomField
from clientkeep.workspace.journal.models import Event


def test_the_same_id_makes_one_client(cast):
    identity = new_id()
    first = Client.add(cast.north, cast.by, id=identity, name="Quill Legal")
    again = Client.add(cast.north, cast.by, id=identity, name="Quill Legal")
    assert first == again
    assert Client.objects.filter(name="Quill Legal").count() == 1


def test_a_stale_version_is_a_conflict_and_changes_nothing(cast):
    seen = cast.acme.version
    cast.acme.change(cast.by, city="Salem Heights")
    stale = Client.objects.get(pk=cast.acme.pk)
    with pytest.raises(Conflict) as refusal:
        stale.change(cast.by, version=seen, city="Portland")
    assert refusal.value.field == "version"
    assert Client.objects.get(pk=cast.acme.pk).city == "Salem Heights"


def test_a_verb_on_an_old_copy_keeps_what_others_saved(cast):
    old_copy = Client.objects.get(pk=cast.acme.pk)
    cast.acme.change(cast.by, name="Acme & Daughters")
    old_copy.move_to("active", cast.by)
    now = Client.objects.get(pk=cast.acme.pk)
    assert (now.name, now.stage) == ("Acme & Daughters", "active")


def test_a_change_tells_what_was_before(cast):
    cast.acme.change(cast.by, terms_days=14)
    told = Event.objects.filter(slug="client.changed", client_id=cast.acme.pk).latest("seq")
    assert told.sentence == "Olivia North changed payment terms"
    assert (told.payload["before"], told.payload["after"]) == ({"terms_days": "None"}, {"terms_days": "14"})


def test_saying_the_same_again_tells_nothing(cast):
    before = Event.objects.count()
    cast.acme.move_to("lead", cast.by)
    cast.acme.plan_next_step("", None, cast.by)
    cast.acme.change(cast.by, city="Salem")
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "  "), ("name", "x" * 201), ("email", "not an address"), ("email", "a@b"), ("website", "javascript:alert(1)"),
        ("website", "ftp://acme.example"), ("country", "USA"), ("currency", "XXQ"), ("tier", "z"), ("terms_days", -1),
        ("terms_days", 10_000), ("hourly_rate", -1), ("tax_percent", 101), ("background", "x" * 20_001),
        ("tags", ["x" * 41]), ("tags", [str(n) for n in range(31)]), ("custom", {str(n): "x" for n in range(101)}),
    ],
)  # fmt: skip
def test_values_past_their_limits_are_refused_by_name(cast, field, value):
    with pytest.raises(Invalid) as refusal:
        cast.acme.change(cast.by, **{field: value})
    assert refusal.value.field == field
    assert Client.objects.get(pk=cast.acme.pk).version == cast.acme.version


def test_values_are_tidied(cast):
    cast.acme.change(cast.by, website="Acme.example/About", email="Hello@ACME.example", tags=["Retainer", "retainer ", "", "two  words"])
    assert cast.acme.website == "https://acme.example/About"
    assert cast.acme.email == "Hello@acme.example"
    assert cast.acme.tags == ["Retainer", "two words"]


def test_an_owner_of_another_firm_is_refused(cast):
    with pytest.raises(Invalid):
        cast.acme.give_to(cast.sid, cast.by)
    with pytest.raises(Invalid):
        cast.acme.let_see([cast.sid], cast.by)
    assert Client.objects.get(pk=cast.acme.pk).owner is None


def test_people_are_found_by_name_and_forgotten_when_removed(cast):
    assert "jo march jo@acme.example" in Client.objects.get(pk=cast.acme.pk).words
    cast.jo.remove(cast.by)
    assert "jo march" not in Client.objects.get(pk=cast.acme.pk).words
    cast.jo.restore(cast.by)
    assert "jo march" in Client.objects.get(pk=cast.acme.pk).words


def test_a_client_has_at_most_100_people(cast):
    for number in range(98):
        Contact.add(cast.acme, cast.by, name=f"Person {number}")
    with pytest.raises(Invalid) as refusal:
        Contact.add(cast.acme, cast.by, name="One too many")
    assert refusal.value.field == "name"


def test_archiving_and_bringing_back(cast):
    cast.acme.archive(cast.by)
    cast.acme.archive(cast.by)
    assert Event.objects.filter(slug="client.archived", client_id=cast.acme.pk).count() == 1
    cast.acme.restore(cast.by)
    assert Client.objects.get(pk=cast.acme.pk).archived_at is None


def test_fields_of_ones_own_keep_their_key_and_are_at_most_100(cast):
    field = CustomField.add(cast.north, "Shirt size", cast.by)
    field.rename("Size", cast.by)
    assert (field.key, field.label) == ("shirt_size", "Size")
    with pytest.raises(Invalid):
        CustomField.add(cast.north, "size", cast.by)
    for number in range(99):
        CustomField.add(cast.north, f"Field {number}", cast.by)
    with pytest.raises(Invalid) as refusal:
        CustomField.add(cast.north, "One too many", cast.by)
    assert refusal.value.field == "label"


def test_a_next_step_without_words_has_no_day(cast):
    cast.acme.plan_next_step("Call", clock.now().date() + dt.timedelta(days=3), cast.by)
    cast.acme.plan_next_step(" ", dt.date(2027, 1, 1), cast.by)
    assert (cast.acme.next_step, cast.acme.next_step_on) == ("", None)
