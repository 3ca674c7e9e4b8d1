"""Numbers: gapless, by year, never twice; and the control run that shows the race test can fail."""

import threading

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from clientkeep.foundation import clock, faults
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.relationship.documents.models import Document, NumberSeries
from tests.cast import gather


def test_a_number_is_given_at_issue_and_drafts_eat_none(cast):
    cast.invoice(issue=False).discard(cast.by)
    assert [cast.invoice().seq, cast.invoice().seq] == [1, 2]


def test_a_rollback_leaves_no_gap(cast):
    draft = cast.invoice(issue=False)
    with pytest.raises(RuntimeError), transaction.atomic():
        draft.issue(cast.by)
        raise RuntimeError("power cut")
    assert cast.invoice().seq == 1


def test_each_year_starts_at_one_by_the_issue_date(cast):
    assert cast.invoice(issue_date="2025-12-31").number == "INV-2025-0001"
    assert cast.invoice(issue_date="2026-01-01").number == "INV-2026-0001"


@pytest.mark.parametrize("zone", ["Pacific/Pago_Pago", "UTC", "Pacific/Kiritimati"])
def test_the_firms_own_midnight_turns_the_year(cast, zone):
    import datetime as dt
    from zoneinfo import ZoneInfo

    cast.north.time_zone = zone
    cast.north.save()
    cast.acme.refresh_from_db()
    before = dt.datetime(2026, 12, 31, 23, 59, 59, 900_000, ZoneInfo(zone))
    with clock.moved(before):
        assert cast.invoice().number == "INV-2026-0001"
    with clock.moved(before + dt.timedelta(seconds=1)):
        assert cast.invoice().number == "INV-2027-0001"


def test_a_void_document_keeps_its_number(cast):
    invoice = cast.invoice()
    invoice.void(cast.by, "wrong client")
    assert (Document.objects.get(pk=invoice.pk).number, cast.invoice().seq) == (invoice.number, 2)


def test_the_counter_moves_past_numbers_given_elsewhere(cast):
    series = NumberSeries.of(cast.north, "invoice")
    year = cast.north.today().year
    series.start_at(year, 120)
    assert cast.invoice().seq == 120
    with pytest.raises(Conflict):
        series.start_at(year, 120)


@pytest.mark.parametrize("pattern", ["INV", "{seq}{seq}", "A{client}-{seq}", "INV1{seq}", "<b>{seq}", "{seq:12}"])
def test_a_pattern_that_could_repeat_is_refused(cast, pattern):
    with pytest.raises(Invalid):
        NumberSeries.of(cast.north, "invoice").change_pattern(pattern)


def test_a_pattern_whose_beginning_is_in_use_is_refused(cast):
    cast.invoice()
    with pytest.raises(Conflict):
        NumberSeries.of(cast.north, "invoice").change_pattern("INV-{seq}")


def issue_at_once(cast, how_many: int) -> list[str]:
    drafts = [cast.invoice(issue=False) for _ in range(how_many)]
    problems: list[str] = []
    start = threading.Barrier(how_many)

    def issue(draft):
        start.wait()
        try:
            draft.issue(cast.by)
        except (IntegrityError, OperationalError) as problem:
            problems.append(str(problem))
        finally:
            connection.close()

    threads = [threading.Thread(target=issue, args=(draft,)) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return problems


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_get_fifty_numbers():
    cast = gather()
    assert issue_at_once(cast, 50) == []
    numbers = sorted(Document.objects.filter(kind="invoice").values_list("seq", flat=True))
    assert numbers == list(range(1, 51))


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_they_clash(monkeypatch):
    monkeypatch.setattr(faults, "_armed", frozenset({"number-lock-off"}))
    cast = gather()
    assert issue_at_once(cast, 12) != []
