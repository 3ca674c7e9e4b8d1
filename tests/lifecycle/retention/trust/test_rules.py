"""The account's arithmetic: what fades, what sums, what turns."""

import datetime as dt
import random

from hypothesis import given
from hypothesis import strategies as st

from clientkeep.lifecycle.retention.trust import signals as s
from clientkeep.lifecycle.retention.trust.rules import Line, balance, level, turn, weighed, worth

NOW = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def line(days_ago: float, points: int, signal: str = s.TALK) -> Line:
    return Line(NOW - days_ago * DAY, signal, points, "it happened", f"{days_ago}:{points}")


LINES = st.lists(
    st.builds(line, st.floats(0, 1000), st.integers(-20, 20).filter(bool), st.sampled_from([s.TALK, s.PAID, s.BROKE])),
    max_size=60,
)


def test_a_line_counts_half_after_each_half_life():
    assert worth(line(0, 8), NOW, 90) == 8
    assert worth(line(90, 8), NOW, 90) == 4
    assert worth(line(180, -8), NOW, 90) == -2


def test_what_has_not_happened_yet_counts_nothing():
    assert worth(line(-1, 8), NOW) == 0


def test_a_balance_computed_by_hand():
    # 6 today, 4 half gone (2), -8 with a quarter left (-2)
    assert balance([line(0, 6), line(90, 4), line(180, -8)], NOW, 90) == 6.0


@given(LINES, st.randoms(use_true_random=False))
def test_equal_lines_give_equal_balances_in_any_order(lines: list[Line], dice: random.Random):
    mixed = lines[:]
    dice.shuffle(mixed)
    assert balance(mixed, NOW) == balance(lines, NOW)
    assert turn(mixed, NOW) == turn(lines, NOW)


@given(LINES, st.integers(-20, 20))
def test_changed_weights_recompute_every_day_and_only_their_own_lines(lines: list[Line], points: int):
    changed = weighed(lines, {s.TALK: points})
    expected = sum((points if each.signal == s.TALK else each.points) * worth(each, NOW) / each.points for each in lines)
    assert abs(balance(changed, NOW) - expected) < 0.06
    assert all(each.points for each in changed)


def test_the_defaults_given_as_weights_change_nothing():
    lines = [Line(NOW - at * DAY, signal.key, signal.points, "so", str(at)) for at, signal in enumerate(s.SIGNALS)]
    assert weighed(lines, {signal.key: signal.points for signal in s.SIGNALS}) == lines


def test_a_turn_names_its_first_day_and_what_weighed_most():
    turned = turn([line(200, 30), line(10, -3, s.SLOWER), line(5, -6, s.BROKE)], NOW)
    assert turned.since == NOW - 10 * DAY and turned.signal == s.BROKE
    assert turned.now < turned.before


def test_what_only_fades_is_no_turn():
    assert turn([line(60, 20)], NOW) is None


def test_withdrawals_that_deposits_outweigh_are_no_turn():
    assert turn([line(10, -6, s.BROKE), line(5, 10)], NOW) is None


def test_old_withdrawals_are_no_turn():
    assert turn([line(60, -15)], NOW) is None


def test_levels_in_words():
    assert [level(points) for points in (20, 15, 5, 0, -2, -2.1)] == ["strong", "strong", "good", "thin", "thin", "strained"]
