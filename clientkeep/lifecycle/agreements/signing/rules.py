"""Whose turn it is, and what a signature must have. Plain Python, no clock."""

from collections.abc import Iterable
from typing import Any

MOST_SIGNERS = 8
REMIND_AFTER = (3, 7)  # days after somebody was asked; then nobody is reminded any more


def their_turn(signers: Iterable[Any], in_order: bool) -> list[Any]:
    """Return who is to be asked now, of signers with `role`, `ours`, `place` and `state`.

    The client's side comes first, one place after the other where `in_order`; the firm signs last.
    """
    open_ones = [each for each in signers if each.role != "copy" and each.state in ("waiting", "asked")]
    theirs = [each for each in open_ones if not each.ours]
    turn = theirs or open_ones
    if turn and theirs and in_order:
        first = min(each.place for each in turn)
        turn = [each for each in turn if each.place == first]
    return [each for each in turn if each.state == "waiting"]


def all_have_signed(signers: Iterable[Any]) -> bool:
    """Whether everybody who was to sign or approve has."""
    asked = [each for each in signers if each.role != "copy"]
    return bool(asked) and all(each.state == "signed" for each in asked)


def reminders_due(asked_days_ago: int, reminded: int) -> bool:
    """Whether the next reminder of somebody who was asked is due."""
    return reminded < len(REMIND_AFTER) and asked_days_ago >= REMIND_AFTER[reminded]


def joined(names: list[str]) -> str:
    """"a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
