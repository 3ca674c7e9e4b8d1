"""What a proposal must have before it is issued: prices everywhere, and a schedule that sums to each price."""

from typing import Any

from clientkeep.foundation.currencies import DECIMALS
from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.documents.wording import Figures

from . import clausing, lending, pricing
from .blocks import choosing, clauses, schedule
from .blocks.kinds import TYPES


def check_offer(document: Any) -> None:
    """Raise Invalid naming the block and row that stands in the way of issuing."""
    for place, block in enumerate(document.content):
        if TYPES[block["type"]].priced:
            _check_priced(block, f"blocks[{place}]")
    _check_schedule(document)
    lending.check(document.workspace, document.content)
    if clauses.of(document.content):
        clauses.check_gaps(document.content, clausing.values_of(document))


def _check_priced(block: dict[str, Any], at: str) -> None:
    named = block["title"] or TYPES[block["type"]].title
    if block["type"] == "package" and not block["title"]:
        raise Invalid("Give each package a name.", f"{at}.title")
    if block["type"] == "package" and not block["rows"]:
        raise Invalid(f"Say what “{named}” holds, with its price.", f"{at}.rows")
    for n, row in enumerate(block["rows"]):
        if row["unit_price"] is None:
            raise Invalid(f"Row {n + 1} of “{named}” has no price yet.", f"{at}.rows[{n}].unit_price")
        if not row["description"]:
            raise Invalid(f"Say what row {n + 1} of “{named}” is for.", f"{at}.rows[{n}].description")


def _check_schedule(document: Any) -> None:
    """The rows sum to the price of each package, with and without the options."""
    blocks, figures = document.content, Figures(document)
    rows = schedule.rows_of(blocks)
    names = {block["id"]: block["title"] for block in choosing.packages(blocks)}
    for choice in choosing.every_price(blocks) if rows else ():
        total = pricing.price_of(document, choice).total_minor
        missing = schedule.short_by(rows, total, DECIMALS[document.currency])
        if not missing:
            continue
        place = next(n for n, block in enumerate(blocks) if block["type"] == "schedule")
        where = f" with “{names[choice.package]}”" if choice.package else ""
        where += " and all options" if choice.options else ""
        raise Invalid(
            f"The payments come to {figures.money(total - missing)}, the price{where} is {figures.money(total)}. Change "
            f"payment {len(rows)}, “{rows[-1]['what']}”, or write shares in percent.",
            f"blocks[{place}].rows[{len(rows) - 1}].share",
        )
