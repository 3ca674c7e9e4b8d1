"""The pages of qualification: criteria set by lines, answers by a form, a gate at each way in."""

import pytest

from clientkeep.lifecycle.sales.models import Answer, Checklist, Criterion, InquiryForm, Opportunity, Stage
from clientkeep.relationship.clients import once

NEW = {"label": "Reach", "kind": "number", "weight": "10", "lines": "0 = out\n5000 = 60", "key": "reach", "formula": ""}


@pytest.fixture
def page(cast, as_member):
    return as_member(cast.olivia)


@pytest.fixture
def found(cast):
    return Opportunity.begin(cast.north, cast.by, "Rebranding", client=cast.acme)


def list_at(cast):
    return f"/settings/qualification/checklists/{Checklist.usual(cast.north).pk}/"


def new_at(cast):
    return f"{list_at(cast)}criteria/new/"


def test_criteria_are_added_changed_moved_and_taken_out(cast, page):
    assert "Who decides is at the table" in page.get(list_at(cast)).content.decode() and not Criterion.objects.exists()
    assert page.post(new_at(cast), NEW).status_code == 302
    made = Criterion.objects.get(label="Reach")
    here = f"/settings/qualification/{made.pk}/"
    assert (made.place, made.lines) == (6, ["0 = out", "5000 = 60"])
    assert page.post(f"{here}place/", {"where": "earlier"}).status_code == 302 and Criterion.of(Checklist.usual(cast.north))[4] == made
    assert page.post(here, {**NEW, "weight": "20"}).status_code == 302 and Criterion.objects.get(pk=made.pk).weight == 20
    assert page.post(f"{here}retirement/").status_code == 302 and made not in Criterion.of(Checklist.usual(cast.north))
    assert page.get(here).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"lines": "many = 5"}, "Begin each line"), ({"key": "my reach"}, "letters, digits and _"), ({"label": ""}, "field is required"),
        ({"weight": "101"}, "less than or equal"), ({"kind": "formula", "formula": "().__class__"}, "no formula"), ({"label": "budget"}, "these words already"),
        ({"kind": "yes_no"}, "one line for Yes"), ({"kind": "eval"}, "not one of"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_criterion_is_told_at_its_field(cast, page, wrong, words):
    answer = page.post(new_at(cast), {**NEW, **wrong})
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not Criterion.objects.filter(label="Reach").exists()


def said(cast, **values):
    """The form as it was shown while nothing was answered."""
    rows = {str(each.pk): "" for each in Criterion.of(Checklist.usual(cast.north))}
    return {**rows, **{f"was-{key}": "" for key in rows}, **values}


def test_answers_are_saved_and_what_another_saved_meanwhile_stays(cast, page, found):
    here = f"/sales/opportunities/{found.pk}/qualification/"
    first, second = (str(each.pk) for each in Criterion.of(Checklist.usual(cast.north))[:2])
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


def test_a_second_checklist_is_added_chosen_for_an_opportunity_and_archived(cast, page, found):
    usual = Checklist.usual(cast.north)
    added = page.post("/settings/qualification/new/", {"name": "Shops", "threshold": "20", "like": str(usual.pk)})
    made = Checklist.objects.get(name="Shops")
    here = f"/settings/qualification/checklists/{made.pk}/"
    assert added.status_code == 302 and added["Location"] == here and len(Criterion.of(made)) == 5
    answered = f"/sales/opportunities/{found.pk}/qualification/"
    page.post(f"{answered}answers/", said(cast, **{str(Criterion.of(Checklist.usual(cast.north))[1].pk): "Yes"}))
    assert "1 answer to “Usual checklist” will no longer count" in page.get(answered).content.decode()
    assert page.post(f"{answered}checklist/", {"checklist": str(made.pk)}).status_code == 302
    body = page.get(answered).content.decode()
    assert "Usual checklist: 20 of 100" in body and "0 of 5" in body and "will no longer count" not in body
    assert page.post(f"{answered}checklist/", {"checklist": "nothing"}).status_code == 422
    assert "Shops" in page.get(f"/sales/opportunities/{found.pk}/").content.decode()
    assert page.post(here, {"name": "Big shops", "threshold": ""}).status_code == 302
    assert page.post(here, {"name": "usual CHECKLIST", "threshold": ""}).status_code == 422
    assert page.post(f"{here}archive/").status_code == 302
    assert "In the archive (1)" in page.get("/settings/qualification/").content.decode()
    assert page.post(f"{here}usual/").status_code == 409
    assert page.post(f"{here}archive/").status_code == 302 and page.post(f"{here}usual/").status_code == 302
    assert Checklist.usual(cast.north) == made
    assert page.post(f"{here}archive/").status_code == 409


def test_a_changed_checklist_is_offered_where_its_old_questions_were_answered(cast, page, found):
    answered = f"/sales/opportunities/{found.pk}/qualification/"
    page.post(f"{answered}answers/", said(cast, **{str(Criterion.of(Checklist.usual(cast.north))[1].pk): "Yes"}))
    assert "The checklist was changed" not in page.get(answered).content.decode()
    Criterion.of(Checklist.usual(cast.north))[0].retire(cast.by)
    body = page.get(answered).content.decode()
    assert "The checklist was changed since this was answered." in body and "20 of 100" in body
    page.post(f"{answered}checklist/", {"checklist": str(Checklist.usual(cast.north).pk)})
    assert "29 of 100" in page.get(answered).content.decode()


def test_the_inquiry_form_names_the_checklist_of_what_comes_by_it(cast, page):
    made = Checklist.add(cast.north, cast.by, "Shops")
    body = page.get("/settings/inquiries/").content.decode()
    assert "Judge them by" in body and "Shops" in body
    given = {"active": "on", "title": "Ask us", "thanks": "Thank you", "owner": "", "checklist": str(made.pk), "sites": "", "intro": ""}
    assert page.post("/settings/inquiries/", given).status_code == 302
    assert InquiryForm.of(cast.north).checklist == made
