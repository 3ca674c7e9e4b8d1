"""Letters that come back: whom they did not reach, why, and which letter it was. Reports (RFC 3464) and plain ones."""

import re
from dataclasses import dataclass
from email.message import EmailMessage

from .headers import addresses_of, clean, ids_of, text_of
from .parts import decoded

_DAEMON = re.compile(r"^(mailer-?daemon|postmaster|mail\.?delivery.*|microsoftexchange[0-9a-f]+)@", re.IGNORECASE)
_SUBJECT = re.compile(
    r"undeliver|delivery (status|failure|has failed)|returned mail|failure notice|mail delivery (failed|subsystem)|"
    r"unzustellbar|nicht zugestellt|nicht zustellbar|non remis|échec de la remise|non recapitabile|mancato recapito|"
    r"no se (ha )?pud?o entregar|devuelto|onbestelbaar|niet bezorgd|não entregue|não foi possível entregar|"
    r"kan inte levereras|niedostarczon|nedoručiteln|配信不能|退信|無法傳遞",
    re.IGNORECASE,
)
_ID_LINE = re.compile(r"^\s*message-id:\s*(<[^<>\s]{1,290}>)", re.IGNORECASE | re.MULTILINE)
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_MOST_PARTS = 30


@dataclass(frozen=True)
class Bounce:
    """A letter that came back. `letter_ids` are Message-IDs that may be its own, the surest first."""

    letter_ids: tuple[str, ...]
    recipient: str
    reason: str


def bounce_in(message: EmailMessage) -> Bounce | None:
    """Return what a mail says about a letter that was not delivered; None where it says no such thing.

    A notice that the delivery is only delayed is none.
    """
    parts = [part for part, _ in zip(message.walk(), range(_MOST_PARTS), strict=False)]
    report = next((part for part in parts if part.get_content_type() == "message/delivery-status"), None)
    if report is not None:
        return _reported(message, parts, report)
    is_daemon = any(_DAEMON.match(address) for _, address in addresses_of(message, "from"))
    if not is_daemon or not (text_of(message, "x-failed-recipients") or _SUBJECT.search(text_of(message, "subject"))):
        return None
    words = next((decoded(part) for part in parts if part.get_content_type() == "text/plain"), "")[:50_000]
    failed = next((address for _, address in addresses_of(message, "x-failed-recipients")), "")
    return Bounce(_ids(message, parts, words), failed, _plain_reason(words))


def _reported(message: EmailMessage, parts: list[EmailMessage], report: EmailMessage) -> Bounce | None:
    blocks = report.get_payload() if report.is_multipart() else []
    recipients = [block for block in blocks if text_of(block, "final-recipient")]
    failed = [block for block in recipients if text_of(block, "action").lower() == "failed"]
    if not failed:
        return None
    block = failed[0]
    address = text_of(block, "original-recipient") or text_of(block, "final-recipient")
    said = text_of(block, "diagnostic-code", 500).partition(";")[2].strip() or text_of(block, "status")
    return Bounce(_ids(message, parts, ""), address.partition(";")[2].strip().lower()[:254], clean(said, 200))


def _ids(message: EmailMessage, parts: list[EmailMessage], words: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for part in parts:
        if part is not message and part.get_content_type() in ("message/rfc822", "text/rfc822-headers"):
            if part.is_multipart():
                found.update(dict.fromkeys(ids_of(part.get_payload(0), "message-id")))
            else:
                found.update(dict.fromkeys(_ID_LINE.findall(decoded(part)[:50_000])))
    found.update(dict.fromkeys(_ID_LINE.findall(words)))
    found.update(dict.fromkeys(reversed(ids_of(message, "in-reply-to", "references"))))
    return tuple(found)[:20]


def _plain_reason(words: str) -> str:
    lines = [clean(line, 200) for line in words.split("\n")[:200]]
    return next((line for line in lines if _STATUS.search(line) or re.search(r"\b5\d\d[ -]", line)), "")
