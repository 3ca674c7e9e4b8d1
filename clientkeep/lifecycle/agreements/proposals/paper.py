"""A proposal's paper: its blocks as sections around the table of prices, packages and options as groups of that table."""

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from clientkeep.relationship.documents.pdf.paper import Fact, Paper, PaperLine, Part, Run, Section, Total
from clientkeep.relationship.documents.printing import lines_of, paper_of, totals_of
from clientkeep.relationship.documents.wording import Figures, long_day, percent

from . import pricing
from .blocks import choosing
from .blocks.choosing import Picked
from .blocks.kinds import TYPES
from .prose import parts_of, plain_of, said


def with_blocks(document: Any, paper: Paper) -> Paper:
    """Return the paper with the blocks on it."""
    figures = Figures(document)
    paper = dataclasses.replace(paper, sections=tuple(_sections(document, figures)))
    if not choosing.has_choice(document.content):
        return paper
    return dataclasses.replace(
        paper,
        headline=_headline(document, figures, paper.headline),
        lines=tuple(_offer(document, figures)),
        totals=tuple(_totals(document, figures, paper.totals)),
    )


def as_chosen(document: Any, choice: Picked, logo: bytes | None = None) -> Paper:
    """Return the paper of one choice: what was chosen, its price and its payments, and nothing that was left out."""
    figures, price = Figures(document), pricing.price_of(document, choice)
    paper = paper_of(document, logo=logo)
    title, taken = choosing.named(document.content, choice)
    chosen = Fact("Chosen", choosing.in_words(title, [words for _, words in taken]), strong=True)
    until = f", valid until {long_day(document.valid_until, figures.locale)}" if document.valid_until else ""
    price.deposit_percent, price.deposit_minor = None, pricing.deposit_of(document, price)
    return dataclasses.replace(
        paper, headline=f"{figures.money(price.total_minor)}{until}", facts=(*paper.facts, chosen), lines=tuple(lines_of(price, figures)),
        totals=tuple(totals_of(price, figures)), sections=tuple(_sections(document, figures, pricing.payments_of(document, price.total_minor))),
    )  # fmt: skip


def price_words(document: Any) -> str:
    """The price in words; where packages differ, from the lowest to the highest."""
    figures, span = Figures(document), price_span(document)
    return f"{figures.money(span[0])} to {figures.money(span[1])}" if span else figures.money(document.agreed_minor)


def price_span(document: Any) -> tuple[int, int] | None:
    """The lowest and the highest price of the packages in minor units; None where all cost the same."""
    prices = [pricing.price_of(document, Picked(block["id"])).total_minor for block in choosing.packages(document.content)]
    return (min(prices), max(prices)) if len(set(prices)) > 1 else None


def _sections(document: Any, figures: Figures, payments: Sequence[Mapping[str, Any]] = ()) -> Iterator[Section]:
    """The blocks that are no prices. With `payments` the schedule tells amounts instead of shares."""
    after = False
    for block in document.shown_content:
        kind = TYPES[block["type"]]
        if kind.priced:
            after = True
            continue
        parts = tuple(_amounts(payments, figures) if payments and block["type"] == "schedule" else _parts(block, figures))
        if parts:
            yield Section(block["title"] or kind.title, parts, after)


def _parts(block: Mapping[str, Any], figures: Figures) -> Iterator[Part]:
    if "text" in block:
        yield from parts_of(block["text"])
        return
    for row in block["rows"]:
        yield from _ROWS[block["type"]](row, figures)


def _deliverable(row: Mapping[str, str], figures: Figures) -> Iterator[Part]:
    yield Part("heading", said(row["what"]))
    if row["criteria"]:
        yield Part("row", said(row["criteria"]), "Accepted when")
    if row["revisions"]:
        rounds = int(row["revisions"])
        yield Part("row", said("None" if not rounds else f"{rounds} round{'' if rounds == 1 else 's'}"), "Revisions included")


def _dated(row: Mapping[str, str], figures: Figures) -> Iterator[Part]:
    yield Part("row", said(day_words(row["when"], figures.locale)), row["what"])


def _excluded(row: Mapping[str, str], figures: Figures) -> Iterator[Part]:
    yield Part("item", said(row["what"]))


def _amounts(payments: Sequence[Mapping[str, Any]], figures: Figures) -> Iterator[Part]:
    for each in payments:
        when = day_words(each["when"], figures.locale)
        yield Part("row", said(", ".join(filter(None, [figures.money(each["amount_minor"]), when]))), each["what"])


def _payment(row: Mapping[str, str], figures: Figures) -> Iterator[Part]:
    share = row["share"] if row["share"].endswith("%") else f"{figures.currency} {row['share']}"
    when = day_words(row["when"], figures.locale)
    yield Part("row", said(f"{share}, {when}" if when else share), row["what"])


def _study(row: Mapping[str, str], figures: Figures) -> Iterator[Part]:
    yield Part("heading", said(row["title"]))
    if row["shown_as"]:
        yield Part("paragraph", (Run(row["shown_as"], italic=True),))
    for line in row["outcomes"].splitlines():
        figure, _, words = line.partition(" | ")
        yield Part("row", said(words), figure)
    for name, label in (("situation", "The situation"), ("work", "What we did"), ("result", "What came of it")):
        if row[name]:
            yield Part("row", said(row[name]), label)


def _testimonial(row: Mapping[str, str], figures: Figures) -> Iterator[Part]:
    for words in filter(str.strip, row["text"].splitlines()):
        yield Part("paragraph", said(words))
    yield Part("paragraph", (Run(row["title"], italic=True),))


_ROWS = {
    "case_studies": _study,
    "testimonials": _testimonial,
    "deliverables": _deliverable,
    "timeline": _dated,
    "out_of_scope": _excluded,
    "response": _dated,
    "schedule": _payment,
}


def day_words(text: str, locale: str) -> str:
    """A date written out where the text is one, else the text."""
    try:
        return long_day(dt.date.fromisoformat(text), locale)
    except ValueError:
        return text


def _offer(document: Any, figures: Figures) -> Iterator[PaperLine]:
    base = [row for block in document.content if block["type"] == "price" for row in block["rows"]]
    if base:
        title = next(block["title"] for block in document.content if block["type"] == "price")
        yield PaperLine(title or ("In every package" if choosing.packages(document.content) else "Included"), heading=True)
        yield from lines_of(pricing.priced(document, base), figures)
    for block in choosing.packages(document.content):
        mark = " · recommended" if block.get("recommended") else ""
        yield PaperLine(f"{block['title']}{mark}", detail=plain_of(block.get("text", "")), heading=True)
        yield from lines_of(pricing.priced(document, block["rows"]), figures)
    taken = [row for _, row in choosing.options(document.content)]
    if taken:
        title = next(block["title"] for block in document.content if block["type"] == "options")
        yield PaperLine(title or "Options", heading=True)
        for line in lines_of(pricing.priced(document, taken), figures):
            yield dataclasses.replace(line, optional=True)


def _totals(document: Any, figures: Figures, plain: tuple[Total, ...]) -> Iterator[Total]:
    offered = choosing.packages(document.content)
    if not offered:
        yield from plain
        return
    for block in offered:
        price = pricing.price_of(document, Picked(block["id"]))
        yield Total(f"Total with {block['title']}", figures.money(price.total_minor), strong=True)
        if price.discount_total_minor:
            yield Total("Discount taken off", figures.money(price.discount_total_minor))
        for name, rate, _, amount in price.tax_sums:
            yield Total(f"Of it {name} {percent(rate)}", figures.money(amount))
        deposit = pricing.deposit_of(document, price)
        if deposit is not None:
            yield Total("Of it up front", figures.money(deposit))


def _headline(document: Any, figures: Figures, plain: str) -> str:
    if price_span(document) is None:
        return plain
    until = f", valid until {long_day(document.valid_until, figures.locale)}" if document.valid_until else ""
    return f"From {price_words(document)}{until}"
