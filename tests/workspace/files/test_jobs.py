"""The sweeps: passing files end after a day; bytes go a day after their row; what is needed stays."""

import datetime as dt
import os

import pytest

from clientkeep.foundation import clock
from clientkeep.foundation.ids import new_id
from clientkeep.workspace.files import storage
from clientkeep.workspace.files.intake import keep
from clientkeep.workspace.files.jobs import end_passing_files, orphans, remove_what_is_gone
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.mail.outbox import write

A_DAY_ON = dt.timedelta(hours=24, minutes=5)


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.MEDIA = tmp_path


def has_bytes(stored: StoredFile) -> bool:
    return storage.path_of(stored).exists()


def sweep(later: dt.timedelta) -> None:
    with clock.moved(clock.now() + later):
        end_passing_files()
        remove_what_is_gone()


@pytest.mark.parametrize("purpose", ["import", "export", "temp"])
def test_passing_files_are_gone_after_a_day(cast, purpose):
    passing = keep(cast.north, b"x", "x.csv", cast.by, purpose=purpose)
    lasting = keep(cast.north, b"x", "x.csv", cast.by, client_id=cast.acme.pk)
    sweep(dt.timedelta(hours=23))
    assert has_bytes(passing)
    sweep(A_DAY_ON)
    assert (has_bytes(passing), has_bytes(lasting)) == (False, True)


def test_a_removed_file_keeps_its_bytes_for_a_day(cast):
    stored = keep(cast.north, b"x", "x.txt", cast.by, client_id=cast.acme.pk)
    stored.remove(cast.by)
    sweep(dt.timedelta(hours=23))
    assert has_bytes(stored)
    sweep(A_DAY_ON)
    assert not has_bytes(stored)


def test_a_removed_file_stays_while_a_letter_that_has_not_left_carries_it(cast):
    stored = keep(cast.north, b"x", "x.txt", cast.by, client_id=cast.acme.pk)
    letter = write(
        cast.north, "k", "document", "jo@acme.example", "Jo", "Hello", "Text", client_id=cast.acme.pk, files=[stored]
    )
    stored.remove(cast.by)
    sweep(A_DAY_ON)
    assert has_bytes(stored)
    letter.drop(cast.by)
    sweep(A_DAY_ON)
    assert not has_bytes(stored)


def test_bytes_without_a_row_go_after_a_day_and_so_do_broken_writes(cast, tmp_path):
    lost = new_id()
    storage.write(lost, b"x")
    broken = storage.path_of_id(lost).with_name("half.part")
    broken.write_bytes(b"x")
    sweep(dt.timedelta(hours=1))
    assert storage.path_of_id(lost).exists()
    yesterday = (clock.now() - A_DAY_ON).timestamp()
    for path in (storage.path_of_id(lost), broken):
        os.utime(path, (yesterday, yesterday))
    assert len(orphans()) == 2
    sweep(dt.timedelta())
    assert list(storage.all_paths()) == []
