"""The ledger is always equal to its parts, on any day."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from clientkeep.foundation.ids import new_id
from clientkeep.lifecycle.agreements.scope.rules import Entry, agreed

DAY = dt.date(2026, 3, 2)


@st.composite
def histories(draw) -> list[Entry]:
    """What could have been agreed: only what is in goes out, moves or is allowed; only what was given is taken back."""
    entries, within, given_, day = [], {}, {}, DAY
    for _ in range(draw(st.integers(1, 25))):
        day += dt.timedelta(days=draw(st.integers(0, 3)))
        acts = ["in", "gift"] + (["out", "move", "allow"] if within else []) + (["back"] if given_ else [])
        act, amount = draw(st.sampled_from(acts)), draw(st.integers(0, 10**9))
        if act in ("in", "gift"):
            key = new_id()
            (within if act == "in" else given_)[key] = amount
        else:
            held = given_ if act == "back" else within
            key = draw(st.sampled_from(list(held)))
            amount = -held.pop(key) if act in ("out", "back") else 0
        entries.append(Entry(act, key, "Work", amount, day if act == "move" else None, 3 if act == "allow" else None, "Jo", day))
    return entries


@given(histories(), st.integers(-1, 80))
def test_what_is_agreed_on_a_day_is_the_sum_of_what_was_agreed_until_then(entries, days):
    until = DAY + dt.timedelta(days=days)
    then, before = agreed(entries, until), [entry for entry in entries if entry.on <= until]
    assert then == agreed(before)
    assert then.price_minor == sum(entry.amount_minor for entry in before if entry.act in ("in", "out"))
    assert then.given_minor == sum(entry.amount_minor for entry in before if entry.act in ("gift", "back"))


@given(histories())
def test_built_day_by_day_it_is_what_it_is_built_at_once(entries):
    assert agreed(entries, max(entry.on for entry in entries)) == agreed(entries)
    for entry in agreed(entries).items:
        moves = [each.due_on for each in entries if each.item == entry.item and each.act == "move"]
        assert entry.due_on == (moves[-1] if moves else None)
