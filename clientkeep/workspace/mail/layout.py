"""The HTML part of a letter: laid out from its text by our own template; what people wrote is only ever a value."""

import re
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import escape

from clientkeep.foundation.ui import brand

from .placeholders import fill_when_leaving, kept_literal

NO_MORE = "No more letters like this"
# Only our own template can write this: in what people wrote, quotation marks are escaped.
_UNSUBSCRIBING = 'href="{unsubscribing}"'
_LINK = re.compile(r"(?<!\{)\{(?:link|code)\}(?!\})")


@dataclass(frozen=True)
class Piece:
    """A run of words, or the place of the link."""

    words: str = ""
    is_link: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Words between empty lines. `is_button`: the link stands alone in it."""

    pieces: tuple[Piece, ...]
    is_button: bool = False


def lay_out(letter: Any, button: str = "") -> str:
    """Return the letter's HTML with {link} still in it; see `with_link`."""
    footing = [letter.workspace.legal_name or letter.workspace.name, *letter.workspace.address_lines]
    context = {
        "subject": kept_literal(letter.subject),
        "firm": kept_literal(letter.workspace.name),
        "accent": _accent(letter.workspace.accent),
        "paragraphs": paragraphs_of(letter.text),
        "button": button or "Open",
        "is_code": letter.is_secret,
        "footing": kept_literal(" · ".join(footing)),
        "link": "{link}",
        "no_more": NO_MORE if getattr(letter, "unsubscribe", None) else "",
        "unsubscribing": "{unsubscribing}",
    }
    return render_to_string("mail/letter.html", context)


def with_link(html: str, link: str, unsubscribing: str = "") -> str:
    """Return laid-out HTML with its links put in, escaped."""
    filled = fill_when_leaving(html, {"link": escape(link), "code": escape(link)})
    return filled.replace(_UNSUBSCRIBING, f'href="{escape(unsubscribing or "#")}"')


def paragraphs_of(text: str) -> list[Paragraph]:
    """Split a text at its empty lines, and find the links in it."""
    return [_paragraph(block) for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]


def _paragraph(block: str) -> Paragraph:
    if _LINK.fullmatch(block.strip()):
        return Paragraph((Piece(is_link=True),), is_button=True)
    pieces: list[Piece] = []
    at = 0
    for found in _LINK.finditer(block):
        pieces += [Piece(block[at : found.start()]), Piece(is_link=True)]
        at = found.end()
    pieces.append(Piece(block[at:]))
    return Paragraph(tuple(piece for piece in pieces if piece.is_link or piece.words))


def _accent(accent: str) -> str:
    try:
        return brand.brand(accent).light.accent
    except ValueError:
        return brand.DEFAULT
