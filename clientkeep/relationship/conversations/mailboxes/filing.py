"""Filing one mail: a message of a client's thread, a letter that came back, something for the tray, or nothing."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Refusal
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member, Workspace

from ..messages.model import Message
from .arrival import Arrival, IgnoredSender
from .attaching import keep_attached
from .filing_address import member_of
from .model import Mailbox
from .people import Known, People
from .reading import Mail, Unreadable, read
from .threading import letters_named, thread_for

FORGED = "The sender's own domain says that this mail is not from it."
NOT_SIGNED = "It bears your firm's own address, and did not come by a filing address."
MANY_CLIENTS = "More than one client has this address."
MANY_SENDERS = "It names more than one sender."


@dataclass(frozen=True)
class Outcome:
    """What became of a mail: filed, known, bounce, tray, aside, ignored or passed, and the row that was made."""

    kind: str
    thing: Any = None


@dataclass(frozen=True)
class Fetched:
    """A mail as it lay in a folder, read as far as it can be. `at`: when the mailbox got it."""

    raw: bytes
    mail: Mail | None
    fault: str
    at: dt.datetime | None = None
    is_sent: bool = False

    @classmethod
    def of(cls, raw: bytes, at: dt.datetime | None = None, is_sent: bool = False, fault: str = "") -> "Fetched":
        """Read the bytes; whatever they are, this returns."""
        if fault:
            return cls(raw, None, fault, at, is_sent)
        try:
            return cls(raw, read(raw), "", at, is_sent)
        except Unreadable as unreadable:
            return cls(raw, None, str(unreadable), at, is_sent)

    @property
    def happened_at(self) -> dt.datetime:
        """When it came in by the mailbox's clock, else by the sender's; never in the time to come."""
        told = self.at or (self.mail.date if self.mail else None)
        return min(told or clock.now(), clock.now())


class Filing:
    """Files mails of one workspace, in the caller's transaction. Each mail is filed once, whatever is repeated."""

    def __init__(self, workspace: Workspace, mailbox: Mailbox | None = None) -> None:
        self.workspace, self.mailbox = workspace, mailbox
        self.people = People(workspace)

    def file(self, fetched: Fetched) -> Outcome:
        """File one mail. What cannot be kept is set aside with its bytes, and the next ones go on."""
        try:
            with transaction.atomic():
                return self._filed(fetched) if fetched.mail else self._aside(fetched, fetched.fault)
        except Refusal as refused:
            return self._aside(fetched, refused.message)
        except IntegrityError:  # another mailbox filed the same mail between our look and our write
            return Outcome("known")

    def place(self, fetched: Fetched, known: Known) -> Outcome:
        """File a mail of the tray with the client that a person chose."""
        return self._outgoing(fetched, known, None) if fetched.is_sent else self._incoming(fetched, known)

    def _filed(self, fetched: Fetched) -> Outcome:
        mail = fetched.mail
        if self._is_known(mail):
            return Outcome("known")
        if mail.bounce and (came_back := self._bounced(mail)):
            return came_back
        if self.people.is_own(mail.sender) or fetched.is_sent:
            return self._own(fetched)
        known = self.people.with_address(mail.sender) if mail.sender else []
        doubt = self._doubt(mail, known)
        if doubt or not known:
            return self._tray(fetched, doubt)
        return self._incoming(fetched, self._chosen(mail, known) or known[0])

    def _is_known(self, mail: Mail) -> bool:
        if Arrival.objects.filter(workspace=self.workspace, key=mail.key[:300]).exists():
            return True
        if mail.message_id and letters_named(self.workspace, [mail.message_id]):
            return True
        same = Message.objects.filter(workspace=self.workspace, external_id__in=[mail.key, f"sha256:{mail.digest}"])
        # Anybody may write another's Message-ID on a mail: it is the same mail only if the same person sent it.
        return any(message.from_email in ("", mail.sender) for message in same)

    def _bounced(self, mail: Mail) -> Outcome | None:
        for letter in letters_named(self.workspace, list(mail.bounce.letter_ids)):
            if not mail.bounce.recipient or mail.bounce.recipient == letter.to_email.lower():
                letter.came_back(mail.bounce.reason)
                return Outcome("bounce", letter)
        return None

    def _own(self, fetched: Fetched) -> Outcome:
        """Mail of the firm: from the folder of sent mail, or by a filing address from an address of its member."""
        mail = fetched.mail
        member = self.people.members.get(mail.sender)
        signed = member_of(self.workspace, mail.reached)
        known = self._recipient(mail)
        if not known:
            return Outcome("passed")
        if fetched.is_sent or (signed and member and signed.pk == member.pk):
            return self._outgoing(fetched, known, member)
        return self._tray(fetched, NOT_SIGNED)

    def _recipient(self, mail: Mail) -> Known | None:
        for _, address in mail.to:
            known = self.people.with_address(address)
            if known:
                return self._chosen(mail, known) or known[0]
        return None

    def _doubt(self, mail: Mail, known: list[Known]) -> str:
        """Why a person should look before a mail is filed with a client."""
        if len(mail.senders) > 1:
            return MANY_SENDERS
        if known and mail.denied:
            return FORGED
        return MANY_CLIENTS if len(known) > 1 and not self._chosen(mail, known) else ""

    def _chosen(self, mail: Mail, known: list[Known]) -> Known | None:
        """The one of several clients in whose thread the mail answers."""
        if len(known) == 1 or not mail.references:
            return known[0] if len(known) == 1 else None
        clients = [each.client.pk for each in known]
        named = Message.objects.filter(client__in=clients, external_id__in=mail.references).first()
        return next((each for each in known if named and each.client.pk == named.client_id), None)

    def _incoming(self, fetched: Fetched, known: Known) -> Outcome:
        mail, client = fetched.mail, known.client
        by = Actor("contact", known.contact.pk if known.contact else None, str(known.contact or mail.sender_name or mail.sender))
        thread, letters = thread_for(client, mail)
        files, notes = keep_attached(self.workspace, client, mail.attachments, by)
        message = Message.receive(
            thread, by, text=mail.text or _no_text(files), channel="mail", contact=known.contact, at=fetched.happened_at,
            automatic=bool(mail.machine), files=files, letters=letters, **self._values(mail, notes),
        )  # fmt: skip
        return Outcome("filed", message)

    def _outgoing(self, fetched: Fetched, known: Known, member: Member | None) -> Outcome:
        mail, client = fetched.mail, known.client
        by = Actor("member", member.pk, str(member)) if member else Actor("system", None, self.workspace.name)
        thread, letters = thread_for(client, mail)
        files, notes = keep_attached(self.workspace, client, mail.attachments, by)
        message = Message.write(
            thread, by, text=mail.text or _no_text(files), channel="mail", at=fetched.happened_at, files=files, letters=letters,
            automatic=bool(mail.machine), to=[{"name": name, "email": email} for name, email in mail.to[:50]],
            **self._values(mail, notes),
        )  # fmt: skip
        return Outcome("filed", message)

    def _values(self, mail: Mail, notes: list[str]) -> dict[str, Any]:
        taken = Message.objects.filter(workspace=self.workspace, external_id=mail.key).exists()
        return {
            "external_id": f"sha256:{mail.digest}" if taken else mail.key, "from_name": mail.sender_name,
            "from_email": mail.sender, "subject": mail.subject, "whole": mail.whole if mail.whole != mail.text else "",
            "html": mail.html, "answers": mail.in_reply_to, "notes": [*mail.notes, *notes],
        }  # fmt: skip

    def _tray(self, fetched: Fetched, reason: str) -> Outcome:
        mail = fetched.mail
        own = self.mailbox.member if self.mailbox else None
        if IgnoredSender.objects.filter(workspace=self.workspace, member=own, email=mail.sender).exists():
            return Outcome("ignored")
        row = Arrival.keep(
            self.workspace, self.mailbox, mail.key, fetched.raw, reason=reason, sender_name=mail.sender_name,
            sender_email=mail.sender, subject=mail.subject, first_words=mail.first_words, is_sent=fetched.is_sent,
            happened_at=fetched.happened_at,
        )  # fmt: skip
        return Outcome("tray", row)

    def _aside(self, fetched: Fetched, reason: str) -> Outcome:
        mail = fetched.mail
        told = {} if mail is None else {"sender_name": mail.sender_name, "sender_email": mail.sender, "subject": mail.subject}
        key = mail.key if mail else f"sha256:{hashlib.sha256(fetched.raw).hexdigest()}"
        row = Arrival.keep(
            self.workspace, self.mailbox, key, fetched.raw, state="aside", reason=reason[:300], is_sent=fetched.is_sent,
            happened_at=fetched.happened_at, **told,
        )  # fmt: skip
        return Outcome("aside", row)


def _no_text(files: list) -> str:
    return "" if files else "(This mail holds no text.)"
