"""Power and interest of a client's people suggest lines of the plan; only a person writes them."""

import pytest
from django.urls import reverse

from clientkeep.foundation.errors import Conflict
from clientkeep.relationship.rhythm.models import PlanDismissal, PlanLine
from clientkeep.relationship.rhythm.plans.suggesting import dismissed, suggested, take_over
from clientkeep.workspace.journal.models import Event


@pytest.fixture
def placed(cast):
    cast.jo.change(cast.by, power="high", interest="high")
    cast.sam.change(cast.by, power="low", interest="high")


def told(client):
    return [(str(each.contact), each.quadrant.slug, each.how) for each in suggested(client)]


def at(name, cast, person):
    return reverse(f"rhythm:suggestion_{name}", args=[cast.acme.pk, person.pk])


def test_the_weightiest_come_first_and_nothing_is_written(cast, placed):
    assert told(cast.acme) == [("Jo March", "manage", "call, every week"), (str(cast.sam), "inform", "mail, every 2 weeks")]
    assert not PlanLine.objects.exists()
    cast.jo.change(cast.by, interest="low")
    assert told(cast.acme)[0] == ("Jo March", "satisfy", "mail, every month")
    cast.jo.change(cast.by, interest="")
    assert [who for who, _, _ in told(cast.acme)] == [str(cast.sam)]


def test_one_press_takes_it_over_and_two_make_no_second_line(cast, placed, as_member):
    page = as_member(cast.olivia)
    assert "Suggested by power and interest" in page.get(reverse("rhythm:plan", args=[cast.acme.pk])).content.decode()
    for _ in range(2):
        assert page.post(at("take", cast, cast.jo)).status_code == 302
    line = PlanLine.objects.get()
    assert (line.contact, line.channel, line.every, line.owner) == (cast.jo, "call", "P1W", cast.acme.owner)
    assert [who for who, _, _ in told(cast.acme)] == [str(cast.sam)]
    line.remove(cast.by)
    assert len(told(cast.acme)) == 2


def test_a_dismissed_one_stays_away_until_the_person_moves_on_the_grid(cast, placed, as_member):
    page = as_member(cast.olivia)
    for _ in range(2):
        page.post(at("dismiss", cast, cast.jo))
    assert PlanDismissal.objects.count() == 1 and Event.objects.filter(slug="plan_suggestion.dismissed").count() == 1
    assert [str(person) for person in dismissed(cast.acme)] == ["Jo March"] and len(told(cast.acme)) == 1
    cast.jo.change(cast.by, interest="low")
    assert len(told(cast.acme)) == 2 and dismissed(cast.acme) == []
    cast.jo.change(cast.by, interest="high")
    assert page.post(at("return", cast, cast.jo)).status_code == 302
    assert len(told(cast.acme)) == 2


def test_who_stands_nowhere_on_the_grid_has_nothing_to_take_or_dismiss(cast):
    for act in (lambda: take_over(cast.acme, cast.jo, cast.by), lambda: PlanDismissal.put(cast.jo, cast.by)):
        with pytest.raises(Conflict, match="Say first how much Jo March decides"):
            act()


def test_a_person_of_another_client_or_a_reader_takes_nothing(cast, placed, as_member):
    assert as_member(cast.olivia).post(at("take", cast, cast.ben)).status_code == 404
    assert as_member(cast.carla).post(at("take", cast, cast.jo)).status_code == 403
    assert not PlanLine.objects.exists()


def test_the_grid_is_a_table_with_heads_and_says_who_is_not_placed(cast, placed, as_member):
    cast.sam.change(cast.by, power="")
    seen = as_member(cast.carla).get(reverse("clients:stakeholders", args=[cast.acme.pk])).content.decode()
    assert '<th scope="row">High power</th>' in seen and '<th scope="col">High interest</th>' in seen
    assert seen.index("Manage closely") < seen.index("Jo March") < seen.index("Monitor")
    assert seen.index("Not placed yet") < seen.index(str(cast.sam))
    assert as_member(cast.mia).get(reverse("clients:stakeholders", args=[cast.bloom.pk])).status_code == 404
