"""Today lists a question of the portal until it is answered or settled, with the moment by which an answer was promised."""

import datetime as dt

import pytest
from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.overview.home import ranking
from clientkeep.overview.home.reading import Reading
from clientkeep.relationship.conversations.models import Wait
from clientkeep.relationship.conversations.response import acts
from clientkeep.relationship.documents import events
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member
from clientkeep.workspace.queue import run_due_jobs

pytestmark = pytest.mark.django_db(transaction=True)
MONDAY_TEN = dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)


def told(cast) -> list[tuple[str, str]]:
    acting = cast.acting(Member.objects.select_related("workspace", "user").get(pk=cast.olivia.pk))
    found = ranking.items_for(Reading(acting, acting.workspace.today()))
    return [(item.meaning, item.why) for item in found if item.key.startswith("question:")]


@pytest.fixture
def asked(cast):
    with clock.moved(MONDAY_TEN):
        invoice = cast.invoice()
        with transaction.atomic():
            invoice._announce(events.QuestionAsked, Actor("contact", cast.jo.pk, cast.jo.name), text="Is the logo in it?")
        run_due_jobs()
    return Wait.objects.get(thread=None)


def test_its_act_leads_to_the_question_on_the_documents_page(cast, asked, as_member):
    acting = cast.acting(Member.objects.select_related("workspace", "user").get(pk=cast.olivia.pk))
    with clock.moved(MONDAY_TEN + dt.timedelta(hours=1)):
        (item,) = [each for each in ranking.items_for(Reading(acting, acting.workspace.today())) if each.key.startswith("question:")]
    page, _, anchor = item.act_url.partition("#")
    shown = as_member(cast.olivia).get(page).content.decode()
    assert f'id="{anchor}"' in shown
    assert "Is the logo in it?" in shown
    assert f"Write to {cast.acme.name}" in shown


def test_it_says_by_when_an_answer_was_promised(cast, asked):
    asked.due_at = MONDAY_TEN + dt.timedelta(hours=5)
    asked.save()
    with clock.moved(MONDAY_TEN + dt.timedelta(hours=1)):
        (meaning, why), = told(cast)
    assert meaning == "waiting"
    assert why.startswith("By Jo March · answer by ")
    with clock.moved(MONDAY_TEN + dt.timedelta(hours=6)):
        (meaning, why), = told(cast)
    assert meaning == "late"
    assert "an answer was promised by" in why


def test_what_was_settled_by_hand_is_not_asked_for_again(cast, asked):
    with clock.moved(MONDAY_TEN + dt.timedelta(hours=1)):
        assert len(told(cast)) == 1
        acts.settle(asked, cast.by)
        run_due_jobs()
        assert not told(cast)
