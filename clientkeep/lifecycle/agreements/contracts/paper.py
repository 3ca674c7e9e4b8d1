"""A contract's paper: a proposal's, which says by when it is signed, and leaves the prices out where there are none."""

import dataclasses
from typing import Any

from clientkeep.relationship.documents.pdf.paper import Paper
from clientkeep.relationship.documents.wording import Figures, long_day


def as_contract(document: Any, paper: Paper) -> Paper:
    """Return the paper in a contract's words."""
    figures = Figures(document)
    until = f"to be signed by {long_day(document.valid_until, figures.locale)}" if document.valid_until else ""
    if paper.lines:
        headline = ", ".join(filter(None, [figures.money(document.total_minor), until]))
        return dataclasses.replace(paper, headline=headline)
    if any(block["type"] == "price" for block in document.content) and document.is_draft:
        return dataclasses.replace(paper, headline=_capital(until))
    return dataclasses.replace(paper, headline=_capital(until), totals=(), words=dataclasses.replace(paper.words, nothing=""))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
