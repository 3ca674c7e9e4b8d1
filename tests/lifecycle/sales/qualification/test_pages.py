"""The pages of qualification: criteria set by lines, answers by a form, a gate at each way in."""

import pytest

from clientkeep.lifecycle.sales.models import Answer, Criterion, Opportunity, Stage
from clientkeep.relationship.clients import once

NEW = {"label": "Reach", "kind": "number", "weight": "10", "lines": "0 = out\n5000 = 60", "key": "reach", "formula": ""}


@pytest.fixture
def page(cast, as_member):
    return as_member(cast.olivia)


@pytest.fixture
def found(cast):
    return Opportunity.begin(cast.north, cast.by, "Rebranding", client=cast.acme)


def test_criteria_are_added_changed_moved_and_taken_out(cast, page):
    assert "Who decides is at the table" in page.get("/settings/qualification/").content.decode() and not Criterion.objects.exists()
    assert page.post("/settings/qualification/new/", NEW).status_code == 302
    made = Criterion.objects.get(label="Reach")
    here = f"/settings/qualification/{made.pk}/"
    assert (made.place, made.lines) == (6, ["0 = out", "5000 = 60"])
    assert page.post(f"{here}place/", {"where": "earlier"}).status_code == 302 and Criterion.of(cast.north)[4] == made
    assert page.post(here, {**NEW, "weight": "20"}).status_code == 302 and Criterion.objects.get(pk=made.pk).weight == 20
    assert page.post(f"{here}retirement/").status_code == 302 and made not in Criterion.of(cast.north)
    assert page.get(here).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"lines": "many = 5"}, "Begin each line"), ({"key": "my reach"}, "letters, digits and _"), ({"label": ""}, "field is required"),
        ({"weight": "101"}, "less than or equal"), ({"kind": "formula", "formula": "().__class__"}, "no formula"), ({"label": "budget"}, "these words already"),
        ({"kind": "yes_no"}, "one line for Yes"), ({"kind": "eval"}, "not one of"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_criterion_is_told_at_its_field(page, wrong, words):
    answer = page.post("/settings/qualification/new/", {**NEW, **wrong})
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not Criterion.objects.filter(label="Reach").exists()


def said(cast, **values):
    """The form as it was shown while nothing was answered."""
    rows = {str(each.pk): "" for each in Criterion.of(cast.north)}
    return {**rows, **{f"was-{key}": "" for key in rows}, **values}


def test_answers_are_saved_and_what_another_saved_meanwhile_stays(cast, page, found):
    here = f"/sales/opportunities/{found.pk}/qualification/"
    first, second = (str(each.pk) for each in Criterion.of(cast.north)[:2])
    assert page.post(f"{here}answers/", said(cast, **{first: "Named, and it is tight"})).status_code == 302
    assert page.post(f"{here}answers/", said(cast, **{second: "Yes"})).status_code == 302
    body = page.get(here).content.decode()
    assert Answer.objects.count() == 2 and "35 of 100" in body and "2 of 5" in body
    refused = page.post(f"{here}answers/", said(cast, **{first: "Not named yet"}))
    body = refused.content.decode()
    assert refused.status_code == 422 and "meanwhile" in body and f'name="was-{first}" value="Named, and it is tight"' in body
    assert f'name="was-{second}" value="Yes"' in body and '<option value="Yes" selected>' in body
    assert page.post(f"{here}answers/", said(cast, **{first: "Huge"})).status_code == 422
    assert "35 of 100" in page.get(f"/sales/opportunities/{found.pk}/").content.decode()


def test_board_list_and_form_meet_the_gate_and_a_reason_passes_it(cast, page, found):
    gate = Stage.of(cast.north)[2]
    assert page.post(f"/settings/pipeline/stages/{gate.pk}/", {"name": gate.name, "probability": 60, "stale_days": 10, "least_score": 60}).status_code == 302
    moved = page.post(f"/sales/opportunities/{found.pk}/stage/", {"stage": gate.pk, "next": "/sales/"})
    assert moved.status_code == 409 and "opens at a score of 60; this has 0" in moved.content.decode()
    noted = {"title": "Straight", "name": "Somebody", "currency": "USD", "stage": str(gate.pk), "owner": "", once.FIELD: once.mint(cast.acting(cast.olivia))}
    refused = page.post("/sales/opportunities/new/", noted)
    assert refused.status_code == 422 and "opens at a score" in refused.content.decode()
    here = f"/sales/opportunities/{found.pk}/qualification/"
    assert "It is shut." in page.get(here).content.decode()
    assert page.post(f"{here}override/", {"stage": gate.pk, "reason": ""}).status_code == 422
    assert page.post(f"{here}override/", {"stage": gate.pk, "reason": "An old friend"}).status_code == 302
    found.refresh_from_db()
    assert found.stage == gate and "An old friend" in page.get(f"/sales/opportunities/{found.pk}/").content.decode()


def test_only_who_may_answers_lets_past_and_sets(cast, as_member, found):
    reader = as_member(cast.carla)
    here = f"/sales/opportunities/{found.pk}/qualification/"
    assert reader.get(here).status_code == 200 and "Save answers" not in reader.get(here).content.decode()
    assert reader.post(f"{here}answers/", {}).status_code == 403 and reader.post(f"{here}override/", {}).status_code == 403
    assert as_member(cast.theo).get("/settings/qualification/").status_code == 403
    assert as_member(cast.sid).get(here).status_code == 404
