"""A mail as plain values, from bytes that anybody may have written."""

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from . import bounces, headers, machines, markup, quotes
from .parts import Attachment, Parts, TooComplex, parts_of

MOST_TEXT = 200_000
MOST_BYTES = 25 * 1024 * 1024
_CUT = "\n\n(The rest of this long mail is not shown.)"


class Unreadable(Exception):
    """A mail that cannot be read; the message says why, in words for a person."""


@dataclass(frozen=True)
class Mail:
    """What a mail says. `message_id` is empty where it has none; `key` names it all the same.

    `text` is what was newly written, `whole` all of it; `html` is cleaned. `machine` says what shows that a machine
    wrote it. `senders` are the addresses of From: an honest mail has one.
    """

    key: str
    digest: str
    message_id: str
    senders: list[tuple[str, str]]
    to: list[tuple[str, str]]
    reached: list[str]
    subject: str
    date: dt.datetime | None
    in_reply_to: str
    references: list[str]
    text: str
    whole: str
    html: str
    attachments: list[Attachment]
    machine: str
    bounce: bounces.Bounce | None
    denied: bool
    notes: list[str] = field(default_factory=list)

    @property
    def sender_name(self) -> str:
        return self.senders[0][0] if self.senders else ""

    @property
    def sender(self) -> str:
        return self.senders[0][1] if self.senders else ""

    @property
    def first_words(self) -> str:
        """The beginning of its text, in one line."""
        return " ".join(self.text[:2_000].split())[:300]


def read(raw: bytes) -> Mail:
    """Read a mail. Raises Unreadable, with the reason, whatever the bytes are."""
    if len(raw) > MOST_BYTES:
        raise Unreadable(f"It is larger than {MOST_BYTES // (1024 * 1024)} MB.")
    try:
        return _read(raw)
    except TooComplex as complex_one:
        raise Unreadable(str(complex_one)) from None
    except RecursionError:
        raise Unreadable("Its parts are nested too deep.") from None
    except MemoryError:
        raise Unreadable("It is too large to be read.") from None
    # The standard library raises KeyError, LookupError, ValueError, IndexError, AttributeError … on broken mails.
    except Exception as broken:
        raise Unreadable(f"It is not built as a mail should be ({type(broken).__name__}).") from broken


def _read(raw: bytes) -> Mail:
    message = BytesParser(policy=policy.default).parsebytes(raw)
    if not message.keys():
        raise Unreadable("It has no headers.")
    digest = hashlib.sha256(raw).hexdigest()
    own_id = next(iter(headers.ids_of(message, "message-id")), "")
    parts = parts_of(message)
    whole, notes = _whole(parts)
    answered = headers.ids_of(message, "in-reply-to")
    return Mail(
        key=own_id or f"sha256:{digest}", digest=digest, message_id=own_id,
        senders=headers.addresses_of(message, "from"), to=headers.addresses_of(message, "to", "cc"),
        reached=_reached(message), subject=headers.text_of(message, "subject"), date=headers.date_of(message),
        in_reply_to=answered[0] if answered else "",
        references=list(dict.fromkeys([*answered, *reversed(headers.ids_of(message, "references"))])),
        text=quotes.newly_written(whole), whole=whole, html=markup.cleaned(parts.html) if parts.html else "",
        attachments=_attached(parts), machine=machines.machine_sign(message), bounce=bounces.bounce_in(message),
        denied="dmarc=fail" in headers.text_of(message, "authentication-results", 2_000).lower(), notes=notes,
    )  # fmt: skip


def _whole(parts: Parts) -> tuple[str, list[str]]:
    text = parts.text.strip() or markup.as_text(parts.html)
    notes = []
    if len(text) > MOST_TEXT:
        text = text[: MOST_TEXT - len(_CUT)] + _CUT
    if parts.html and markup.has_pictures(parts.html):
        notes.append("Pictures were taken out: they tell the sender when a mail is opened.")
    return text.strip(), notes


def _reached(message: EmailMessage) -> list[str]:
    """Every address that it was delivered to, as far as headers tell: a blind copy stands in some of them alone."""
    names = ("delivered-to", "x-original-to", "envelope-to", "x-forwarded-to", "to", "cc", "bcc")
    return list(dict.fromkeys(address for _, address in headers.addresses_of(message, *names)))


def _attached(parts: Parts) -> list[Attachment]:
    """All but the tiny pictures that only decorate: signatures, signs, counters."""
    return [each for each in parts.attachments if not (_is_tiny_picture(each) and each.cid and each.cid in parts.html)]


def _is_tiny_picture(attachment: Attachment) -> bool:
    return attachment.content_type.startswith("image/") and len(attachment.content) < 20_000
