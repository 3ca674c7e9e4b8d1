"""Text that a PDF can carry: no control characters, a visible box for what no font can draw."""

import re
import unicodedata

from clientkeep.relationship.documents.pdf.fonts import can_print

BOX = "□"
BREAK = "\u200b"

_NEW_LINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Overrides and isolates can make an amount read backwards; the rest has no meaning on paper.
_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
# Drawn as nothing, needed for shaping (joiners, direction marks, variation selectors, tags).
_SILENT = re.compile("[\xad\u034f\u061c\u115f\u1160\u180b-\u180f\u200c-\u200f\u3164\ufe00-\ufe0f"
                     "\U000e0020-\U000e007f\U000e0100-\U000e01ef]")  # fmt: skip
# Signs after which typst breaks and scripts that it breaks by dictionary are left to it, but for endless words.
_GIANT_WORD = re.compile(
    r"[^\s/?&\-\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\U0003ffff]{40,}"
    r"|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{300,}"
)
_CLUSTER = re.compile(r"[\w\W][\u0300-\u036f\u200c-\u200f\ufe00-\ufe0f]*")
_MARKS_IN_A_ROW = 8


def printable(text: str) -> str:
    """The text as it can be printed: newlines kept, composed, and with BOX for each unknown glyph."""
    if not (text.isascii() and text.isprintable()):
        text = _drawable(unicodedata.normalize("NFC", _without_controls(text)))
    return _GIANT_WORD.sub(_breakable, text) if len(text) >= 40 else text


def _without_controls(text: str) -> str:
    return _DROPPED.sub("", _NEW_LINES.sub("\n", text).replace("\t", " "))


def _drawable(text: str) -> str:
    out, marks = [], 0
    for character in text:
        if character.isascii() or _SILENT.match(character):
            out.append(character)
            marks = 0 if character.isascii() else marks
            continue
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MARKS_IN_A_ROW:
            out.append(character if _has_glyph(character) else BOX)
    return "".join(out)


def _has_glyph(character: str) -> bool:
    # Private characters mean another thing in every font, and PDF/A refuses them.
    return unicodedata.category(character) not in ("Co", "Cs", "Cn") and can_print(character)


def _breakable(word: re.Match[str]) -> str:
    """A word longer than a line would leave its column: it may break after every tenth letter."""
    clusters = _CLUSTER.findall(word.group())
    return BREAK.join("".join(clusters[i : i + 10]) for i in range(0, len(clusters), 10))


def boxed(text: str) -> str:
    """The text with every character beyond the plainest scripts as BOX: the last resort of the renderer."""
    return "".join(c if c.isascii() or unicodedata.name(c, "").startswith(("LATIN", "EURO")) else BOX for c in text)
