"""The firm's clauses: their fields, their wordings, the ready-made ones, and who reaches them."""

import pytest
from django.db import DatabaseError, transaction

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.agreements.clauses import rules
from clientkeep.lifecycle.agreements.clauses.ready import READY
from clientkeep.lifecycle.agreements.models import Clause, Wording
from clientkeep.lifecycle.agreements.proposals.blocks.pointing import _in_block
from clientkeep.workspace.journal.models import Event


def written(cast, title="Late payment", body="{client} pays within 14 days.", group="payment"):
    return Clause.write(cast.north, cast.by, title=title, group=group, body=body)


@pytest.mark.parametrize("body", ["Hello {name}", "{client.__class__}", "{}", "{ client }", "{0}"])
def test_a_field_that_is_none_is_refused_by_its_name(cast, body):
    with pytest.raises(Invalid) as refused:
        written(cast, body=body)
    assert refused.value.field == "body" and body[body.index("{"): body.index("}") + 1] in refused.value.message
    assert "{client}" in refused.value.message and not Clause.objects.exists()


def test_fields_are_filled_in_one_pass():
    assert rules.filled("{client} and {firm} and {law}", {"client": "{firm}", "firm": "North"}) == "{firm} and North and {law}"
    assert rules.gaps("{client} {law} {law}", {"client": "Acme"}) == ["law"]


@pytest.mark.parametrize(("values", "field"), [({"title": " "}, "title"), ({"group": "none"}, "group"), ({"body": ""}, "body"), ({"title": "{x}"}, "title")])
def test_what_a_clause_must_have(cast, values, field):
    with pytest.raises(Invalid) as refused:
        Clause.write(cast.north, cast.by, **{"title": "A", "group": "payment", "body": "B", **values})
    assert refused.value.field == field


def test_each_edit_is_a_new_wording_and_the_old_one_stays(cast):
    clause = written(cast)
    clause.reword(cast.by, 1, title="Late payment", group="payment", body="{client} pays within 30 days.")
    clause.reword(cast.by, title="Late payment", group="payment", body="{client} pays within 30 days.")
    assert clause.edition == 2
    assert list(clause.wordings.order_by("edition").values_list("edition", "body")) == [(1, "{client} pays within 14 days."), (2, "{client} pays within 30 days.")]
    assert list(Event.objects.filter(slug__startswith="clause.").order_by("seq").values_list("slug", flat=True)) == ["clause.written", "clause.reworded"]


def test_two_who_edit_at_once_do_not_overwrite_each_other(cast):
    clause = written(cast)
    clause.reword(cast.by, 1, title="Late", group="payment", body="One")
    with pytest.raises(Conflict):
        clause.reword(cast.by, 1, title="Late", group="payment", body="Two")
    assert Clause.objects.get(pk=clause.pk).body == "One"


@pytest.mark.parametrize("act", [lambda rows: rows.update(body="Other"), lambda rows: rows._raw_delete("default")])
def test_the_database_keeps_each_wording(cast, act):
    clause = written(cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        act(Wording.objects.filter(clause=clause))
    assert Wording.objects.get(clause=clause).body == clause.body


def test_the_ready_made_ones_are_added_once_and_not_again_when_archived(cast):
    assert len(Clause.add_ready_made(cast.north, cast.by)) == len(READY) >= 10
    Clause.objects.get(ready="law").archive(cast.by)
    assert Clause.add_ready_made(cast.north, cast.by) == []
    assert Clause.objects.visible_to(cast.acting(cast.olivia)).standing().count() == len(READY) - 1


@pytest.mark.parametrize("each", READY, ids=lambda each: each.slug)
def test_a_ready_made_clause_promises_nothing_vague(each):
    rules.check_fields(each.title + each.body, "body")
    block = {"id": "b1", "type": "clause", "title": each.title, "text": each.body}
    assert list(_in_block(block)) == [] and each.group in rules.GROUPS


def test_the_library_on_its_pages(cast, as_member):
    firm = as_member(cast.olivia)
    assert "Ready-made clauses" in firm.get("/settings/clauses/").content.decode()
    assert firm.post("/settings/clauses/ready-made/").status_code == 302
    page = firm.get("/settings/clauses/").content.decode()
    assert "Who owns the result" in page and "Add the ready-made" not in page
    refused = firm.post("/settings/clauses/new/", {"title": "Travel", "group": "other", "body": "{customer} pays trains."})
    assert refused.status_code == 422 and "{customer} is no field" in refused.content.decode() and "pays trains." in refused.content.decode()
    assert firm.post("/settings/clauses/new/", {"title": "Travel", "group": "other", "body": "{client} pays trains."}).status_code == 302
    travel = Clause.objects.get(title="Travel")
    at = f"/settings/clauses/{travel.pk}/"
    firm.post(at, {"title": "Travel", "group": "other", "body": "{client} pays trains in second class.", "edition": "1"})
    page = firm.get(at).content.decode()
    assert "<del>{client} pays trains.</del>" in page and "<ins>{client} pays trains in second class.</ins>" in page
    late = firm.post(at, {"title": "Travel", "group": "other", "body": "Nothing.", "edition": "1"})
    assert late.status_code == 422 and "another wording meanwhile" in late.content.decode()
    firm.post(f"{at}archive/")
    assert "Archived" in firm.get("/settings/clauses/").content.decode()
    firm.post(f"{at}archive/")
    assert Clause.objects.get(pk=travel.pk).archived_at is None


def test_a_foreign_clause_is_not_there(cast, as_member):
    clause = written(cast)
    assert as_member(cast.sid).get(f"/settings/clauses/{clause.pk}/").status_code == 404
    assert clause not in Clause.objects.visible_to(cast.acting(cast.sid))
