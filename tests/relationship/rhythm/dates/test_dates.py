"""Important dates: when they fall next, from when they are told, and who saw to them."""

import datetime as dt

import pytest
from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.overview.home import ranking, week
from clientkeep.overview.home.reading import Reading
from clientkeep.relationship.clients.signs import signs_of
from clientkeep.relationship.rhythm.dates import rules
from clientkeep.relationship.rhythm.dates.jobs import roll_yearly_dates
from clientkeep.relationship.rhythm.models import ImportantDate
from clientkeep.workspace.journal.models import Event

DAY = dt.date
MONDAY = dt.datetime(2026, 3, 2, 20, tzinfo=dt.UTC)


def at(day):
    return clock.moved(dt.datetime(day.year, day.month, day.day, 20, tzinfo=dt.UTC))


def birthday(cast, **values):
    said = {"kind": "birthday", "what": "Jo's birthday", "day": DAY(1990, 3, 20), "yearly": True, "contact": cast.jo}
    with clock.moved(MONDAY):
        return ImportantDate.add(cast.acme, cast.by, **{**said, **values})


def told(cast, member):
    acting = cast.acting(member)
    items = ranking.items_for(Reading(acting, acting.workspace.today()))
    return [item.rest for item in items if item.key.startswith(("date:", "contract:"))]


@pytest.mark.parametrize(
    ("day", "yearly", "today", "falls"),
    [
        (DAY(1990, 3, 20), True, DAY(2026, 3, 20), DAY(2026, 3, 20)), (DAY(1990, 3, 20), True, DAY(2026, 3, 21), DAY(2027, 3, 20)),
        (DAY(2024, 2, 29), True, DAY(2026, 1, 5), DAY(2026, 2, 28)), (DAY(2024, 2, 29), True, DAY(2027, 3, 1), DAY(2028, 2, 29)),
        (DAY(2024, 2, 29), True, DAY(2026, 3, 1), DAY(2027, 2, 28)), (DAY(2025, 12, 31), True, DAY(2026, 1, 1), DAY(2026, 12, 31)),
        (DAY(2025, 5, 1), False, DAY(2026, 1, 1), DAY(2025, 5, 1)), (DAY(2030, 5, 1), True, DAY(2026, 1, 1), DAY(2030, 5, 1)),
    ],
)  # fmt: skip
def test_when_it_falls_next(day, yearly, today, falls):
    assert rules.next_on(day, yearly, today) == falls


def test_it_is_told_from_its_notice_to_its_day_until_somebody_saw_to_it(cast):
    date = birthday(cast)
    for day, is_told in ((DAY(2026, 3, 12), False), (DAY(2026, 3, 13), True), (DAY(2026, 3, 20), True), (DAY(2026, 3, 21), False)):
        with at(day):
            assert bool(told(cast, cast.olivia)) is is_told, day
    with at(DAY(2026, 3, 15)):
        assert told(cast, cast.mia) == ["has a date in 5 days: Jo's birthday"]
        assert told(cast, cast.carla) == told(cast, cast.sid) == []
        date.see_to(cast.by)
        date.see_to(cast.by)
        assert told(cast, cast.olivia) == []
    assert Event.objects.filter(slug="date.seen_to").count() == 1


def test_a_yearly_date_rolls_and_is_told_again_whatever_often_the_clock_runs(cast):
    date, once = birthday(cast), birthday(cast, what="The launch", yearly=False, day=DAY(2026, 3, 20))
    with at(DAY(2026, 3, 15)):
        date.see_to(cast.by)
    with at(DAY(2026, 3, 25)):
        for _ in range(5):
            roll_yearly_dates()
    date.refresh_from_db()
    once.refresh_from_db()
    assert (date.next_on, date.notice_on, once.next_on) == (DAY(2027, 3, 20), DAY(2027, 3, 13), DAY(2026, 3, 20))
    with at(DAY(2027, 3, 14)):
        assert told(cast, cast.olivia) == ["has a date in 6 days: Jo's birthday"]


def test_the_week_names_it_even_before_its_notice(cast):
    birthday(cast, notice_days=0, day=DAY(1990, 3, 8))
    acting = cast.acting(cast.olivia)
    with clock.moved(MONDAY):
        (row,) = week.dates_of_the_week(Reading(acting, acting.workspace.today()))
        assert (row.day, row.words) == (DAY(2026, 3, 8), f"{cast.acme.name}: Jo's birthday")
        assert told(cast, cast.olivia) == []
        of_south = cast.acting(cast.sid)
        assert week.dates_of_the_week(Reading(of_south, of_south.workspace.today())) == []


def test_the_end_of_a_contract_is_told_from_the_record(cast):
    cast.acme.change(cast.by, contract_ends=DAY(2026, 3, 31))
    with at(DAY(2026, 2, 28)):
        assert told(cast, cast.olivia) == []
    with at(DAY(2026, 3, 2)):
        assert told(cast, cast.olivia) == ["has a contract that ends in 29 days."]


@pytest.mark.parametrize("wrong", [{"what": " "}, {"what": "x" * 201}, {"day": DAY(1800, 1, 1)}, {"kind": "wedding"}, {"notice_days": 999}])
def test_what_makes_no_sense_is_refused_whole(cast, wrong):
    with pytest.raises(Invalid):
        birthday(cast, **wrong)
    with pytest.raises(Invalid):
        birthday(cast, contact=cast.ben)
    assert not ImportantDate.objects.exists()


def test_a_date_is_noted_once_changed_taken_off_and_put_back(cast, as_member):
    page, address = as_member(cast.olivia), reverse("rhythm:dates", args=[cast.acme.pk])
    shown = page.get(address)
    assert "No dates yet" in shown.content.decode()
    typed = {"kind": "launch", "what": "<b>Launch</b>", "day": "2030-05-08", "notice_days": "3", "form_token": shown.context["form_token"]}
    for _ in range(2):
        assert page.post(address, typed).url == address
    date = ImportantDate.objects.get()
    assert "&lt;b&gt;Launch" in page.get(address).content.decode()
    own = reverse("rhythm:date", args=[date.pk])
    assert page.post(own, {**typed, "day": ""}).status_code == 422
    page.post(own, {**typed, "day": "2030-06-01"})
    date.refresh_from_db()
    assert (date.next_on, date.notice_on) == (DAY(2030, 6, 1), DAY(2030, 5, 29))
    page.post(reverse("rhythm:date_seen_to", args=[date.pk]))
    assert "Seen to" in page.get(own).content.decode()
    page.post(reverse("rhythm:date_remove", args=[date.pk]))
    with pytest.raises(Conflict):
        date.see_to(cast.by)
    page.post(reverse("rhythm:date_return", args=[date.pk]))
    date.refresh_from_db()
    assert date.removed_at is None


def test_the_sign_names_the_next(cast):
    birthday(cast)
    birthday(cast, what="Later", day=DAY(1990, 4, 1))
    with at(DAY(2026, 3, 15)):
        (line,) = [each for each in signs_of(cast.acting(cast.olivia), cast.acme) if each.label == "Next date"]
    assert (line.words, line.more, line.meaning) == ("Fri 20 Mar, in 5 days", "Jo's birthday", "waiting")
