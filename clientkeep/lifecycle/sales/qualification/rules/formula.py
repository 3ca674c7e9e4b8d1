"""Formulas over numbers, such as `traffic * conversion * 0.02`: read by hand, never run as code.

Numbers, names, + - * / and brackets; nothing else. Length, depth and size are bounded, so that no formula is slow.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal, DecimalException, DivisionByZero, InvalidOperation, Overflow

LONGEST, DEEPEST = 200, 20
LARGEST = Decimal(10) ** 15
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
_TOKEN = re.compile(r"\s*(?:([0-9]{1,15}(?:\.[0-9]{1,10})?)|([A-Za-z][A-Za-z0-9_]{0,39})|([-+*/()]))", re.ASCII)
_SUMS = Context(prec=40, traps=[DivisionByZero, InvalidOperation, Overflow])


class Fault(ValueError):
    """A formula that cannot be read or reckoned; says why in words."""


@dataclass(frozen=True)
class Formula:
    """A formula that was read: the names in it, and what it comes to for values of them."""

    text: str
    names: tuple[str, ...]
    _reckon: Callable[[Mapping[str, Decimal]], Decimal]

    def value(self, known: Mapping[str, Decimal]) -> Decimal:
        """Reckon. Raises Fault for a name without a value, a division by zero, or a result beyond a thousand billion."""
        if missing := next((name for name in self.names if name not in known), None):
            raise Fault(f"{missing} is not answered yet")
        try:
            found = self._reckon(known)
        except DecimalException:
            raise Fault("it grows too large") from None
        if abs(found) > LARGEST:
            raise Fault("it grows too large")
        return found


def read(text: str) -> Formula:
    """Read a formula. Raises Fault where it is none."""
    if len(text) > LONGEST:
        raise Fault(f"keep it under {LONGEST} characters")
    reader = _Reader(_tokens(text))
    reckon = reader.sum(0)
    if reader.left:
        raise Fault(f"“{reader.left[0]}” is in the wrong place")
    return Formula(text.strip(), tuple(dict.fromkeys(reader.names)), reckon)


def _tokens(text: str) -> list[str]:
    found, at, text = [], 0, text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise Fault(f"“{text[at:].strip()[:1]}” means nothing in a formula")
        found.append(match.group().strip())
        at = match.end()
    return found


class _Reader:
    """Reads from the left: sums of products of numbers, names and brackets."""

    def __init__(self, tokens: list[str]) -> None:
        self.left = tokens
        self.names: list[str] = []

    def sum(self, depth: int) -> Callable:
        return self._chain(depth, "+-", self._product)

    def _product(self, depth: int) -> Callable:
        return self._chain(depth, "*/", self._one)

    def _chain(self, depth: int, signs: str, part: Callable) -> Callable:
        first, rest = part(depth), []
        while self.left and self.left[0] in signs:
            sign = self.left.pop(0)
            named = self.left[0] if self.left else ""
            rest.append((_OPERATIONS[sign], part(depth), named))
        return _reckoned(first, rest) if rest else first

    def _one(self, depth: int) -> Callable:
        if depth > DEEPEST:
            raise Fault(f"it is nested deeper than {DEEPEST} brackets")
        if not self.left:
            raise Fault("it ends too early")
        piece = self.left.pop(0)
        if piece == "(":
            inner = self.sum(depth + 1)
            if not self.left or self.left.pop(0) != ")":
                raise Fault("a bracket is not closed")
            return inner
        if piece == "-":
            inner = self._one(depth + 1)
            return lambda known: -inner(known)
        if piece[0].isdigit():
            number = Decimal(piece)
            return lambda known: number
        if piece[0].isalpha():
            name = piece.lower()
            self.names.append(name)
            return lambda known: known[name]
        raise Fault(f"“{piece}” is in the wrong place")


def _reckoned(first: Callable, rest: list) -> Callable:
    def reckon(known: Mapping[str, Decimal]) -> Decimal:
        total = first(known)
        for operation, part, named in rest:
            total = operation(total, part(known), named)
        return total

    return reckon


def _divided(total: Decimal, by: Decimal, named: str) -> Decimal:
    if not by:
        raise Fault(f"it divides by zero: {named} is 0" if named[:1].isalpha() else "it divides by zero")
    return _SUMS.divide(total, by)


_OPERATIONS: dict[str, Callable[[Decimal, Decimal, str], Decimal]] = {
    "+": lambda total, more, named: _SUMS.add(total, more),
    "-": lambda total, less, named: _SUMS.subtract(total, less),
    "*": lambda total, times, named: _SUMS.multiply(total, times),
    "/": _divided,
}
