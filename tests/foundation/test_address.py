"""The town's line as each country writes it; what is missing leaves no empty line."""

from types import SimpleNamespace

import pytest

from clientkeep.foundation.address import lines_of


@pytest.mark.parametrize(
    ("country", "region", "wanted"),
    [
        ("US", "OR", ["1 Main Street", "Portland, OR 97201"]),
        ("US", "", ["1 Main Street", "Portland, 97201"]),
        ("DE", "", ["1 Main Street", "97201 Portland"]),
    ],
)
def test_the_town_is_written_as_in_its_country(country, region, wanted):
    place = SimpleNamespace(
        address_line1="1 Main Street", address_line2="", city="Portland", region=region, postal_code="97201", country=country
    )
    assert lines_of(place) == wanted


def test_nothing_on_record_prints_nothing():
    empty = SimpleNamespace(address_line1="", address_line2="", city="", region="", postal_code="", country="US")
    assert lines_of(empty) == []
