"""A drawn signature: a few strokes of whole numbers, so that nothing a stranger sends is ever read as a picture."""

import hashlib
import json
from collections.abc import Sequence

from clientkeep.foundation.errors import Invalid

WIDTH, HEIGHT = 600, 200
MOST_STROKES, MOST_POINTS, LONGEST = 60, 4000, 60_000


def read_strokes(text: str) -> list[list[list[int]]]:
    """Return strokes of [x, y] within WIDTH × HEIGHT; none for an empty text. Raises Invalid for anything else."""
    if not text.strip():
        return []
    try:
        drawn = json.loads(text) if len(text) <= LONGEST else None
    except (ValueError, RecursionError):
        drawn = None
    if not isinstance(drawn, list) or not _fits(drawn):
        raise Invalid("This drawing cannot be read. Clear it and draw again, or sign with your typed name alone.", "strokes")
    return drawn


def as_path(strokes: Sequence[Sequence[Sequence[int]]]) -> str:
    """Return the strokes as the data of an SVG path."""
    return " ".join("M" + " L".join(f"{x} {y}" for x, y in stroke) for stroke in strokes)


def digest_of(strokes: Sequence[Sequence[Sequence[int]]]) -> str:
    """Return the SHA-256 of a drawing, as the evidence holds it; empty for none."""
    return hashlib.sha256(as_path(strokes).encode()).hexdigest() if strokes else ""


def _fits(drawn: list) -> bool:
    points = [point for stroke in drawn if isinstance(stroke, list) for point in stroke]
    return (
        all(isinstance(stroke, list) and stroke for stroke in drawn)
        and len(drawn) <= MOST_STROKES and len(points) <= MOST_POINTS
        and all(isinstance(point, list) and len(point) == 2 and _inside(*point) for point in points)
    )  # fmt: skip


def _inside(x: object, y: object) -> bool:
    return type(x) is int and type(y) is int and 0 <= x <= WIDTH and 0 <= y <= HEIGHT
