"""An opportunity: who sees it, how it moves, what is told of it, and sums that never mix currencies."""

import datetime as dt

import pytest

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.money import Money
from clientkeep.lifecycle.sales.models import LostReason, Opportunity, SourceCost, Stage
from clientkeep.lifecycle.sales.opportunities import rules
from clientkeep.lifecycle.sales.opportunities.adopting import add_as_client
from clientkeep.lifecycle.sales.opportunities.matching import known_clients
from clientkeep.lifecycle.sales.opportunities.report import report_of
from clientkeep.workspace.journal.models import Event

MARCH, MAY = dt.date(2026, 3, 14), dt.date(2026, 5, 2)


def noted(cast, title="Rebranding", **values):
    return Opportunity.begin(cast.north, cast.by, title, **{"client": cast.acme, **values})


def told_of(client):
    return list(Event.objects.filter(client_id=client.pk, about_type="opportunity").order_by("seq").values_list("slug", flat=True))


def test_each_change_is_on_the_clients_timeline(cast):
    found = noted(cast, value_minor=250_000, source="Fair")
    stages = Stage.of(cast.north)
    found.change(cast.by, next_step="Ring Jo", value_minor=250_000)
    found.change(cast.by, next_step="Ring Jo")
    found.move(cast.by, stages[1])
    found.move(cast.by, stages[1])
    found.lose(cast.by, LostReason.of(cast.north)[0], "Too dear")
    found.reopen(cast.by)
    found.win(cast.by)
    assert told_of(cast.acme) == [f"opportunity.{each}" for each in ("noted", "changed", "moved", "lost", "reopened", "won")]
    assert (found.state, found.lost_note, found.lost_reason) == ("won", "", None)


def test_what_is_decided_stays_decided_until_it_is_reopened(cast):
    found = noted(cast)
    found.win(cast.by)
    stage = Stage.of(cast.north)[1]
    for act in (lambda: found.win(cast.by), lambda: found.lose(cast.by, LostReason.of(cast.north)[0]), lambda: found.move(cast.by, stage)):
        with pytest.raises(Conflict):
            act()
    assert found.state == "won"


def test_one_says_whose_it_is_and_nothing_of_another_firm(cast):
    for values, field in (
        ({"client": None}, "name"), ({"client": cast.zephyr}, "client"), ({"owner": cast.sid}, "owner"), ({"email": "not one"}, "email"),
        ({"value_minor": -1}, "value"), ({"own_probability": 101}, "own_probability"), ({"currency": "XYZ"}, "currency"), ({"title": " "}, "title"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            Opportunity.begin(cast.north, cast.by, **{"title": "Rebranding", "client": cast.acme, **values})
        assert refused.value.field == field
    foreign = Stage.of(cast.south)[0]
    with pytest.raises(Invalid, match="stage"):
        noted(cast, stage=foreign)
    assert not Opportunity.objects.exists()


def test_a_narrowed_member_sees_those_of_their_clients_and_their_own(cast):
    acme, bloom, new = noted(cast), noted(cast, client=cast.bloom), noted(cast, client=None, name="Della", owner=cast.mia)
    mine = Opportunity.objects.visible_to(cast.acting(cast.mia))
    assert set(mine) == {acme, new}
    assert set(Opportunity.objects.visible_to(cast.acting(cast.theo))) == {acme, bloom, new}
    assert not Opportunity.objects.visible_to(cast.acting(cast.sid)).exists()


def test_currencies_are_never_added_and_halves_round_up():
    rows = [(MARCH, "USD", 1_001, 50), (MARCH, "EUR", 1_000, 10), (MAY, "USD", 2_000, 90), (None, "USD", 5, 10)]
    months = [(month, [(each.currency, each.value, each.weighted) for each in sums]) for month, sums in rules.by_month(rows)]
    assert months == [
        (dt.date(2026, 3, 1), [("EUR", 1_000, 100), ("USD", 1_001, 501)]), (dt.date(2026, 5, 1), [("USD", 2_000, 1_800)]), (None, [("USD", 5, 1)]),
    ]  # fmt: skip


def test_a_probability_of_its_own_outweighs_that_of_the_stage(cast):
    found = noted(cast, value_minor=1_000)
    assert (found.probability, found.weighted) == (10, Money(100, "USD"))
    found.change(cast.by, own_probability=0)
    assert (found.probability, found.weighted) == (0, Money(0, "USD"))


def test_what_winning_costs_by_source(cast):
    for title, state in (("One", "won"), ("Two", "won"), ("Three", "lost"), ("Four", "open")):
        found = noted(cast, title, source="fair", value_minor=10_000)
        if state == "won":
            found.win(cast.by)
        elif state == "lost":
            found.lose(cast.by, LostReason.of(cast.north)[1])
    today = cast.north.today()
    SourceCost.note(cast.north, cast.by, "Fair", today, Money(90_000, "USD"))
    SourceCost.note(cast.north, cast.by, "FAIR", today, Money(30_001, "USD"))
    SourceCost.note(cast.north, cast.by, "fair", today, Money(500, "EUR"))
    report = report_of(cast.acting(cast.olivia), today - dt.timedelta(days=91))
    line = report.sources[0]
    assert (line.name, line.open, line.won, line.lost, line.rate) == ("fair", 1, 2, 1, 67)
    assert [(each.currency, each.minor, each.each) for each in line.spent] == [("EUR", 500, 250), ("USD", 30_001, 15_001)]
    assert [(each.currency, each.value) for each in line.won_sums] == [("USD", 20_000)]
    assert [(name, count) for name, count, _ in report.reasons] == [("Timing", 1)]
    assert report_of(cast.acting(cast.mia), None).sources[0].spent == []


def test_who_asks_is_matched_by_address_and_domain_and_shown_only(cast):
    mia, olivia = cast.acting(cast.mia), cast.acting(cast.olivia)
    assert [(each.client, each.why) for each in known_clients(olivia, "JO@acme.example", "")] == [(cast.acme, "Jo March has this address")]
    assert [(each.client, each.why) for each in known_clients(olivia, "new@bloom.example", "")] == [(cast.bloom, "Ben Flores writes from bloom.example")]
    assert known_clients(mia, "new@bloom.example", "Bloom & Co") == []
    assert known_clients(olivia, "new@zephyr.example", "Zephyr Labs") == []


def test_who_asks_becomes_a_client_once(cast):
    acting = cast.acting(cast.olivia)
    found = noted(cast, client=None, name="Tidehouse Bakery", email="della@tide.example")
    client = add_as_client(acting, found)
    assert (client.name, client.contacts.get().email, client.owner) == ("Tidehouse Bakery", "della@tide.example", cast.olivia)
    found.refresh_from_db()
    assert found.client == client
    with pytest.raises(Conflict):
        add_as_client(acting, found)
    assert told_of(client) == ["opportunity.adopted"]
