"""What stands on the documents that are measured: a few hundred sets of lines, priced once by the product."""

import random
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from clientkeep.relationship.documents.models import Document, Line

from .bulk import stored
from .firm import WORK

KINDS_OF_LINES = 240
TAX = [{"name": "Sales tax", "percent": "8"}]


@dataclass(frozen=True)
class Basket:
    """Lines with the figures that follow from them; money in minor units."""

    lines: list[Line]
    figures: dict[str, Any]

    @cached_property
    def stored_figures(self) -> dict[str, Any]:
        """The figures as the database keeps them."""
        return {name: stored(value) for name, value in self.figures.items()}

    @cached_property
    def stored_lines(self) -> list[dict[str, Any]]:
        """The lines as the database keeps them."""
        return [
            {
                "position": line.position, "description": line.description, "unit": line.unit,
                "quantity": int(line.quantity * 10**6), "unit_price": int(line.unit_price * 10**6),
                "taxes": stored(line.taxes), "amount_minor": line.amount_minor,
            }
            for line in self.lines
        ]  # fmt: skip

    @property
    def total(self) -> int:
        return self.figures["total_minor"]

    @property
    def tax(self) -> int:
        return self.figures["tax_total_minor"]


def baskets(firm: Any) -> list[Basket]:
    """The sets of lines: one to four lines of work by the piece or by the hour, with sales tax."""
    dice = random.Random(11)
    return [_priced(firm, [_line(dice, place) for place in range(dice.choice((1, 1, 2, 2, 3, 4)))]) for _ in range(KINDS_OF_LINES)]


def _line(dice: random.Random, place: int) -> Line:
    by_hour = dice.random() < 0.5
    return Line(
        position=place, description=dice.choice(WORK), quantity=Decimal(dice.randint(1, 60) if by_hour else 1),
        unit="hour" if by_hour else "", unit_price=Decimal(dice.randrange(45, 180) if by_hour else dice.randrange(150, 4800, 50)),
        taxes=TAX,
    )  # fmt: skip


def _priced(firm: Any, lines: list[Line]) -> Basket:
    sheet = Document(workspace=firm, kind="invoice", currency=firm.currency)
    sheet.count(lines)
    wanted = ("subtotal_minor", "discount_total_minor", "tax_sums", "tax_total_minor", "total_minor")
    return Basket(lines, {name: getattr(sheet, name) for name in wanted})
