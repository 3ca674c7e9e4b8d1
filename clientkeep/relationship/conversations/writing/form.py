"""The form of a letter: who gets it, its words, its files, and when it leaves. What was typed survives every error."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.files import intake
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.mail.outbox import check_attachments
from clientkeep.workspace.mail.wording import Words
from clientkeep.workspace.members.acting import Acting

from ..messages.model import Thread
from .draft import LetterDraft
from .recipients import Recipient, chosen, recipients_of, usual
from .rules import answer_subject

MOST_FILES = 10
FIELDS = ("to", "subject", "text", "files", "upload", "when", "at")


@dataclass
class LetterForm:
    """What is typed. `to` and `files` hold the values that are ticked."""

    client: Client
    thread: Thread | None
    to: list[str]
    words: Words
    files: list[str] = field(default_factory=list)
    when: str = "now"
    at: str = ""
    uploads: Sequence[Any] = ()
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def begun(cls, acting: Acting, client: Client, thread: Thread | None) -> "LetterForm":
        """The draft where there is one, else an empty letter to whom one usually writes."""
        if draft := LetterDraft.of(acting, client, thread):
            words = Words(draft.subject, draft.text)
            return cls(client, thread, draft.to, words, draft.files, draft.when, draft.at)
        return cls(client, thread, _first_to(client, thread), Words(answer_subject(thread.subject) if thread else "", ""))

    @classmethod
    def posted(cls, client: Client, thread: Thread | None, request: Any) -> "LetterForm":
        post = request.POST
        words = Words(post.get("subject", "").strip()[:1_000], post.get("text", "").replace("\r\n", "\n")[:25_000])
        return cls(
            client, thread, post.getlist("to")[:100], words, post.getlist("files")[:100], post.get("when", "now")[:20],
            post.get("at", "")[:30], request.FILES.getlist("upload"),
        )  # fmt: skip

    @property
    def choices(self) -> list[tuple[Recipient, bool]]:
        """Everybody who can be written to, and whether they are ticked."""
        return [(recipient, recipient.value in self.to) for recipient in recipients_of(self.client)]

    def recipients(self) -> list[Recipient]:
        """Raises Invalid with `to`."""
        return chosen(self.client, self.to)

    def refuse(self, refusal: Any) -> None:
        """Put a refusal to its field, or above the form."""
        name = {"file": "upload", "name": "upload", "to_email": "to", "to_name": "to"}.get(refusal.field or "", refusal.field)
        self.errors[name if name in FIELDS else "form"] = refusal.message

    def typed(self) -> dict[str, Any]:
        """What a draft keeps."""
        known = [value for value in self.files if _is_id(value)]
        return {
            "to": self.to, "files": known, "subject": self.words.subject, "text": self.words.text, "when": self.when,
            "at": self.at,
        }  # fmt: skip


def attached(form: LetterForm, acting: Acting) -> list[StoredFile]:
    """The ticked files of the client, and the new ones, kept with it. Raises Invalid with `files` or `upload`.

    Call it inside the transaction that writes the letter.
    """
    if len(form.files) + len(form.uploads) > MOST_FILES:
        raise Invalid(f"A letter takes {MOST_FILES} files at most.", "files")
    ids = [value for value in form.files if _is_id(value)]
    known = list(StoredFile.objects.visible_to(acting).filter(client_id=form.client.pk, purpose="file", pk__in=ids))
    if len(known) != len(set(form.files)):
        raise Invalid(f"Choose files of {form.client.name}.", "files")
    check_attachments(acting.workspace, known)
    new = [
        intake.keep(acting.workspace, upload, upload.name, acting.actor, client_id=form.client.pk)
        for upload in form.uploads
    ]
    check_attachments(acting.workspace, [*known, *new])
    return [*known, *new]


def _first_to(client: Client, thread: Thread | None) -> list[str]:
    """In a thread the one who wrote last; else whom one usually writes to."""
    last = thread and thread.messages.filter(direction="in", contact__isnull=False, contact__removed_at=None).order_by(
        "-happened_at"
    ).first()  # fmt: skip
    if last and any(each.value == str(last.contact_id) for each in recipients_of(client)):
        return [str(last.contact_id)]
    first = usual(client)
    return [first.value] if first else []


def _is_id(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
