"""A promise that is not in force stops the start."""

import pytest
from django.db import connection

from clientkeep.config.durability import check_durability

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_in_force_is_read_back():
    facts = check_durability()
    assert facts["synchronous"] == "FULL"
    assert facts["journal_mode"] in ("wal", "delete", "memory")


def test_a_weaker_promise_is_refused():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")
    try:
        with pytest.raises(RuntimeError, match="synchronous=1"):
            check_durability()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")


def test_foreign_keys_that_are_off_are_refused():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF")
    try:
        with pytest.raises(RuntimeError, match="foreign_keys=0"):
            check_durability()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA foreign_keys=ON")
