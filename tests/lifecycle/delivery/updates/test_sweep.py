"""The sweep drafts each client's update of a week once, however often it runs, and sends none."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.delivery.models import ClientUpdateChoice, StatusUpdate, UpdateChoice
from clientkeep.lifecycle.delivery.updates import jobs
from clientkeep.lifecycle.delivery.updates.drafting import draft, refresh
from clientkeep.lifecycle.delivery.updates.jobs import draft_updates, refresh_updates
from clientkeep.lifecycle.delivery.updates.sending import send
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.models import Promise
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.queue.schedule import SCHEDULES

from .conftest import TUESDAY

FRIDAY = dt.datetime(2026, 11, 27, 23, tzinfo=dt.UTC)
HOUR, WEEK = dt.timedelta(hours=1), dt.timedelta(days=7)


def swept(at):
    with clock.moved(at):
        draft_updates()
        refresh_updates()
    return {(row.client.name, row.period) for row in StatusUpdate.objects.select_related("client")}


def promised(cast, client, at):
    with clock.moved(at):
        return Promise.make(client, side="ours", what="Draw the logo", by=cast.by)


def test_both_sweeps_are_on_the_schedule():
    assert {f"{jobs.__name__}.draft_updates", f"{jobs.__name__}.refresh_updates"} <= set(SCHEDULES.keys())


def test_active_clients_get_a_draft_when_their_hour_has_come(chosen):
    chosen.acme.move_to("active", chosen.by)
    assert swept(FRIDAY - dt.timedelta(seconds=1)) == set()
    assert swept(FRIDAY) == {("Acme Studio", "2026-11-27"), ("Bloom & Co", "2026-11-27")}
    assert not Letter.objects.exists()


@pytest.mark.django_db
def test_a_thousand_sweeps_draft_nothing_twice_and_send_nothing(chosen):
    swept(FRIDAY)
    before = list(StatusUpdate.objects.order_by("pk").values())
    with clock.moved(FRIDAY + HOUR):
        for _ in range(1000):
            draft_updates()
    assert list(StatusUpdate.objects.order_by("pk").values()) == before
    assert not Letter.objects.exists()


def test_a_draft_that_waits_is_brought_up_to_date_in_place_of_a_second_one(chosen):
    swept(FRIDAY)
    promised(chosen, chosen.acme, FRIDAY + HOUR)
    assert len(swept(FRIDAY + WEEK)) == 2
    assert "Draw the logo" in StatusUpdate.objects.get(client=chosen.acme).text


def test_what_was_sent_or_dropped_since_the_hour_is_not_drafted_again(chosen):
    swept(FRIDAY)
    with clock.moved(FRIDAY + HOUR):
        mine = StatusUpdate.objects.get(client=chosen.acme)
        send(mine, chosen.by, mine.version)
        StatusUpdate.objects.get(client=chosen.bloom).drop(chosen.by)
    assert len(swept(FRIDAY + 2 * HOUR)) == 2
    assert len(swept(FRIDAY + WEEK)) == 4


def test_one_sent_late_stands_for_the_week_in_which_it_was_sent(chosen):
    swept(FRIDAY)
    with clock.moved(FRIDAY + WEEK + HOUR):
        mine = StatusUpdate.objects.get(client=chosen.acme)
        assert refresh(mine), "It names the day on which it is read."
        send(mine, chosen.by, mine.version)
    assert ("Acme Studio", "2026-12-04") not in swept(FRIDAY + WEEK + 2 * HOUR)


def test_what_was_missed_while_nothing_ran_is_drafted_after(chosen):
    assert len(swept(FRIDAY + dt.timedelta(days=3))) == 2


def test_a_draft_without_news_is_not_ready(chosen):
    swept(FRIDAY)
    assert not StatusUpdate.objects.ready().exists()
    assert StatusUpdate.objects.idle().count() == 2
    promised(chosen, chosen.acme, FRIDAY + HOUR)
    swept(FRIDAY + 2 * HOUR)
    assert [row.client for row in StatusUpdate.objects.ready()] == [chosen.acme]


def test_who_is_not_meant_gets_none(chosen):
    chosen.acme.move_to("paused", chosen.by)
    chosen.bloom.archive(chosen.by)
    assert swept(FRIDAY) == set()


def test_tiers_choose_too(chosen):
    chosen.acme.change(chosen.by, tier="a")
    UpdateChoice.choose(chosen.north, chosen.by, is_on=True, stages=["active"], tiers=["a"], weekday=4, hour=15)
    assert swept(FRIDAY) == {("Acme Studio", "2026-11-27")}


def test_a_client_has_a_choice_of_its_own(chosen):
    ClientUpdateChoice.choose(chosen.acme, chosen.by, mode="off")
    ClientUpdateChoice.choose(chosen.bloom, chosen.by, mode="", weekday=2, hour=9)
    wednesday = dt.datetime(2026, 11, 25, 17, tzinfo=dt.UTC)
    assert swept(wednesday) == {("Bloom & Co", "2026-11-25")}
    assert swept(FRIDAY) == {("Bloom & Co", "2026-11-25")}


def test_one_client_alone_where_the_firm_chose_nobody(tuesday):
    ClientUpdateChoice.choose(tuesday.acme, tuesday.by, mode="on")
    assert swept(FRIDAY) == {("Acme Studio", "2026-11-27")}


def test_weeks_before_the_choice_are_not_made_up_for(chosen):
    assert swept(TUESDAY + HOUR) == set()


def test_another_firm_is_left_alone(chosen):
    chosen.zephyr.move_to("active", chosen.acting(chosen.sid).actor)
    assert all(name != "Zephyr Labs" for name, _ in swept(FRIDAY))


def test_the_sweep_and_a_person_make_one(chosen):
    with clock.moved(FRIDAY - HOUR):
        mine = draft(chosen.acme, chosen.by)
    assert swept(FRIDAY) == {("Acme Studio", mine.period), ("Bloom & Co", "2026-11-27")}


def test_one_client_that_cannot_be_read_keeps_no_other_from_it(chosen, monkeypatch, caplog):
    real = jobs.draft_for

    def fail_for_acme(client, slot):
        if client == chosen.acme:
            raise ValueError("unreadable")
        return real(client, slot)

    monkeypatch.setattr(jobs, "draft_for", fail_for_acme)
    assert swept(FRIDAY) == {("Bloom & Co", "2026-11-27")}
    assert str(chosen.acme.pk) in caplog.text


def test_the_hour_that_daylight_saving_skips(chosen):
    UpdateChoice.choose(chosen.north, chosen.by, is_on=True, stages=["active"], tiers=["", "a"], weekday=6, hour=2)
    skipped = dt.datetime(2027, 3, 14, 10, tzinfo=dt.UTC)
    for client in Client.objects.filter(stage="active"):
        ClientUpdateChoice.objects.create(workspace=chosen.north, client=client, mode="on", begins_at=skipped - WEEK / 7)
    assert swept(skipped - dt.timedelta(seconds=1)) == set()
    assert {period for _, period in swept(skipped)} == {"2027-03-14"}


@pytest.mark.parametrize(
    ("values", "field"),
    [({"stages": []}, "stages"), ({"stages": ["gone"]}, "stages"), ({"tiers": []}, "tiers"), ({"weekday": 7}, "weekday"), ({"hour": 24}, "hour")],
)
def test_impossible_choices_are_refused(tuesday, values, field):
    usual = {"is_on": True, "stages": ["active"], "tiers": [""], "weekday": 0, "hour": 8}
    with pytest.raises(Invalid) as refusal:
        UpdateChoice.choose(tuesday.north, tuesday.by, **{**usual, **values})
    assert refusal.value.field == field
    assert not UpdateChoice.objects.exists()
