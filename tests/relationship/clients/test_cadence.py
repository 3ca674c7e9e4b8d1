"""One rule says how often clients are to hear from the firm, and the firm can change it."""

import pytest
from django.urls import reverse

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.retention.figures.facts import facts_for
from clientkeep.relationship.clients.cadence import cadence_of, keep_cadence
from clientkeep.relationship.clients.missing import CADENCE
from clientkeep.relationship.rhythm.plans.from_tier import plan_from_tier
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.models import Workspace

TYPED = {"tier_a": "7", "tier_b": "20", "tier_c": "90", "no_tier": "45", "dormant": "90"}


def test_it_is_the_usual_until_the_firm_says_otherwise(cast):
    assert cadence_of(cast.north) == CADENCE
    keep_cadence(cast.north, cast.by, {"a": 7})
    keep_cadence(cast.north, cast.by, {"a": 7})
    assert cadence_of(Workspace.objects.get(pk=cast.north.pk)) == {**CADENCE, "a": 7}
    assert cadence_of(Workspace.objects.get(pk=cast.south.pk)) == CADENCE
    assert Event.objects.filter(slug="cadence.changed").count() == 1


@pytest.mark.parametrize("days", [0, -1, 366])
def test_impossible_days_are_refused_whole(cast, days):
    with pytest.raises(Invalid) as refusal:
        keep_cadence(cast.north, cast.by, {"a": 7, "b": days})
    assert refusal.value.field == "tier_b" and cadence_of(Workspace.objects.get(pk=cast.north.pk)) == CADENCE


def test_the_page_the_figures_and_new_plans_follow_it(cast, as_member):
    cast.acme.change(cast.by, tier="a")
    page, address = as_member(cast.olivia), reverse("clients:cadence")
    assert page.post(address, {**TYPED, "tier_b": "0"}).status_code == 422
    assert page.post(address, TYPED).url == address
    acting = cast.acting(cast.olivia)
    acting.workspace.refresh_from_db()
    cast.acme.workspace.refresh_from_db()
    assert "Meant to hear from you every 7 days." in page.get(reverse("clients:detail", args=[cast.acme.pk])).content.decode()
    assert plan_from_tier(cast.acme, cast.by).every == "P7D"
    cast.acme.move_to("active", cast.by)
    living = {each.client: each for each in facts_for(acting, cast.north.today()).living}
    assert living[str(cast.acme.pk)].cadence == 7
