"""The paper itself."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.relationship.documents.pdf.papers import invoice


def test_the_moment_is_kept_in_utc():
    berlin = datetime(2026, 3, 1, 13, tzinfo=timezone(timedelta(hours=1)))
    assert invoice(created=berlin).created == datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert invoice(created=berlin).created.tzinfo is UTC


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        invoice(created=datetime(2026, 3, 1))


def test_the_heading_is_kind_and_number():
    assert invoice().heading == "Invoice INV-2026-0042"
    assert invoice(number="").heading == "Invoice"
