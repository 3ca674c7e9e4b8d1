"""The pages of the pipeline: moved by plain forms, constant in queries with 500 cards."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clientkeep.lifecycle.sales.models import LostReason, Opportunity, Source, Stage
from clientkeep.relationship.clients import once

PAGES = ("/sales/", "/sales/list/", "/sales/forecast/", "/sales/report/")


def fill(cast, count):
    stages, source = Stage.keep_ready(cast.north), Source.named(cast.north, "Fair")
    today = cast.north.today()
    Opportunity.objects.bulk_create(
        Opportunity(
            workspace=cast.north, title=f"Work {at}", client=(cast.acme, cast.bloom, None)[at % 3], name=f"Asker {at}", currency=("USD", "EUR")[at % 2],
            value_minor=100_000 + at, stage=stages[at % len(stages)], owner=(cast.olivia, cast.theo)[at % 2], source=source, stale_on=today,
            next_step="Ring", next_step_on=today, close_on=today,
        )
        for at in range(count)
    )  # fmt: skip


def queries(page, path):
    with CaptureQueriesContext(connection) as seen:
        assert page.get(path).status_code == 200
    return len(seen)


@pytest.mark.parametrize("path", PAGES)
def test_pages_ask_the_same_of_five_and_of_five_hundred(cast, as_member, path):
    page = as_member(cast.olivia)
    fill(cast, 5)
    page.get(path)
    few = queries(page, path)
    fill(cast, 495)
    assert queries(page, path) == few <= 15


def test_a_card_moves_by_a_plain_form_and_comes_back_to_the_board(cast, as_member):
    page = as_member(cast.olivia)
    made = Opportunity.begin(cast.north, cast.by, "Rebranding", client=cast.acme)
    stages = Stage.of(cast.north)
    body = page.get("/sales/").content.decode()
    assert f'value="{stages[1].pk}" formaction="/sales/opportunities/{made.pk}/stage/"' in body
    answer = page.post(f"/sales/opportunities/{made.pk}/stage/", {"stage": str(stages[1].pk), "next": "/sales/?whose=mine"})
    assert answer.headers["Location"] == f"/sales/?whose=mine#card-{made.pk}"
    away = page.post(f"/sales/opportunities/{made.pk}/stage/", {"stage": str(stages[0].pk), "next": "https://evil.example/"})
    assert away.headers["Location"] == f"/sales/opportunities/{made.pk}/"
    assert page.post(f"/sales/opportunities/{made.pk}/stage/", {"stage": str(uuid.uuid4())}).status_code == 404
    made.refresh_from_db()
    assert made.stage == stages[0]


def test_a_form_sent_twice_notes_one(cast, as_member):
    page, token = as_member(cast.olivia), once.mint(cast.acting(cast.olivia))
    stage = Stage.of(cast.north)[0]
    said = {"title": "Signs", "value": "1200.50", "currency": "USD", "stage": str(stage.pk), "owner": str(cast.olivia.pk), "source": "Fair", once.FIELD: token}
    for _ in range(2):
        assert page.post(f"/sales/opportunities/new/?client={cast.acme.pk}", said).status_code == 302
    made = Opportunity.objects.get()
    assert (made.client, made.value_minor, made.source.name, made.owner) == (cast.acme, 120_050, "Fair", cast.olivia)
    assert page.post(f"/sales/opportunities/new/?client={cast.zephyr.pk}", said).status_code == 404
    wrong = page.post("/sales/opportunities/new/", {**said, "value": "1.234", "title": ""})
    assert wrong.status_code == 422 and "USD has 2 decimals" in wrong.content.decode()


def test_it_is_won_lost_with_a_reason_and_given_to_a_client(cast, as_member):
    page = as_member(cast.olivia)
    made = Opportunity.begin(cast.north, cast.by, "Rebranding", name="Somebody", email="new@acme.example")
    here = f"/sales/opportunities/{made.pk}/"
    assert "Jo March writes from acme.example" in page.get(here).content.decode()
    assert page.post(f"{here}losing/", {"reason": "no"}).status_code == 422
    assert page.post(f"{here}losing/", {"reason": str(LostReason.of(cast.north)[0].pk), "note": "Too dear"}).status_code == 302
    assert page.post(f"{here}winning/").status_code == 409
    assert page.post(f"{here}reopening/").status_code == 302
    assert page.post(f"{here}client/", {"client": str(cast.zephyr.pk)}).status_code == 404
    assert page.post(f"{here}client/", {"client": str(cast.acme.pk)}).status_code == 302
    assert page.post(f"{here}winning/").status_code == 302
    made.refresh_from_db()
    assert (made.state, made.client) == ("won", cast.acme)


def test_the_pages_say_what_was_won_lost_and_spent_and_what_is_to_come(cast, as_member):
    page, month = as_member(cast.olivia), cast.north.today()
    for title, minor in (("Won", 240_000), ("Lost", 90_000), ("Open", 100_000)):
        Opportunity.begin(cast.north, cast.by, title, client=cast.acme, source="Fair", value_minor=minor, close_on=month, own_probability=25)
    Opportunity.objects.get(title="Won").win(cast.by)
    Opportunity.objects.get(title="Lost").lose(cast.by, LostReason.of(cast.north)[1], "Next year")
    assert page.post("/sales/report/costs/", {"source": "Fair", "month": f"{month:%Y-%m}", "amount": "300", "currency": "USD"}).status_code == 302
    told = texts(page.get("/sales/report/"))
    assert told >= {"Fair", "50 %", "$2,400.00", "$300.00", "Timing", "$900.00"}
    assert texts(page.get("/sales/forecast/")) >= {"$1,000.00", "$250.00"}
    listed = page.get("/sales/list/?state=all").content.decode()
    assert all(title in listed for title in ("Won", "Lost", "Open")) and "$1,000.00" in listed


def texts(answer) -> set[str]:
    """Every piece of text that stands by itself on a page."""
    return {" ".join(piece.split()) for piece in re.findall(r">([^<]+)<", answer.content.decode())}


def test_the_client_page_and_today_tell_of_it(cast, as_member):
    page = as_member(cast.olivia)
    made = Opportunity.begin(
        cast.north, cast.by, "Rebranding", client=cast.acme, owner=cast.olivia, next_step="Ring Jo", next_step_on=cast.north.today()
    )
    shown = page.get(f"/clients/{cast.acme.pk}/").content.decode()
    assert f"/sales/opportunities/{made.pk}/" in shown and f"/sales/opportunities/new/?client={cast.acme.pk}" in shown
    assert "waits for your next step: Ring Jo" in page.get("/").content.decode()


def test_the_list_narrows_searches_and_orders(cast, as_member):
    page = as_member(cast.olivia)
    Opportunity.begin(cast.north, cast.by, "Alpha", client=cast.acme, owner=cast.theo)
    Opportunity.begin(cast.north, cast.by, "Beta", client=cast.bloom, owner=cast.olivia).win(cast.by)
    for query, seen, unseen in (("", "Alpha", "Beta"), ("?state=won", "Beta", "Alpha"), ("?q=acme", "Alpha", "Beta"), ("?state=all&whose=mine&sort=value", "Beta", "Alpha")):
        body = page.get(f"/sales/list/{query}").content.decode()
        assert f">{seen}</a>" in body and f">{unseen}</a>" not in body
    for odd in ("?state=%00&sort=zzz&shown=99999999&stage=x", "?q=%00%25_", "?shown=-1"):
        assert page.get(f"/sales/list/{odd}").status_code == 200


def test_the_pipeline_is_set_by_those_who_may(cast, as_member):
    page = as_member(cast.olivia)
    assert page.get("/settings/pipeline/").status_code == 200 and not Stage.objects.exists()
    first = Stage.of(cast.north)[0]
    assert page.post(f"/settings/pipeline/stages/{first.pk}/", {"name": "Heard of", "probability": "5", "stale_days": "4"}).status_code == 302
    assert page.post(f"/settings/pipeline/stages/{first.pk}/place/", {"where": "later"}).status_code == 302
    assert page.post("/settings/pipeline/stages/", {"name": "Sample", "probability": "50", "stale_days": "4"}).status_code == 302
    assert page.post("/settings/pipeline/reasons/", {"reason": "Moved away"}).status_code == 302
    assert [each.name for each in Stage.of(cast.north)] == ["In talks", "Heard of", "Proposal sent", "Agreed in words", "Sample"]
    assert as_member(cast.theo).get("/settings/pipeline/").status_code == 403
