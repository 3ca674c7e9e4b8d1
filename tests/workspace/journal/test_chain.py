"""The chain names the first broken row; the database refuses to break one."""

import pytest
from django.db import DatabaseError, connection

from clientkeep.workspace.journal.chain import first_broken
from clientkeep.workspace.journal.models import Event


def tamper(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER IF EXISTS event_kept")
        cursor.execute("DROP TRIGGER IF EXISTS event_stays")
        cursor.execute("DELETE FROM journal_dispatch")
        cursor.execute(statement)


def test_an_untouched_journal_holds(cast):
    cast.invoice()
    assert first_broken(cast.north.pk) is None


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE journal_event SET payload = '{}' WHERE seq = 2", "event 2"),
        ("UPDATE journal_event SET actor_name = 'Eve' WHERE seq = 3", "event 3"),
        ("UPDATE journal_event SET happened_at = '2020-01-01 00:00:00' WHERE seq = 2", "event 2"),
        ("DELETE FROM journal_event WHERE seq = 2", "event 2"),
        ("DELETE FROM journal_event WHERE seq = (SELECT MAX(seq) FROM journal_event)", "missing at the end"),
    ],
)
def test_the_first_broken_row_is_named(cast, statement, named):
    cast.invoice()
    tamper(statement)
    assert named in (first_broken(cast.north.pk) or first_broken(cast.south.pk))


def test_the_database_refuses_to_change_an_event(cast):
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal_event")


def test_events_are_recorded_once_in_order(cast):
    cast.invoice()
    assert list(Event.objects.filter(workspace=cast.north).order_by("seq").values_list("seq", flat=True)) == list(
        range(1, Event.objects.filter(workspace=cast.north).count() + 1)
    )
