"""The first-meeting guide: written while people talk, by two at once, and read by later stages."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.sales.guides.note import answers_of
from clientkeep.lifecycle.sales.guides.rules import PROMPTS
from clientkeep.lifecycle.sales.guides.writing import write
from clientkeep.lifecycle.sales.models import GuideNote, Opportunity, Prompt
from clientkeep.workspace.journal.models import Event
from tests.house.hostile import WHOLE

NOON = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def found(cast):
    return Opportunity.begin(cast.north, cast.by, "Rebranding", client=cast.acme)


@pytest.fixture
def page(cast, as_member):
    return as_member(cast.olivia)


def test_later_stages_read_headings_questions_and_answers(cast, found, django_assert_num_queries):
    assert answers_of(found) == [] and not Prompt.objects.exists()
    asked = Prompt.of(cast.north)
    write(found, cast.by, {asked[0]: " They move. \r\n Soon. ", asked[12]: "A sign", asked[13]: ""})
    with django_assert_num_queries(1):
        assert answers_of(found) == [("Need", [(PROMPTS[0][1], "They move. \n Soon.")]), ("Deliverables", [(PROMPTS[12][1], "A sign")])]
    Prompt.objects.get(words=PROMPTS[0][1]).retire(cast.by)
    assert answers_of(found)[0][0] == "Need"
    write(found, cast.by, {Prompt.of(cast.north)[11]: ""})
    assert GuideNote.objects.count() == 1


def test_one_sitting_is_told_once(cast, found):
    asked = Prompt.of(cast.north)
    with clock.moved(NOON):
        write(found, cast.by, {asked[0]: "One"})
        write(found, cast.by, {asked[1]: "Two"})
    assert Event.objects.filter(slug="opportunity.guide_written").count() == 1
    with clock.moved(NOON + dt.timedelta(hours=2)):
        write(found, cast.by, {asked[0]: "One"})
        assert Event.objects.filter(slug="opportunity.guide_written").count() == 1
        write(found, cast.by, {asked[0]: "More"})
    assert Event.objects.filter(slug="opportunity.guide_written").count() == 2


def test_two_who_write_at_once_lose_nothing(cast, found):
    first, second = Prompt.of(cast.north)[:2]
    nothing = {first: "", second: ""}
    assert write(found, cast.by, {first: "Mine"}, nothing) == {}
    assert write(found, cast.by, {first: "Theirs", second: "Beside"}, nothing) == {first: "Mine"}
    assert sorted(GuideNote.objects.values_list("text", flat=True)) == ["Beside", "Mine"]
    assert write(found, cast.by, {first: "Theirs"}, {first: "Mine"}) == {}


def test_the_page_saves_all_answers_or_one_and_tells_of_the_other_writer(cast, page, found):
    here = f"/sales/opportunities/{found.pk}/guide/"
    first, second = (str(each.pk) for each in Prompt.of(cast.north)[:2])
    assert page.get(here).status_code == 200 and not Prompt.objects.exists()
    sent = {first: "They move.\r\nSoon.", f"was-{first}": "", second: "", f"was-{second}": ""}
    assert page.post(f"{here}answers/", sent).status_code == 302
    again = page.post(f"{here}answers/", sent)
    assert again.status_code == 302
    refused = page.post(f"{here}answers/", {**sent, first: "Another", second: "Kept"})
    body = refused.content.decode()
    assert refused.status_code == 422 and "Somebody wrote meanwhile" in body and ">\nAnother</textarea>" in body
    assert GuideNote.objects.get(prompt_id=second).text == "Kept" and GuideNote.objects.get(prompt_id=first).text == "They move.\nSoon."
    quiet = page.post(f"{here}answers/", {first: "Third", f"was-{first}": ""}, headers={"Accept": "application/json"})
    assert quiet.status_code == 422 and quiet.json()["kept"] == {first: "They move.\nSoon."}
    quiet = page.post(f"{here}answers/", {first: "Third", f"was-{first}": "They move.\nSoon."}, headers={"Accept": "application/json"})
    assert (quiet.status_code, quiet.json()) == (200, {"faults": {}, "kept": {}})
    assert GuideNote.objects.get(prompt_id=second).text == "Kept"
    assert page.post(f"{here}answers/", {first: "x" * 5_001, f"was-{first}": "Third"}).status_code == 422
    assert page.post(f"{here}answers/", {"stranger": "x"}).status_code == 422
    assert "2 answers noted" in page.get(f"/sales/opportunities/{found.pk}/").content.decode()


def test_what_was_said_is_shown_as_text_and_only_to_who_may(cast, as_member, found):
    write(found, cast.by, {Prompt.of(cast.north)[0]: WHOLE[:5_000]})
    here = f"/sales/opportunities/{found.pk}/guide/"
    reader = as_member(cast.carla)
    body = reader.get(here).content.decode()
    assert "<textarea" not in body and "<script>alert" not in body
    assert reader.post(f"{here}answers/", {}).status_code == 403
    assert as_member(cast.sid).get(here).status_code == 404


def test_the_firm_sets_its_own_questions(cast, page):
    assert page.post("/settings/guide/questions/", {"words": "Who else was asked?", "group": "risks"}).status_code == 302
    made = Prompt.objects.get(words="Who else was asked?")
    here = f"/settings/guide/questions/{made.pk}/"
    assert page.post(f"{here}place/", {"where": "earlier"}).status_code == 302
    assert [each.words for each in Prompt.of(cast.north) if each.group == "risks"][2] == "Who else was asked?"
    assert page.post(here, {"words": "Who else is asked?", "group": "need"}).status_code == 302
    assert page.post("/settings/guide/questions/", {"words": "who else IS asked?", "group": "need"}).status_code == 422
    assert page.post("/settings/guide/questions/", {"words": "", "group": "need"}).status_code == 422
    assert page.post(f"{here}retirement/").status_code == 302 and page.get(here).status_code == 404
    for each in Prompt.of(cast.north)[1:]:
        each.retire(cast.by)
    with pytest.raises(Conflict):
        Prompt.of(cast.north)[0].retire(cast.by)
    with pytest.raises(Invalid):
        Prompt.add(cast.north, cast.by, "weather", "Does it rain?")
