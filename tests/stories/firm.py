"""North Studio in spring 2026, with two clients whose mail comes and goes by real servers; its clock is moved by hand."""

import datetime as dt
import re
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.test import Client as Browser

from clientkeep.foundation import clock
from clientkeep.lifecycle.delivery.updates.jobs import draft_updates, refresh_updates
from clientkeep.lifecycle.retention.trust.standing import read_all
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.conversations.mailboxes.jobs import fetch_what_is_due
from clientkeep.relationship.conversations.models import Mailbox
from clientkeep.relationship.conversations.promises.jobs import draft_reminders
from clientkeep.relationship.conversations.response.jobs import watch_the_clock
from clientkeep.workspace.mail.jobs import hand_over_what_is_due
from clientkeep.workspace.mail.models import MailServer
from clientkeep.workspace.queue import run_due_jobs
from tests.cast import Cast, gather
from tests.fakes.smtp import Postbox
from tests.mails import mail
from tests.relationship.conversations.mailboxes.conftest import box_of

ZONE = ZoneInfo("America/Los_Angeles")
PUBLIC = "https://clients.north.example"
SWEEPS = (fetch_what_is_due, watch_the_clock, draft_reminders, draft_updates, refresh_updates, hand_over_what_is_due)


def at(month: int, day: int, hour: int, minute: int = 0) -> AbstractContextManager[None]:
    """Move the clock to a moment of 2026, as Portland has it."""
    return clock.moved(moment(month, day, hour, minute))


def moment(month: int, day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, minute, tzinfo=ZONE)


@dataclass
class Firm:
    """The firm, its servers, and Olivia's browser."""

    cast: Cast
    harbor: Client
    nadia: Contact
    mailbox: Mailbox
    imap: Any
    box: Postbox
    page: Browser = field(default_factory=Browser)

    @classmethod
    def open(cls, imap: Any, box: Postbox) -> "Firm":
        """Open it as it stands on 2 January: Harbor Dental is a client of the first tier, mail is fetched and sent."""
        with at(1, 2, 9):
            cast = gather()
            harbor = Client.add(cast.north, cast.by, name="Harbor Dental", tier="a", stage="active", owner=cast.olivia)
            nadia = Contact.add(harbor, cast.by, name="Dr Nadia Osei", email="nadia@harbordental.example", roles=["primary"])
            cast.north.public_url = PUBLIC
            cast.north.save()
            MailServer.objects.create(
                workspace=cast.north, host="127.0.0.1", port=box.port, security="none", from_email="hello@north.example"
            )
            mailbox = box_of(imap, cast.north)
        firm = cls(cast, harbor, nadia, mailbox, imap, box)
        firm.page.force_login(cast.olivia.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return firm

    def arrives(self, sender: str, subject: str, text: str, when: dt.datetime, folder: str = "INBOX", **headers: str) -> None:
        """A mail lies in the mailbox since `when`; nobody has fetched it yet."""
        content = mail(sender=sender, subject=subject, text=text, date=when.strftime("%a, %d %b %Y %H:%M:%S %z"), **headers)
        self.imap.put(self.mailbox.username, content, folder=folder, at=when)

    def works(self) -> None:
        """What the machine does by itself at this moment: fetch, watch, draft, send, listen."""
        for _ in range(2):
            for sweep in SWEEPS:
                sweep()
            run_due_jobs()
        read_all(self.cast.north)
        run_due_jobs()

    def sees(self, path: str) -> str:
        """The text of one of Olivia's pages."""
        answer = self.page.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return text_of(answer)

    def does(self, path: str, **typed: Any) -> str:
        """Olivia sends the form of a page, with the token that it holds; returns where it led."""
        shown = self.page.get(path)
        if shown.status_code == 200 and shown.context and (token := shown.context.get("form_token")):
            typed = {"form_token": token, **typed}
        answer = self.page.post(path, typed)
        assert answer.status_code == 302, (path, text_of(answer))
        return answer["Location"]

    def last_letter(self, subject: str) -> Any:
        """The newest letter with this subject that arrived at the mail server."""
        return [kept for kept in self.box.letters if subject in kept.message["Subject"]][-1].message


def enters(letter: Any) -> tuple[Browser, str]:
    """The recipient follows the letter's link; returns their browser and where they landed."""
    words = letter.get_body(("plain",)).get_content()
    browser = Browser()
    path = re.search(re.escape(PUBLIC) + r"(/p/\S+)", words)[1]
    answer = browser.get(path)
    assert answer.status_code == 302, words
    return browser, answer["Location"]


def text_of(answer: Any) -> str:
    """The words of a page, without its marks."""
    body = re.sub(r"(?s)<(script|style).*?</\1>", " ", answer.content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", body).replace("&amp;", "&").replace("&#x27;", "'").replace("&nbsp;", " ").split())
