"""Chart: a line of values over time as SVG figures made on the server, labelled directly, the table one click away."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

WIDTH, HEIGHT, EDGE = 640, 160, 8


@dataclass(frozen=True)
class Point:
    """One value: `label` says when, `shown` how the value reads. A value of None is a gap, not a zero."""

    label: str
    value: float | None
    shown: str


@dataclass(frozen=True)
class Chart:
    """`title` is read out in place of the picture; `column` heads the values in the table."""

    title: str
    column: str
    points: Sequence[Point]
    width: int = WIDTH
    height: int = HEIGHT

    @cached_property
    def runs(self) -> list[str]:
        """The stretches of the line between gaps, as SVG points."""
        runs: list[list[str]] = [[]]
        for at, point in enumerate(self.points):
            if point.value is None:
                runs.append([])
            else:
                runs[-1].append(f"{self._x(at)},{self._y(point.value)}")
        return [" ".join(run) for run in runs if len(run) > 1]

    @cached_property
    def dots(self) -> list[tuple[int, int]]:
        """Values that stand alone between gaps, and the newest one."""
        known = [at for at, point in enumerate(self.points) if point.value is not None]
        alone = [at for at in known if not {at - 1, at + 1} & set(known)]
        return [(self._x(at), self._y(self.points[at].value)) for at in sorted({*alone, *known[-1:]})]

    @property
    def zero(self) -> int | None:
        """Where zero lies, if it lies inside the picture."""
        low, high = self._span
        return self._y(0) if low < 0 < high else None

    @property
    def highest(self) -> Point | None:
        return max(self._known, key=lambda point: point.value, default=None)

    @property
    def lowest(self) -> Point | None:
        return min(self._known, key=lambda point: point.value, default=None)

    @property
    def newest(self) -> Point | None:
        return self._known[-1] if self._known else None

    @cached_property
    def _known(self) -> list[Point]:
        return [point for point in self.points if point.value is not None]

    @cached_property
    def _span(self) -> tuple[float, float]:
        values = [point.value for point in self._known] or [0]
        low, high = min(values), max(values)
        return (low, high) if low < high else (low - 1, high + 1)

    def _x(self, at: int) -> int:
        return EDGE + round(at * (self.width - 2 * EDGE) / max(1, len(self.points) - 1))

    def _y(self, value: float) -> int:
        low, high = self._span
        return EDGE + round((high - value) * (self.height - 2 * EDGE) / (high - low))
