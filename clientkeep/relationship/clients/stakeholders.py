"""Power and interest: what a person at a client can decide, and how much they care (Mendelow's grid). Plain Python."""

from dataclasses import dataclass

LEVELS = [("", "Not known"), ("high", "High"), ("low", "Low")]


@dataclass(frozen=True, slots=True)
class Quadrant:
    """One field of the grid: its standard name, who stands there, and what that asks of the firm."""

    slug: str
    label: str
    power: str
    interest: str
    means: str


# In the order in which they ask for attention.
QUADRANTS = (
    Quadrant("manage", "Manage closely", "high", "high", "Decides and cares: involve them early, and talk often."),
    Quadrant("satisfy", "Keep satisfied", "high", "low", "Decides and cares little: short, rare, never a surprise."),
    Quadrant("inform", "Keep informed", "low", "high", "Cares and does not decide: tell them what happens, and listen."),
    Quadrant("monitor", "Monitor", "low", "low", "Neither decides nor cares much: now and then is enough."),
)
_BY_LEVELS = {(each.power, each.interest): each for each in QUADRANTS}


def quadrant_of(power: str, interest: str) -> Quadrant | None:
    """Return where a person stands, or None while power or interest is not known."""
    return _BY_LEVELS.get((power, interest))
