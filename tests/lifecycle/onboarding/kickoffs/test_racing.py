"""Two people at once: a kickoff is held once, its agenda leaves once, and no note is overwritten in silence."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from clientkeep.lifecycle.onboarding.kickoffs.holding import hold
from clientkeep.lifecycle.onboarding.kickoffs.sending import send_agenda
from clientkeep.lifecycle.onboarding.kickoffs.writing import add_action, write
from clientkeep.lifecycle.onboarding.models import AgendaItem, Kickoff
from clientkeep.relationship.conversations.models import Decision, LogEntry, Promise, Recap
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def planned(cast) -> Kickoff:
    made = Kickoff.begin(cast.acme, cast.by, contacts=[cast.jo])
    item = made.items.first()
    write(made, {f"decisions:{item.pk}": "Direction B"})
    add_action(made, item, "Send palettes")
    return made


def both(kickoff: Kickoff, *acts: Callable[[Kickoff], Any]) -> list[Any]:
    """What each said, begun in the same moment, each with the kickoff as it saw it before."""
    gate, told = threading.Barrier(len(acts)), []

    def run(act: Callable[[Kickoff], Any]) -> None:
        try:
            seen = Kickoff.objects.select_related("client", "workspace").get(pk=kickoff.pk)
            gate.wait()
            told.append(act(seen))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return told


def test_it_is_held_once(cast, planned):
    told = both(planned, *[lambda seen: hold(seen, cast.by).pk] * 2)
    assert told == [planned.pk, planned.pk]
    assert [kind.objects.count() for kind in (LogEntry, Decision, Promise, Recap)] == [1, 1, 1, 1]
    assert Event.objects.filter(slug="kickoff.held").count() == 1


def test_its_agenda_leaves_once(cast, planned):
    both(planned, *[lambda seen: send_agenda(seen, cast.by, "Agenda", "As follows.", [cast.jo])] * 2)
    assert Letter.objects.count() == 1
    assert Event.objects.filter(slug="kickoff.agenda_sent").count() == 1


def test_the_later_of_two_notes_is_told_of_the_earlier(cast, planned):
    cell = f"notes:{planned.items.first().pk}"
    told = both(planned, lambda seen: write(seen, {cell: "Mine"}, {cell: ""}), lambda seen: write(seen, {cell: "Yours"}, {cell: ""}))
    kept = AgendaItem.objects.get(pk=cell.removeprefix("notes:")).notes
    assert sorted(map(len, told)) == [0, 1] and {cell: kept} in told
