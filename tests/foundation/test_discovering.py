import pytest

from clientkeep.foundation.discovering import import_each


@pytest.mark.parametrize("stem, found", [("checks", "clientkeep.workspace.journal.checks"), ("jobs", "clientkeep.workspace.queue.jobs")])
def test_each_room_is_found(stem, found):
    assert found in import_each(stem)


def test_a_name_that_no_room_has_finds_nothing():
    assert import_each("no_room_has_this") == ()
