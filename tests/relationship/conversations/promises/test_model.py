"""A promise is made, kept, moved, dropped and opened again, and what stood on each day can be told afterwards."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.ids import new_id
from clientkeep.relationship.conversations.models import LogEntry, Message, Promise, Thread
from clientkeep.workspace.journal.models import Event

NOON = dt.datetime(2026, 5, 4, 19, tzinfo=dt.UTC)
FRIDAY = dt.date(2026, 5, 8)


@pytest.fixture(autouse=True)
def _monday():
    with clock.moved(NOON):
        yield


def photos(cast, **values):
    return Promise.make(cast.acme, **{"side": "theirs", "what": "Send the  photos ", "by": cast.by, "due_on": FRIDAY, **values})


def slugs():
    return list(Event.objects.filter(slug__startswith="promise.").order_by("seq").values_list("slug", flat=True))


def test_a_promise_of_theirs(cast):
    promise = photos(cast, contact=cast.jo)
    assert (promise.what, promise.state, promise.who, promise.made_on) == ("Send the photos", "open", "Jo March", dt.date(2026, 5, 4))
    assert Event.objects.get(slug="promise.made").sentence == "Jo March promised: Send the photos, by 8 May 2026"
    assert promise.late_days(FRIDAY) == 0
    assert promise.late_days(FRIDAY + dt.timedelta(days=3)) == 3


def test_ours_is_kept_by_whoever_wrote_it_down(cast):
    promise = photos(cast, side="ours")
    assert (promise.member, promise.who) == (cast.olivia, "Olivia North")
    assert photos(cast, side="ours", member=cast.theo).who == "Theo Hart"
    assert photos(cast).who == "Acme Studio"


def test_a_promise_is_as_old_as_its_source(cast):
    entry = LogEntry.write(cast.acme, "call", "They send photos", cast.by, at=dt.datetime(2026, 5, 2, 3, tzinfo=dt.UTC))
    promise = photos(cast, source=entry)
    assert promise.made_on == dt.date(2026, 5, 1)
    assert promise.source == entry
    assert Event.objects.get(slug="promise.made").happened_at == entry.happened_at
    thread = Thread.begin(cast.acme, "Photos")
    message = Message.receive(thread, cast.by, text="On Friday.", channel="mail")
    assert photos(cast, source=message).source == message


def test_the_same_id_is_the_same_promise(cast):
    known = new_id()
    assert photos(cast, id=known) == photos(cast, id=known, what="Other")
    assert slugs() == ["promise.made"]


@pytest.mark.parametrize(
    ("values", "field"),
    [({"side": "nobody"}, "side"), ({"what": " \n"}, "what"), ({"what": "x" * 501}, "what"), ({"due_on": dt.date(1, 1, 1)}, "due_on")],
)
def test_what_cannot_be_promised(cast, values, field):
    with pytest.raises(Invalid) as told:
        photos(cast, **values)
    assert told.value.field == field
    assert slugs() == []


def test_people_and_sources_of_elsewhere_are_refused(cast):
    foreign = LogEntry.write(cast.bloom, "call", "Elsewhere", cast.by)
    for values, field in (({"contact": cast.ben}, "contact"), ({"member": cast.sid}, "member"), ({"source": foreign}, "source")):
        with pytest.raises(Invalid) as told:
            photos(cast, **values)
        assert told.value.field == field


def test_it_is_kept_once_and_opened_again(cast):
    promise = photos(cast)
    promise.keep(cast.by)
    assert (promise.state, promise.closed_on) == ("kept", dt.date(2026, 5, 4))
    with pytest.raises(Conflict, match="is kept and cannot become kept"):
        Promise.objects.get(pk=promise.pk).keep(cast.by)
    promise.reopen(cast.by)
    assert (promise.state, promise.closed_on) == ("open", None)
    with pytest.raises(Conflict):
        promise.reopen(cast.by)
    assert slugs() == ["promise.made", "promise.kept", "promise.reopened"]


def test_it_is_kept_on_a_day_between_the_promise_and_today(cast):
    promise = photos(cast)
    for day in (dt.date(2026, 5, 3), dt.date(2026, 5, 5)):
        with pytest.raises(Invalid, match="between the promise and today"):
            promise.keep(cast.by, on=day)
    with clock.moved(NOON + dt.timedelta(days=4)):
        promise.keep(cast.by, on=dt.date(2026, 5, 6))
    assert promise.closed_on == dt.date(2026, 5, 6)


def test_another_day_keeps_the_first_one(cast):
    promise = photos(cast)
    promise.move(cast.by, dt.date(2026, 5, 15), "The photographer was ill")
    assert (promise.due_on, promise.first_due_on) == (dt.date(2026, 5, 15), FRIDAY)
    told = Event.objects.get(slug="promise.moved")
    assert told.payload["before"] == "2026-05-08"
    assert told.sentence.endswith("by 15 May 2026 (The photographer was ill)")
    with pytest.raises(Invalid, match="has this day already"):
        promise.move(cast.by, dt.date(2026, 5, 15), "Again")


def test_it_is_dropped_with_a_reason(cast):
    promise = photos(cast)
    with pytest.raises(Invalid, match="Say why"):
        promise.drop(cast.by, "  ")
    promise.drop(cast.by, "Stock photos will do")
    assert (promise.state, promise.because) == ("dropped", "Stock photos will do")
    with pytest.raises(Conflict, match="Open it again"):
        promise.move(cast.by, None, "")


def test_lists(cast):
    late, soon, undated = photos(cast, due_on=dt.date(2026, 5, 1)), photos(cast), photos(cast, due_on=None)
    kept = photos(cast)
    kept.keep(cast.by)
    today, rows = dt.date(2026, 5, 4), Promise.objects.all()
    assert list(rows.late(today)) == [late]
    assert list(rows.due_this_week(today)) == [soon]
    assert list(rows.due_by(today)) == [late]
    assert list(rows.soonest_first()) == [late, soon, undated, kept]
    assert set(rows.visible_to(cast.acting(cast.mia))) == {late, soon, undated, kept}
    other = Promise.make(cast.bloom, side="ours", what="Quote", by=cast.by)
    assert other not in rows.visible_to(cast.acting(cast.mia))
    assert not rows.visible_to(cast.acting(cast.sid))
