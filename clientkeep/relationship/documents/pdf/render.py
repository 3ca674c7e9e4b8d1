"""Paper to PDF, by typst: tagged, PDF/A-3a with PDF/UA-1, the same bytes for the same paper.

A paper's text reaches the template only as data (JSON in `sys.inputs`), so nothing in it is ever read
as markup. The template imports nothing and reads no file.
"""

import json
import logging
import os
import re
from dataclasses import asdict
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

from clientkeep.relationship.documents.pdf.colour import on_white
from clientkeep.relationship.documents.pdf.fonts import FAMILIES, folders
from clientkeep.relationship.documents.pdf.paper import Paper
from clientkeep.relationship.documents.pdf.pictures import checked_logo, checked_qr
from clientkeep.relationship.documents.pdf.printable import BOX, boxed, printable

if TYPE_CHECKING:
    import typst

_TEMPLATE = Path(__file__).parent / "template" / "paper.typ"
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_THAI = re.compile("[\u0e00-\u0e7f]")
_log = logging.getLogger(__name__)
_one_at_a_time = Lock()
_started_in: int | None = None


def render(paper: Paper) -> bytes:
    """The PDF of the paper, made in this process. For papers of any size use `render_guarded`.

    Raises PictureRefused when the logo or the payment code is not a picture of the kinds named in Paper.
    """
    words = _data(paper)
    pictures = _pictures(paper)
    try:
        return _compile(words, pictures, paper)
    except RuntimeError as fault:
        # Letters that exist one by one can still be undrawable together: the paper goes out all the same.
        plainer = _each_text(words, boxed)
        if plainer == words:
            raise
        _log.warning("pdf printed with boxes for its unusual letters: %s", fault.__class__.__name__)
        return _compile(plainer, pictures, paper)


def can_render_here() -> bool:
    """False in a process forked after a first render: typst's threads stay in the parent and it would hang."""
    return _started_in in (None, os.getpid())


def _compile(words: dict[str, Any], pictures: dict[str, str], paper: Paper) -> bytes:
    global _started_in
    with _one_at_a_time:
        _started_in = _started_in or os.getpid()
        pdf = _compiler().compile(
            input=str(_TEMPLATE),
            format="pdf",
            sys_inputs={"paper": json.dumps(words), **pictures},
            pdf_standards=["a-3a", "ua-1"],
            timestamp=int(paper.created.timestamp()),
        )
    return cast(bytes, pdf)


@cache
def _compiler() -> "typst.Compiler":
    import typst

    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(path) for path in folders()]
    )
    missing = set(FAMILIES) - set(fonts.families())
    if missing:  # typst would print nothing at all, without a word
        raise RuntimeError(f"Fonts are missing: {', '.join(sorted(missing))}. Install the requirements again.")
    return typst.Compiler(root=str(_TEMPLATE.parent), font_paths=fonts)


def _data(paper: Paper) -> dict[str, Any]:
    shown = {name: value for name, value in asdict(paper).items() if name not in ("logo", "payment_qr", "created")}
    words = _each_text(shown, printable)
    whole = json.dumps(words, ensure_ascii=False)
    language, region = _language(paper.locale)
    return words | {
        "kind_label": words["kind_label"].strip() or BOX,  # PDF/UA knows no empty heading
        "document_title": _one_line(f"{paper.heading} · {paper.seller.name}"),
        "author": _one_line(paper.seller.name),
        "language": language,
        "region": region,
        "has_rtl": bool(_RTL.search(whole)),
        "has_thai": bool(_THAI.search(whole)),
        "ink": on_white(paper.accent),
        "accent": on_white(paper.accent, contrast=1.0),
        "families": list(FAMILIES),
    }


def _language(locale: str) -> tuple[str, str | None]:
    """Language and region as typst takes them: "zh-Hant-TW" is ("zh", "TW"); what is no tag is English."""
    tag = re.fullmatch(r"([a-zA-Z]{2,3})(?:[-_][a-zA-Z]{4})?(?:[-_]([a-zA-Z]{2}))?(?:[-_].*)?", locale)
    if not tag:
        return "en", None
    return tag[1].lower(), tag[2] and tag[2].upper()


def _one_line(text: str) -> str:
    return " ".join(printable(text).replace("\u200b", "").split())


def _each_text(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _each_text(inner, change) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_each_text(inner, change) for inner in value]
    return value


def _pictures(paper: Paper) -> dict[str, str]:
    pictures = {}
    if paper.logo:
        pictures["logo"] = _as_numbers(checked_logo(paper.logo))
    if paper.payment_qr:
        pictures["payment_qr"] = _as_numbers(checked_qr(paper.payment_qr))
    return pictures


@lru_cache(maxsize=32)
def _as_numbers(picture: bytes) -> str:
    return json.dumps(list(picture), separators=(",", ":"))
