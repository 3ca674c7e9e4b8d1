"""How the parts of a price follow it when it changes. Plain Python, minor units, with tax."""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Part:
    """One payment. `asked_minor` is how much of it invoices ask for, filled from the first part on."""

    what: str
    when: str
    amount_minor: int
    asked_minor: int = 0

    @property
    def open_minor(self) -> int:
        return self.amount_minor - self.asked_minor


def filled(parts: Sequence[Part], asked: int) -> list[Part]:
    """Return the parts with what was asked for put on them, the first part first."""
    made, left = [], max(asked, 0)
    for part in parts:
        take = min(left, part.amount_minor)
        made.append(replace(part, asked_minor=take))
        left -= take
    return made


def moved(parts: Sequence[Part], asked: int, by: int, what: str, when: str) -> list[Part]:
    """Return the parts after the price changed by `by`, when `asked` was asked for already. They sum to the new price.

    ValueError where more is taken off than there is.
    """
    made = filled(parts, asked)
    if by > 0:
        return _added(made, by, what, when)
    left = -by
    for room in ("open_minor", "amount_minor"):  # what is open goes first, then what was asked for and is credited
        for place in reversed(range(len(made))):
            take = min(left, getattr(made[place], room))
            made[place] = replace(made[place], amount_minor=made[place].amount_minor - take)
            left -= take
    if left:
        raise ValueError(f"{left} more is taken off than there is")
    return made


def dealt(amount: int, rooms: Sequence[int]) -> list[int]:
    """Deal an amount to rooms, each up to what it holds, the first first."""
    made = []
    for room in rooms:
        made.append(min(amount, max(room, 0)))
        amount -= made[-1]
    return made


def _added(parts: list[Part], by: int, what: str, when: str) -> list[Part]:
    for place in reversed(range(len(parts))):
        if parts[place].open_minor > 0:
            parts[place] = replace(parts[place], amount_minor=parts[place].amount_minor + by)
            return parts
    return [*parts, Part(what, when, by)]
