"""A finished paper: what a document says once every figure, date and word is settled.

Everything here is text that is ready to print. Amounts are formatted once, by whoever builds the
paper, so that the page, the mail and the PDF can never show different figures.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal


@dataclass(frozen=True)
class Party:
    """One side of the paper: its name, the lines of its address and how to reach it, its tax number."""

    name: str
    lines: tuple[str, ...] = ()
    tax_id: str = ""


@dataclass(frozen=True)
class Fact:
    """A labelled fact under the title, such as the due date. A strong fact stands out."""

    label: str
    value: str
    strong: bool = False


@dataclass(frozen=True)
class PaperLine:
    """One row of the table.

    A `heading` line spans the table and opens a group. An `optional` line is printed with the word for
    "optional" and in quieter ink: it is offered, not counted.
    """

    description: str
    amount: str = ""
    detail: str = ""
    quantity: str = ""
    unit: str = ""
    unit_price: str = ""
    discount: str = ""
    tax: str = ""
    heading: bool = False
    optional: bool = False


@dataclass(frozen=True)
class Run:
    """A piece of a sentence in one weight."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Part:
    """One piece of a section. A `row` sets its label beside its words; an `item` stands in a list.

    A `drawing` is strokes of whole points within 600 × 200, such as a drawn signature; its label says what it shows.
    """

    kind: Literal["paragraph", "heading", "item", "row", "drawing"]
    runs: tuple[Run, ...] = ()
    label: str = ""
    strokes: tuple[tuple[tuple[int, int], ...], ...] = ()


@dataclass(frozen=True)
class Section:
    """A titled piece of text before the table of prices, or after it."""

    title: str
    parts: tuple[Part, ...] = ()
    after_prices: bool = False


@dataclass(frozen=True)
class Total:
    """One row under the table. The strong one is the figure that the reader looks for."""

    label: str
    value: str
    strong: bool = False


@dataclass(frozen=True)
class Mark:
    """The state of the paper in a word or two ("Paid", "Void", "Draft") and its meaning."""

    text: str
    tone: Literal["good", "waiting", "broken", "quiet"] = "quiet"


@dataclass(frozen=True)
class Words:
    """The paper's own words, in the paper's language.

    `page` carries the placeholders {page} and {pages}.
    """

    seller: str = "From"
    buyer: str = "Billed to"
    description: str = "Description"
    quantity: str = "Quantity"
    unit_price: str = "Price"
    discount: str = "Discount"
    tax: str = "Tax"
    amount: str = "Amount"
    optional: str = "Optional"
    nothing: str = "No lines yet"
    payment: str = "How to pay"
    payment_qr: str = "Code to scan with a banking app"
    notes: str = "Notes"
    logo: str = "Logo of {name}"
    page: str = "Page {page} of {pages}"


@dataclass(frozen=True)
class Paper:
    """All that one PDF says.

    kind_label: the kind in the paper's language ("Invoice"); number: as issued, empty for a draft.
    headline: the one sentence to remember ("€1,190.00 due 15 March 2026"), printed large.
    locale: tag of the language the paper is written in ("en", "de-CH", "ar"); it decides the direction.
    accent: the firm's colour as "#rrggbb"; where it is too pale to read, text gets a darker tint of it.
    logo: PNG or JPEG bytes, at most `LOGO_LIMIT` of them. payment_qr: PNG, or an SVG of plain shapes.
    payment_lines: pairs of label and value; a pair without a label is a sentence.
    created: the moment that stands in the file (UTC); the same paper with the same moment gives the same bytes.
    """

    kind_label: str
    number: str
    seller: Party
    buyer: Party
    created: datetime
    title: str = ""
    headline: str = ""
    locale: str = "en"
    accent: str = "#2f5d62"
    logo: bytes | None = None
    facts: tuple[Fact, ...] = ()
    sections: tuple[Section, ...] = ()
    lines: tuple[PaperLine, ...] = ()
    totals: tuple[Total, ...] = ()
    notes: str = ""
    payment_lines: tuple[tuple[str, str], ...] = ()
    payment_qr: bytes | None = None
    footer_lines: tuple[str, ...] = ()
    state: Mark | None = None
    size: Literal["a4", "us-letter"] = "a4"
    words: Words = field(default_factory=Words)

    def __post_init__(self) -> None:
        if self.created.tzinfo is None:
            raise ValueError("created needs a time zone: give it in UTC")
        object.__setattr__(self, "created", self.created.astimezone(UTC))

    @property
    def opening(self) -> list[Section]:
        """What stands before the prices."""
        return [section for section in self.sections if not section.after_prices]

    @property
    def closing(self) -> list[Section]:
        """What stands after the prices."""
        return [section for section in self.sections if section.after_prices]

    @property
    def heading(self) -> str:
        """Kind and number, as the file is titled: "Invoice INV-2026-0042"."""
        return f"{self.kind_label} {self.number}".strip()
