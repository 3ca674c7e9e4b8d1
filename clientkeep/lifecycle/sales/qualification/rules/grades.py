"""Grades: what an answer earns, 0 to 100 points, or that it rules the work out. One line each, as a person writes them.

`Yes, signed off = 100`, `No = 0`, `Never = out`. For numbers and formulas a line holds from its number upwards: `5000 = 60`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

KINDS = {"yes_no": "Yes or no", "choice": "A choice", "number": "A number", "formula": "A formula over numbers"}
MEASURED = ("number", "formula")
OUT = "out"
MOST, LONGEST = 20, 120
LARGEST = Decimal(10) ** 12


@dataclass(frozen=True, slots=True)
class Grade:
    """An answer, or the number from which it holds; `points` None: it rules the work out."""

    answer: str
    points: int | None

    @property
    def line(self) -> str:
        return f"{self.answer} = {OUT if self.points is None else self.points}"


def read_grades(kind: str, lines: Iterable[str], counts: bool = True) -> tuple[list[Grade], str]:
    """Return the grades that these lines say, and what is wrong with them in words, if anything.

    A number that does not count for itself, since only formulas use it, needs no line.
    """
    grades = []
    for line in lines:
        if not line.strip():
            continue
        answer, sign, earned = (part.strip() for part in line.rpartition("="))
        answer = " ".join(answer.split())
        if not sign or not answer or not _is_earned(earned):
            return [], f"Write each line as “answer = 0 to 100” or “answer = {OUT}”; “{line.strip()[:60]}” is not."
        if kind in MEASURED and number_in(answer) is None:
            return [], f"Begin each line with the number from which it holds; “{answer[:60]}” is none."
        grades.append(Grade(answer[:LONGEST], None if earned.casefold() == OUT else int(earned)))
    return grades, "" if kind == "number" and not counts and not grades else _fault(kind, grades)


def _is_earned(text: str) -> bool:
    return text.casefold() == OUT or (text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= 100)


def _fault(kind: str, grades: list[Grade]) -> str:
    answers = [each.answer.casefold() for each in grades]
    if kind == "yes_no" and sorted(answers) != ["no", "yes"]:
        return "Write one line for Yes and one for No."
    if kind == "choice" and len(grades) < 2:
        return "Write at least two lines."
    if not grades:
        return "Write at least one line."
    if len(grades) > MOST:
        return f"Write at most {MOST} lines."
    return "Each answer stands once." if len(set(answers)) < len(answers) else ""


def number_in(text: str) -> Decimal | None:
    """The number that a text is, up to a thousand billion; None where it is none."""
    try:
        found = Decimal(text) if text.isascii() and len(text) <= 30 and "_" not in text else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() and abs(found) <= LARGEST else None


def grade_of(grades: Iterable[Grade], answer: str) -> Grade | None:
    """The grade of a choice; None for one that is no longer among them."""
    return next((each for each in grades if each.answer.casefold() == answer.casefold()), None)


def grade_of_number(grades: Iterable[Grade], value: Decimal) -> Grade | None:
    """The highest line that this number reaches; None where it is below all."""
    reached = [(Decimal(each.answer), at, each) for at, each in enumerate(grades) if Decimal(each.answer) <= value]
    return max(reached)[2] if reached else None
