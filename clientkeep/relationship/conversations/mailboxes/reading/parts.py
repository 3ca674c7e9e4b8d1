"""The parts of a mail: which one is its text, which its HTML, and what is attached. Walked with limits, never unpacked."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage

from .headers import clean

MOST_PARTS = 200
DEEPEST = 40
MOST_BODY = 1_000_000
# Decoders that take quadratic time, or that are no character sets at all.
_NOT_TAKEN = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class TooComplex(ValueError):
    """More parts, or deeper ones, than any honest mail has."""


@dataclass(frozen=True)
class Attachment:
    """One attached file as it came. `cid` is how the HTML part names it."""

    name: str
    content: bytes
    content_type: str
    cid: str = ""


@dataclass
class Parts:
    """What a mail holds, by its use."""

    text: str = ""
    html: str = ""
    attachments: list[Attachment] = field(default_factory=list)


def parts_of(message: EmailMessage) -> Parts:
    """Sort the leaves of a mail. The first text and the first HTML are its body; all else is attached. Raises TooComplex."""
    found = Parts()
    for part in _leaves(message):
        kind, attached = _kind(part), _is_attached(part)
        if kind == "text/plain" and not attached and not found.text:
            found.text = decoded(part)[:MOST_BODY]
        elif kind == "text/html" and not attached and not found.html:
            found.html = decoded(part)[:MOST_BODY]
        elif content := _bytes_of(part):
            found.attachments.append(Attachment(_name_of(part, len(found.attachments) + 1), content, kind, _cid_of(part)))
    return found


def decoded(part: EmailMessage) -> str:
    """Return a part's text whatever its declared character set is, with line feeds and without control signs."""
    content = part.get_payload(decode=True)
    content = content if isinstance(content, bytes) else b""
    text = _with_charset(content, _charset_of(part))
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    waiting, count = [(message, 0)], 0
    while waiting:
        part, depth = waiting.pop()
        count += 1
        if count > MOST_PARTS or depth > DEEPEST:
            raise TooComplex(f"It has more than {MOST_PARTS} parts, or parts more than {DEEPEST} deep.")
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            waiting.extend((each, depth + 1) for each in reversed(part.get_payload()))
        else:
            yield part


def _kind(part: EmailMessage) -> str:
    try:
        return part.get_content_type()
    except Exception:  # as with all headers
        return "application/octet-stream"


def _is_attached(part: EmailMessage) -> bool:
    try:
        return part.get_content_disposition() == "attachment" or bool(part.get_filename())
    except Exception:
        return True


def _bytes_of(part: EmailMessage) -> bytes:
    if part.is_multipart():  # a mail inside a mail
        try:
            return part.get_payload(0).as_bytes()
        except Exception:
            return b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _name_of(part: EmailMessage, number: int) -> str:
    try:
        name = clean(part.get_filename() or "", 300)
    except Exception:
        name = ""
    endings = {"message/rfc822": ".eml", "text/calendar": ".ics", "text/plain": ".txt", "text/html": ".html"}
    return name or f"attachment-{number}{endings.get(_kind(part), '')}"


def _cid_of(part: EmailMessage) -> str:
    try:
        return clean(str(part.get("content-id", "")), 300).strip("<> ")
    except Exception:
        return ""


def _charset_of(part: EmailMessage) -> str:
    try:
        name = codecs.lookup(str(part.get_content_charset("utf-8"))).name
    except Exception:
        return "utf-8"
    return "utf-8" if name.replace("-", "_") in _NOT_TAKEN else name


def _with_charset(content: bytes, charset: str) -> str:
    for name in (charset, "utf-8"):
        try:
            return content.decode(name)
        except (UnicodeError, LookupError, ValueError):
            continue
    return content.decode("latin-1" if charset in ("ascii", "utf-8") else charset, "replace")
