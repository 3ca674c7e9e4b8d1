"""Markdown to the parts of a paper: paragraphs, headings, lists, bold and italic. Anything else is shown as its text.

No HTML is made here: page and PDF each write the parts in their own way.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from clientkeep.relationship.documents.pdf.paper import Part, Run

_BREAKS = {"softbreak": " ", "hardbreak": "\n"}


@lru_cache(maxsize=256)
def parts_of(text: str) -> tuple[Part, ...]:
    """Return the parts of a Markdown text."""
    return tuple(_parts(_tokens(text)))


def plain_of(text: str) -> str:
    """The words of a Markdown text without its marks."""
    return "\n".join("".join(run.text for run in part.runs) for part in parts_of(text))


def said(text: str) -> tuple[Run, ...]:
    """Words without marks, as a part's runs."""
    return (Run(text),) if text else ()


def _tokens(text: str) -> list[Any]:
    from markdown_it import MarkdownIt

    # Its own limit of nesting keeps a hostile text from going deep.
    return MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).disable("html_block").parse(text)


def _parts(tokens: Iterable[Any]) -> Iterator[Part]:
    kind, in_lists, numbers = "paragraph", 0, []
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            in_lists += 1
            numbers.append(int(token.attrGet("start") or 1) if token.type == "ordered_list_open" else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            in_lists -= 1
            numbers.pop()
        elif token.type == "heading_open":
            kind = "heading"
        elif token.type == "heading_close":
            kind = "paragraph"
        elif token.type == "inline" and token.content.strip():
            runs = tuple(_runs(token.children or []))
            if in_lists and numbers[-1] is not None:
                runs, numbers[-1] = (Run(f"{numbers[-1]}. "), *runs), numbers[-1] + 1
            yield Part("item" if in_lists and kind == "paragraph" else kind, runs)
        elif token.type in ("fence", "code_block", "html_block") and token.content.strip():
            yield Part("paragraph", (Run(token.content.rstrip("\n")),))


def _runs(children: Iterable[Any]) -> Iterator[Run]:
    bold = italic = 0
    address = ""
    for child in children:
        if child.type in ("strong_open", "strong_close"):
            bold += 1 if child.nesting == 1 else -1
        elif child.type in ("em_open", "em_close"):
            italic += 1 if child.nesting == 1 else -1
        elif child.type == "link_open":
            address = str(child.attrGet("href") or "")
        elif child.type == "link_close":
            yield Run(f" ({address})")
        else:
            words = _BREAKS.get(child.type, child.content)
            if words:
                yield Run(words, bold > 0, italic > 0)
