"""The score, 0 to 100: each criterion earns points by its answer, weighed against all; each part says why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from .formula import Fault, read
from .grades import Grade, grade_of, grade_of_number, number_in


class Asked(Protocol):
    """What a criterion tells of itself; `key` names its number in formulas."""

    label: str
    kind: str
    key: str
    formula: str
    weight: int

    @property
    def graded(self) -> list[Grade]: ...


@dataclass(frozen=True, slots=True)
class Part:
    """What one criterion earns: points of 100, None while it is not answered; `is_out`: it rules the work out."""

    label: str
    weight: int
    points: int | None
    is_out: bool
    why: str


def parts_of(criteria: Sequence[Asked], answers: Sequence[str]) -> list[Part]:
    """What each criterion earns by its answer, in order; an empty answer is none."""
    numbers = {
        each.key: value for each, answer in zip(criteria, answers, strict=True) if each.key and (value := number_in(answer)) is not None
    }  # fmt: skip
    return [_part(each, answer, numbers) for each, answer in zip(criteria, answers, strict=True)]


def score_of(parts: Sequence[Part]) -> int:
    """The weighed mean, rounded half up; what is not answered earns nothing."""
    weight = sum(each.weight for each in parts)
    if not weight:
        return 0
    return int((Decimal(sum((each.points or 0) * each.weight for each in parts)) / weight).quantize(Decimal(1), ROUND_HALF_UP))


def _part(each: Asked, answer: str, numbers: Mapping[str, Decimal]) -> Part:
    if each.kind == "formula":
        return _reckoned(each, numbers)
    if not answer:
        return Part(each.label, each.weight, None, False, "Not answered yet")
    if each.kind == "number":
        value = number_in(answer)
        return Part(each.label, each.weight, None, False, "No number") if value is None else _measured(each, value)
    grade = grade_of(each.graded, answer)
    if grade is None:
        return Part(each.label, each.weight, None, False, f"“{answer}” is no longer among the answers")
    return _graded(each, grade, grade.answer)


def _reckoned(each: Asked, numbers: Mapping[str, Decimal]) -> Part:
    try:
        return _measured(each, read(each.formula).value(numbers))
    except Fault as fault:
        words = str(fault)
        return Part(each.label, each.weight, None, False, words[:1].upper() + words[1:])


def _measured(each: Asked, value: Decimal) -> Part:
    grade, told = grade_of_number(each.graded, value), plain(value)
    if not each.graded:
        return Part(each.label, each.weight, 0, False, told)
    if grade is None:
        return Part(each.label, each.weight, 0, False, f"{told} is below all lines")
    return _graded(each, grade, f"{told} is at least {plain(Decimal(grade.answer))}")


def _graded(each: Asked, grade: Grade, why: str) -> Part:
    return Part(each.label, each.weight, grade.points or 0, grade.points is None, why)


def plain(value: Decimal) -> str:
    """A number as people write it, with at most two places."""
    rounded = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rounded.normalize():,f}" if rounded else "0"
