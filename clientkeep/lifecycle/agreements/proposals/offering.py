"""What the client sees of a choice: packages and options with their prices, and what the ticked ones come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.documents.pdf.paper import Part
from clientkeep.relationship.documents.wording import Figures

from . import pricing
from .blocks import choosing
from .blocks.choosing import Picked
from .paper import day_words
from .prose import parts_of


@dataclass(frozen=True)
class Offered:
    """A package or an option: `price` in words is of everything with the package, or of the option alone."""

    key: str
    title: str
    price: str
    is_chosen: bool
    is_recommended: bool = False
    parts: tuple[Part, ...] = ()
    holds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Offer:
    """The whole choice and what it comes to, in words; `total_minor` says which price was shown."""

    packages: tuple[Offered, ...]
    options: tuple[Offered, ...]
    total: str
    total_minor: int
    tax: str
    deposit: str
    payments: tuple[tuple[str, str, str], ...]


def offer_of(document: Any, package: str = "", options: Sequence[str] = ()) -> Offer:
    """Return the offer with what is ticked; the usual choice where what is asked for is not on offer."""
    blocks, figures = document.content, Figures(document)
    choice = _read(blocks, package, options)
    price = pricing.price_of(document, choice)
    deposit = pricing.deposit_of(document, price)
    return Offer(
        tuple(_package(document, block, choice, figures) for block in choosing.packages(blocks)),
        tuple(_option(document, key, row, choice, figures) for key, row in choosing.options(blocks)),
        figures.money(price.total_minor),
        price.total_minor,
        figures.money(price.tax_total_minor) if price.tax_total_minor else "",
        "" if deposit is None else figures.money(deposit),
        tuple(
            (each["what"], figures.money(each["amount_minor"]), day_words(each["when"], figures.locale))
            for each in pricing.payments_of(document, price.total_minor)
        ),
    )


def _read(blocks: Any, package: str, options: Sequence[str]) -> Picked:
    usual = choosing.usual(blocks)
    try:
        return choosing.picked(blocks, {"package": package or usual.package, "options": list(options)})
    except Invalid:
        return usual


def _package(document: Any, block: Any, choice: Picked, figures: Figures) -> Offered:
    price = pricing.price_of(document, Picked(block["id"])).total_minor
    holds = tuple(row["description"] for row in block["rows"])
    return Offered(
        block["id"], block["title"], figures.money(price), block["id"] == choice.package, bool(block.get("recommended")),
        parts_of(block.get("text", "")), holds,
    )  # fmt: skip


def _option(document: Any, key: str, row: Any, choice: Picked, figures: Figures) -> Offered:
    without = pricing.price_of(document, Picked(choice.package)).total_minor
    more = pricing.price_of(document, Picked(choice.package, (key,))).total_minor - without
    return Offered(key, row["description"], figures.money(more), key in choice.options)
