"""Rendering that no paper can turn against the machine: large ones are printed by a child with limits."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

from clientkeep.relationship.documents.pdf.child import REFUSED
from clientkeep.relationship.documents.pdf.paper import Paper
from clientkeep.relationship.documents.pdf.pictures import PictureRefused
from clientkeep.relationship.documents.pdf.render import can_render_here, render

SECONDS = 20
MEGABYTES = 512
ROWS_LIMIT = 5_000
LETTERS_LIMIT = 1_000_000

_ROWS_AT_HAND = 100
_LETTERS_AT_HAND = 20_000
_CODE = Path(__file__).parents[4]


class PaperTooLarge(Exception):
    """The paper cannot be printed within the limits; the message says which limit and what to do."""


def render_guarded(paper: Paper) -> bytes:
    """The PDF of the paper, whatever its size: at once for a usual one, else in a child with limits.

    Raises PaperTooLarge past ROWS_LIMIT rows, LETTERS_LIMIT letters, SECONDS or MEGABYTES, and
    PictureRefused as `render` does.
    """
    rows, letters = _size(paper)
    if rows > ROWS_LIMIT:
        raise PaperTooLarge(f"The document has {rows} rows; at most {ROWS_LIMIT} can be printed. Split it.")
    if letters > LETTERS_LIMIT:
        raise PaperTooLarge(f"The document has {letters} letters; at most {LETTERS_LIMIT} can be printed. Shorten it.")
    if rows <= _ROWS_AT_HAND and letters <= _LETTERS_AT_HAND and can_render_here():
        return render(paper)
    return _render_in_child(paper)


def _size(paper: Paper) -> tuple[int, int]:
    """Rows of any kind, and letters of all texts together."""
    texts = [
        *(paper.kind_label, paper.number, paper.title, paper.headline, paper.notes, *paper.footer_lines),
        *(text for who in (paper.seller, paper.buyer) for text in (who.name, who.tax_id, *who.lines)),
        *(text for fact in paper.facts for text in (fact.label, fact.value)),
        *(text for total in paper.totals for text in (total.label, total.value)),
        *(text for pair in paper.payment_lines for text in pair),
        *(paper.state.text if paper.state else "", *vars(paper.words).values()),
        *(text for line in paper.lines for text in vars(line).values() if isinstance(text, str)),
    ]
    rows = sum(text.count("\n") for text in texts) + len(texts) // 9
    return max(rows, len(paper.lines)), sum(map(len, texts))


def _render_in_child(paper: Paper, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> bytes:
    command = [
        sys.executable,
        "-P",
        "-m",
        "clientkeep.relationship.documents.pdf.child",
        str(int(seconds) or 1),
        str(megabytes),
    ]
    environment = {"PATH": os.defpath, "PYTHONPATH": str(_CODE), "LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "1"}
    try:
        done = subprocess.run(
            command, input=pickle.dumps(paper), capture_output=True, timeout=seconds, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        raise PaperTooLarge(f"The document took more than {seconds:g} seconds to print. Shorten it.") from None
    if done.returncode == REFUSED:
        raise PictureRefused(done.stderr.decode())
    if done.returncode < 0 or b"MemoryError" in done.stderr:
        raise PaperTooLarge(f"The document needs more than {megabytes} MB or {seconds:g} seconds to print. Shorten it.")
    if done.returncode:
        raise RuntimeError(f"The document could not be printed: {done.stderr.decode()[-2000:]}")
    return done.stdout
