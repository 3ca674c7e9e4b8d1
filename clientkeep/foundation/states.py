"""Legal state moves as one literal table beside the model, checked in one place."""

from collections.abc import Mapping

from .errors import Conflict


class States:
    """A table `{state: (states it may move to)}`.

    `check(old, new, noun)` raises Conflict, in words, where the move is not in the table.
    """

    def __init__(self, moves: Mapping[str, tuple[str, ...]]) -> None:
        self.moves = dict(moves)

    @property
    def all(self) -> tuple[str, ...]:
        return tuple(self.moves)

    def allows(self, old: str, new: str) -> bool:
        return new in self.moves.get(old, ())

    def check(self, old: str, new: str, noun: str) -> None:
        if not self.allows(old, new):
            raise Conflict(f"{noun} is {old.replace('_', ' ')} and cannot become {new.replace('_', ' ')}.", "state")
