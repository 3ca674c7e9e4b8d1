"""Parts of a price that follow it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkeep.lifecycle.billing.payment_schedules.rules import Part, dealt, filled, moved

HALVES = [Part("Half up front", "on acceptance", 100_000), Part("The rest", "at the end", 100_000)]


def amounts(parts):
    return [part.amount_minor for part in parts]


def test_more_goes_onto_the_last_part_that_is_open():
    assert amounts(moved(HALVES, 100_000, 45_000, "A page", "")) == [100_000, 145_000]
    assert amounts(moved(HALVES, 0, 45_000, "A page", "")) == [100_000, 145_000]


def test_more_is_a_part_of_its_own_where_all_is_asked_for():
    made = moved(HALVES, 200_000, 45_000, "A page", "with its own invoice")
    assert [(part.what, part.amount_minor) for part in made] == [("Half up front", 100_000), ("The rest", 100_000), ("A page", 45_000)]


def test_less_comes_off_the_open_parts_the_last_first():
    assert amounts(moved(HALVES, 100_000, -80_000, "", "")) == [100_000, 20_000]
    assert amounts(moved(HALVES, 0, -120_000, "", "")) == [80_000, 0]


def test_less_than_was_asked_for_comes_off_what_was_asked_for():
    assert amounts(moved(HALVES, 150_000, -120_000, "", "")) == [80_000, 0]
    with pytest.raises(ValueError, match="more is taken off"):
        moved(HALVES, 0, -200_001, "", "")


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=8), st.lists(st.tuples(st.integers(0, 10**10), st.integers(-(10**9), 10**9)), max_size=20))
def test_the_parts_sum_to_the_price_whatever_happens(first, steps):
    parts, price = [Part(str(at), "", amount) for at, amount in enumerate(first)], sum(first)
    for asked, by in steps:
        by = max(by, -price)
        parts, price = moved(parts, min(asked, price), by, "More", ""), price + by
        assert sum(amounts(parts)) == price
        assert all(part.amount_minor >= 0 for part in parts)


@given(st.lists(st.integers(0, 1000), max_size=8), st.integers(0, 9000))
def test_what_was_asked_for_fills_the_parts_in_order(sizes, asked):
    made = filled([Part("", "", size) for size in sizes], asked)
    assert sum(part.asked_minor for part in made) == min(asked, sum(sizes))
    assert all(part.open_minor >= 0 for part in made)
    assert dealt(asked, sizes) == [part.asked_minor for part in made]
