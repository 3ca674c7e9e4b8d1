"""Pictures of scores over time, drawn on the server as points of an SVG. The table beside them says the same."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dot:
    """One score on the picture, in its units."""

    x: float
    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line through scores, the oldest first, in a box of `width` × `height`."""

    width: int
    height: int
    dots: tuple[Dot, ...]

    @property
    def points(self) -> str:
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)


def line_of(scores: Sequence[tuple[str, float]], lowest: float, highest: float, width: int = 480, height: int = 120, edge: int = 12) -> Line:
    """Place labelled scores from left to right; a lone one stands in the middle."""
    span, room = highest - lowest or 1, len(scores) - 1
    dots = []
    for at, (label, score) in enumerate(scores):
        x = edge + (width - 2 * edge) * at / room if room else width / 2
        y = edge + (height - 2 * edge) * (highest - min(max(score, lowest), highest)) / span
        dots.append(Dot(round(x, 1), round(y, 1), label))
    return Line(width, height, tuple(dots))
