"""The criteria that a firm begins with: budget, authority, need, timing, fit."""

from dataclasses import dataclass

MOST_CRITERIA, HEAVIEST = 30, 100


@dataclass(frozen=True, slots=True)
class Ready:
    """A ready-made criterion; its lines say what each answer earns."""

    label: str
    kind: str
    weight: int
    lines: tuple[str, ...]


CRITERIA = (
    Ready("Budget", "choice", 30, ("Named, and it is enough = 100", "Named, and it is tight = 50", "Not named yet = 20", "Far below what it takes = out")),
    Ready("Who decides is at the table", "yes_no", 20, ("Yes = 100", "No = 30")),
    Ready("Need", "choice", 20, ("It costs them money now = 100", "It would be good to have = 40", "They only look around = 0")),
    Ready("When it has to be done", "choice", 15, ("There is time to do it well = 100", "It is tight = 50", "It was due yesterday = 0")),
    Ready("It is the work that we do best", "yes_no", 15, ("Yes = 100", "No = 0")),
)
