"""What was said with a client. The rooms' models are gathered here."""

from .decisions.model import Decision
from .mailboxes.arrival import Arrival, IgnoredSender, RawMail
from .mailboxes.filing_address import FilingAddress
from .mailboxes.model import Mailbox, MailFolder
from .messages.model import Message, Thread
from .model import LogEntry
from .promises.model import Promise
from .response.model import Wait
from .response.promise import ResponsePromise, ResponseWarning

__all__ = [
    "Arrival", "Decision", "FilingAddress", "IgnoredSender", "LogEntry", "MailFolder", "Mailbox", "Message", "Promise",
    "RawMail", "ResponsePromise", "ResponseWarning", "Thread", "Wait",
]  # fmt: skip
