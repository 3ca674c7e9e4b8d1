"""Writing letters: one row for each occurrence and recipient, in the transaction of its cause."""

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models, transaction

from clientkeep.foundation.errors import Invalid
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.members.models import Workspace

from .layout import lay_out
from .leaving import why_none_leaves
from .models import Letter, MailServer

MOST_BYTES = 25 * 1024 * 1024
# Three bytes travel as four, in lines of 76.
_IN_TRANSIT = 1.37
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def write(
    workspace: Workspace,
    key: str,
    purpose: str,
    to_email: str,
    to_name: str,
    subject: str,
    text: str,
    html: str = "",
    about: models.Model | None = None,
    client_id: Any = None,
    reply_to: str = "",
    link: dict[str, Any] | None = None,
    files: Sequence[StoredFile] = (),
    wait_for_files: bool = False,
    button: str = "",
    from_name: str = "",
    by_person: bool = False,
    not_before: dt.datetime | None = None,
    in_reply_to: str = "",
    references: Sequence[str] = (),
    unsubscribe: dict[str, Any] | None = None,
    calendar: str = "",
) -> Letter:
    """Write a letter in the caller's transaction; the same key gives the letter that was written first.

    `text` is plain and may hold {link} (see links.py); the HTML part is laid out from it unless one of our own
    templates gives it. `button` stands on the link. With `wait_for_files` it waits for `attach_and_release`.
    `by_person`: somebody wrote these very words. `not_before` keeps it here until a moment (UTC).
    `calendar` is an iCalendar object with its METHOD, which mail programs offer to enter.
    `in_reply_to` and `references` are Message-IDs; a letter of a conversation has its own from the start.
    Raises Invalid with the field `to_email`, `to_name`, `reply_to`, `subject` or `files`.
    """
    letter = Letter(
        workspace=workspace,
        key=key,
        purpose=purpose,
        client_id=client_id,
        about_type=about._meta.model_name if about else "",
        about_id=about.pk if about else None,
        to_email=to_email.strip(),
        to_name=to_name.strip(),
        from_name=(from_name or workspace.name)[:200],
        reply_to=reply_to.strip(),
        subject=subject.strip(),
        text=text.replace("\r\n", "\n"),
        link=link,
        by_person=by_person,
        not_before=not_before,
        in_reply_to=in_reply_to,
        references=" ".join(references),
        unsubscribe=unsubscribe,
        calendar=calendar,
    )
    letter.next_try_at = letter.earliest
    if by_person:
        letter.message_id = f"<{letter.pk}@{_domain_of(workspace)}>"
    _check(letter, files)
    letter.html = html or lay_out(letter, button)
    letter.state = "waiting" if wait_for_files else _first_state(letter)
    return _kept(letter, files)


def attach_and_release(about: models.Model, stored: StoredFile) -> None:
    """Put the file into each letter that waits for it, and let it go, or be held. Safe to repeat."""
    waiting = Letter.objects.filter(workspace_id=stored.workspace_id, about_id=about.pk, state="waiting")
    if not waiting.exists():
        return  # the usual case takes no lock that others would wait for
    with transaction.atomic():
        for letter in waiting.select_for_update(of=("self",)).select_related("workspace"):
            letter.files.add(stored)
            letter.move(_first_state(letter), next_try_at=letter.earliest)
            letter.plan()


def waiting_about(kinds: Sequence[str], before: dt.datetime) -> list[uuid.UUID]:
    """Return the ids of things of these kinds whose letters have waited for a file since before a moment."""
    waiting = Letter.objects.filter(state="waiting", about_type__in=kinds, created_at__lt=before)
    return list(waiting.order_by("about_id").values_list("about_id", flat=True).distinct()[:200])


def letters_needing_a_person(workspace: Workspace) -> models.QuerySet[Letter]:
    """Letters that failed, may not have arrived, or wait for a choice; none of the demo's held ones."""
    letters = Letter.objects.filter(workspace=workspace).needing_a_person()
    return letters.exclude(state="held") if workspace.is_demo else letters


def checked_header(value: str, field: str) -> str:
    """Return a value that may stand in a header. Raises Invalid with the field for line breaks and control signs."""
    if _BREAKS.search(value):
        raise Invalid("Line breaks and control characters are not allowed here.", field, "header_injection")
    return value


def checked_address(value: str, field: str) -> str:
    """Return an e-mail address. Raises Invalid with the field where it is none."""
    checked_header(value, field)
    try:
        validate_email(value)
    except ValidationError:
        raise Invalid("Enter an e-mail address such as jo@example.com.", field) from None
    return value


def _check(letter: Letter, files: Iterable[StoredFile]) -> None:
    checked_address(letter.to_email, "to_email")
    if letter.reply_to:
        checked_address(letter.reply_to, "reply_to")
    checked_header(letter.to_name, "to_name")
    checked_header(letter.from_name, "from_name")
    checked_header(letter.subject, "subject")
    checked_header(letter.in_reply_to, "in_reply_to")
    checked_header(letter.references, "references")
    if not letter.subject or len(letter.subject) > 300:
        raise Invalid("Write a subject of at most 300 signs.", "subject")
    if len(letter.to_name) > 200:
        raise Invalid("Use at most 200 signs.", "to_name")
    check_attachments(letter.workspace, files)


def check_attachments(workspace: Workspace, files: Iterable[StoredFile]) -> None:
    """Raise Invalid where files are another firm's or too much for one letter."""
    if any(stored.workspace_id != workspace.pk for stored in files):
        raise Invalid("This file does not exist.", "files")
    for stored in files:
        checked_header(stored.name, "files")
    if sum(stored.size for stored in files) * _IN_TRANSIT > MOST_BYTES:
        raise Invalid("The attachments are larger than 18 MB together. Share them in the portal instead.", "files")


def _domain_of(workspace: Workspace) -> str:
    """The domain in Message-IDs: of the address that letters come from, where one is known."""
    server = MailServer.objects.filter(workspace=workspace).first()
    domain = (server.from_email if server else workspace.email).rpartition("@")[2]
    try:
        return domain.encode("idna").decode("ascii") or "clientkeep.invalid"
    except UnicodeError:
        return "clientkeep.invalid"


def _first_state(letter: Letter) -> str:
    return "held" if why_none_leaves(letter.workspace, letter) else "ready"


def _kept(letter: Letter, files: Sequence[StoredFile]) -> Letter:
    values = {
        field.attname: getattr(letter, field.attname)
        for field in Letter._meta.concrete_fields
        if field.name not in ("workspace", "key")
    }
    with transaction.atomic():
        kept, is_new = Letter.objects.get_or_create(workspace=letter.workspace, key=letter.key, defaults=values)
        if is_new:
            kept.files.set(files)
            kept.plan()
    return kept
