"""What was said with a client. The rooms' models are gathered here."""

from .absence.model import Cover
from .decisions.model import Decision
from .mailboxes.arrival import Arrival, IgnoredSender, RawMail
from .mailboxes.filing_address import FilingAddress
from .mailboxes.model import Mailbox, MailFolder
from .mailings.model import Mailing, MailingRow
from .messages.model import Message, Thread
from .model import LogEntry
from .promises.model import Promise
from .promises.reminder import Reminder
from .questions.model import Question
from .recaps.model import Recap
from .response.model import Wait
from .response.promise import ResponsePromise, ResponseWarning
from .writing.draft import LetterDraft
from .writing.signature import Signature
from .writing.templates import MailTemplate

__all__ = [
    "Arrival", "Cover", "Decision", "FilingAddress", "IgnoredSender", "LetterDraft", "LogEntry", "MailFolder",
    "MailTemplate", "Mailbox", "Mailing", "MailingRow", "Message", "Promise", "Question", "RawMail", "Recap",
    "Reminder", "ResponsePromise", "ResponseWarning", "Signature", "Thread", "Wait",
]  # fmt: skip
