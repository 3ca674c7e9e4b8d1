"""Papers that the tests of the PDF print, and readers for what came out."""

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import segno
from PIL import Image, ImageDraw

from clientkeep.relationship.documents.pdf.paper import Fact, Mark, Paper, PaperLine, Party, Total, Words


def logo(kind: str = "PNG", size: tuple[int, int] = (600, 160)) -> bytes:
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).ellipse((10, 10, size[1] - 10, size[1] - 10), fill="#2f5d62")
    out = BytesIO()
    picture.save(out, kind)
    return out.getvalue()


def payment_code() -> bytes:
    out = BytesIO()
    segno.make("BCD\n002\n1\nSCT\n\nBram & Vale\nDE89370400440532013000\nEUR3141.60").save(out, kind="svg", border=0)
    return out.getvalue()


def invoice(**changes: Any) -> Paper:
    paper = Paper(
        kind_label="Invoice",
        number="INV-2026-0042",
        title="Brand identity, spring collection",
        headline="€3,141.60 due 15 March 2026",
        seller=Party(
            "Bram & Vale", ("Lindenstraße 12", "10969 Berlin", "hello@bramvale.example"), "VAT ID DE123456789"
        ),
        buyer=Party("Acme Studio GmbH", ("Attn. Maria Rossi", "Hauptstraße 5", "80331 München"), "VAT ID DE987654321"),
        created=datetime(2026, 3, 1, 12, tzinfo=UTC),
        logo=logo(),
        facts=(
            Fact("Issued", "1 March 2026"),
            Fact("Due", "15 March 2026", strong=True),
            Fact("Reference", "PO-7731"),
        ),
        lines=(
            PaperLine("Brand identity", "2,400.00", "Logo, colours and type", "1", unit_price="2,400.00", tax="19 %"),
            PaperLine("Revisions", "240.00", quantity="3", unit="h", unit_price="80.00", tax="19 %"),
        ),
        totals=(Total("Subtotal", "€2,640.00"), Total("VAT 19 %", "€501.60"), Total("Total due", "€3,141.60", True)),
        payment_lines=(
            ("", "Pay by bank transfer:"),
            ("Account", "Bram & Vale"),
            ("IBAN", "DE89 3704 0044 0532 0130 00"),
        ),
        payment_qr=payment_code(),
        notes="Thank you for the good work together.",
        footer_lines=("Bram & Vale", "VAT ID DE123456789"),
    )
    return replace(paper, **changes)


def quote() -> Paper:
    return invoice(
        kind_label="Quote",
        number="Q-2026-007",
        headline="€4,500.00, valid until 31 March 2026",
        accent="#eab308",
        words=Words(buyer="Prepared for"),
        state=Mark("Draft"),
        payment_lines=(),
        payment_qr=None,
        lines=(
            PaperLine("Design", heading=True),
            PaperLine("Logo", "1,500.00", quantity="1", unit_price="1,500.00"),
            PaperLine("Extras", heading=True),
            PaperLine("Photo shoot", "900.00", quantity="1", unit="day", unit_price="900.00", optional=True),
        ),
    )


def many_lines(count: int) -> tuple[PaperLine, ...]:
    return tuple(
        PaperLine(f"Design day {at}: layout of the catalogue", "640.00", "with notes", "8", "h", "80.00", "5 %", "19 %")
        for at in range(1, count + 1)
    )


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page as a reader copies it, without marks of direction."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return [re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text).replace("\r\n", "\n") for text in texts]


def text_of(pdf: bytes) -> str:
    return unicodedata.normalize("NFC", "\n".join(pages_of(pdf)))


def roles_of(pdf: bytes) -> list[tuple[str, str]]:
    """Each element of the structure tree as (role, alternative text), in reading order."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return list(_walk(document.Root.StructTreeRoot))


def _walk(element: pikepdf.Object) -> Any:
    if not isinstance(element, pikepdf.Dictionary):
        return
    if "/S" in element:
        yield str(element.S), str(element.get("/Alt", ""))
    below = element.get("/K", [])
    for inner in below if isinstance(below, pikepdf.Array) else [below]:
        yield from _walk(inner)
