"""The words of a letter in several languages, as a form shows them: a row for each, the first the default."""

from collections.abc import Mapping, Sequence
from typing import Any

from clientkeep.foundation.errors import Invalid, Refusal
from clientkeep.workspace.mail.wording import Words

from . import merging
from .templates import MOST_LANGUAGES

Row = dict[str, Any]


def rows_for(versions: Mapping[str, Words]) -> list[Row]:
    """The rows of words that are kept; one empty row where there are none."""
    return [row_of(language, words) for language, words in sorted(versions.items())] or [row_of("", Words("", ""))]


def rows_of(post: Any) -> list[Row]:
    """What was typed, a row for each language; the first one is the default."""
    typed = zip(post.getlist("language"), post.getlist("subject"), post.getlist("text"), strict=False)
    rows = [row_of(language.strip(), Words(subject, text.replace("\r\n", "\n"))) for language, subject, text in typed]
    return [row for number, row in enumerate(rows) if number == 0 or not row["is_empty"]][:MOST_LANGUAGES]


def versions_in(rows: Sequence[Row]) -> dict[str, Words]:
    """The words by language, without empty rows."""
    return {row["language"]: Words(row["subject"], row["text"]) for row in rows if not row["is_empty"]}


def laid_out(rows: list[Row]) -> list[Row]:
    """The rows with an id for each, and an empty one at the end for another language."""
    if not rows or not rows[-1]["is_empty"] or len(rows) == 1:
        rows = [*rows, row_of("", Words("", ""))]
    for number, row in enumerate(rows):
        row["id"], row["optional"] = f"-{number}", number > 0
    return rows


def row_of(language: str, words: Words) -> Row:
    """One row."""
    is_empty = not words.subject.strip() and not words.text.strip()
    return {"language": language[:20], "subject": words.subject, "text": words.text, "is_empty": is_empty, "errors": {}}


def place(refusal: Refusal, rows: list[Row], errors: dict[str, str]) -> None:
    """Put a refusal to the row that it speaks of: the first whose own words are refused."""
    if refusal.field not in ("subject", "text", "language"):
        errors[refusal.field or "form"] = refusal.message
        return
    for row in rows:
        try:
            merging.check(row["subject"], row["text"])
        except Invalid as invalid:
            row["errors"][invalid.field] = invalid.message
            return
    rows[-1]["errors"][refusal.field] = refusal.message
