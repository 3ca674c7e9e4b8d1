"""Conflicts: what is offered, what a choice does, what is not offered is refused."""

import pytest

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.overview.transfer.imports.conflicts import candidates_of, decide, decide_all, open_conflicts
from clientkeep.relationship.clients.models import Client

from .conftest import finish, people

CLASH = people("Ann,Lee,Bloom & Co,ann@other.example,,9 New Road", "Bo,Lee,Orchid,bo@orchid.example")


def test_undecided_conflicts_wait_for_today(cast, rehearsed):
    whole = rehearsed(CLASH)
    assert open_conflicts(cast.north) == []
    finish(whole, cast)
    assert open_conflicts(cast.north) == [(whole, 1)] and open_conflicts(cast.south) == []
    row = whole.rows.undecided().get()
    decide(whole, {row.pk: "skip"})
    assert open_conflicts(cast.north) == []


def test_a_chosen_client_gets_what_the_row_brings(cast, rehearsed):
    whole = rehearsed(CLASH)
    row = whole.rows.undecided().get()
    (candidate,) = candidates_of(cast.north, [row])[row.pk]
    assert candidate.name == "Bloom & Co" and "New contact" in [each["label"] for each in candidate.changes]
    decide(whole, {row.pk: str(cast.bloom.pk)})
    finish(whole, cast)
    cast.bloom.refresh_from_db()
    assert cast.bloom.address_line1 == "9 New Road" and cast.bloom.contacts.count() == 2
    assert whole.outcomes == {"created": 1, "updated": 1}


def test_a_conflict_may_become_a_new_client_after_the_run(cast, rehearsed):
    whole = finish(rehearsed(CLASH), cast)
    decide(whole, {whole.rows.undecided().get().pk: "new"})
    finish(whole, cast)
    assert whole.outcomes == {"created": 2} and Client.objects.filter(name="Bloom & Co").count() == 2


def test_a_choice_that_is_not_offered_is_refused(cast, rehearsed):
    whole = rehearsed(CLASH)
    conflict, new = whole.rows.undecided().get(), whole.rows.get(verdict="new")
    for row, choice in ((conflict, str(cast.zephyr.pk)), (conflict, "take"), (new, str(cast.acme.pk)), (new, "row:2"), (conflict, "'; --")):
        with pytest.raises(Invalid):
            decide(whole, {row.pk: choice})
    assert not whole.rows.exclude(decision="").exists()


def test_rows_of_another_import_cannot_be_decided_here(cast, rehearsed):
    mine, other = rehearsed(CLASH), rehearsed(CLASH, name="other.csv")
    assert decide(mine, {other.rows.undecided().get().pk: "skip"}) == 0
    assert other.rows.undecided().count() == 1


def test_one_choice_for_all_rows_of_a_kind(cast, rehearsed):
    whole = rehearsed(CLASH)
    assert decide_all(whole, "new", "skip") == 1
    assert decide_all(whole, "conflict", "new") == 1
    with pytest.raises(Invalid):
        decide_all(whole, "refused", "take")
    finish(whole, cast)
    assert whole.outcomes == {"created": 1, "skipped": 1}


def test_nothing_is_decided_while_it_runs(cast, rehearsed):
    whole = rehearsed(CLASH)
    whole.move_to("running")
    with pytest.raises(Conflict):
        decide_all(whole, "new", "skip")
