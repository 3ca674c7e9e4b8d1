"""The versions under one number, and what changed from one to the next."""

from typing import Any

from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.wording import Figures, long_day, percent

from .blocks.comparing import Difference, compared_lines, differences


def before(document: Any) -> Document | None:
    """The version that this one follows, or None."""
    return document.kept.follows


def changes(document: Any) -> list[Difference]:
    """What differs from the version before, block by block; empty for a first version."""
    older = before(document)
    if older is None:
        return []
    head = compared_lines("What it is about", _head(older), _head(document))
    return head + differences(older.shown_content, document.shown_content)


def _head(document: Any) -> list[str]:
    figures = Figures(document)
    lines = [document.title] if document.title else []
    if document.valid_until:
        lines.append(f"Valid until {long_day(document.valid_until, figures.locale)}")
    if document.discount_percent is not None:
        lines.append(f"Discount {percent(document.discount_percent)}")
    if document.discount_minor is not None:
        lines.append(f"Discount {figures.money(document.discount_minor)}")
    return lines
