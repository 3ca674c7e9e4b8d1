"""The letters of a case: one for each step and one for the outcome, drafted from the firm's words, sent once each."""

from django.db import transaction

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.ui.days import write_day
from clientkeep.relationship.clients.calling import first_name
from clientkeep.relationship.clients.models import Contact
from clientkeep.workspace.mail import outbox, wording
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.mail.wordings import word
from clientkeep.workspace.members.acting import Actor

from .model import Case, CaseStep

_NAMES = ("client", "contact", "about", "day", "firm", "sender")
_SIGNED = "\n\n{sender}\n{firm}"


def _word(key: str, label: str, when: str, subject: str, body: str) -> None:
    word(f"case_{key}", f"Case: {label}", when, subject, f"Hello {{contact}},\n\n{body}{_SIGNED}", _NAMES)


_word(
    "acknowledge", "we heard you", "Is drafted when a case is opened.", "About {about}",
    "thank you for telling us about {about}. I read it with care, and I am looking into it now.\n\n"
    "You hear from me again by {day}.",
)  # fmt: skip
_word(
    "clarify", "what happened", "Is drafted for the second step of a case.", "Did I understand it? {about}",
    "before anything is changed I want to be sure that I understood {about}.\n\n"
    "This is how I understand it: \n\nIs that right, and what did I miss?",
)  # fmt: skip
_word(
    "own", "what was ours", "Is drafted for the third step of a case.", "What we did wrong: {about}",
    "about {about}: this was ours, and I am sorry for the trouble that it made for {client}.\n\n"
    "You hear by {day} what we propose.",
)  # fmt: skip
_word(
    "propose", "what we propose", "Is drafted for the fourth step of a case.", "Our proposal: {about}",
    "here is what we propose about {about}:\n\n\n\nIf that suits you, one word is enough. If not, tell me what would.",
)  # fmt: skip
_word(
    "document", "what was agreed", "Is drafted for the last step of a case.", "What we agreed: {about}",
    "so that both of us can look it up, this is what we agreed about {about}:\n\n\n\n"
    "If you remember something differently, tell me now.",
)  # fmt: skip
_word(
    "outcome", "how it came out", "Is drafted when a case is resolved.", "How it came out: {about}",
    "you told us about {about}. This is what has changed:\n\n\n\nThank you for saying it.",
)  # fmt: skip


def draft(case: Case, key: str, by: Actor, contact: Contact | None = None) -> wording.Words:
    """Return the words of a step's letter, or of the outcome's ("outcome"), filled as a draft to be edited."""
    to = contact or recipient(case)
    later = case.steps.filter(done_at=None, skipped_at=None).exclude(key=key).order_by("due_on").first()
    values = {
        "client": case.client.name, "contact": first_name(to.name) if to else "", "about": case.about,
        "day": write_day(later.due_on, case.workspace.today()) if later else "", "firm": case.workspace.name, "sender": by.name,
    }  # fmt: skip
    return wording.filled(case.workspace, f"case_{key}", values)


def recipient(case: Case) -> Contact | None:
    """Who is written to: whoever raised it, else the client's primary contact with an address."""
    if case.contact and case.contact.email and case.contact.removed_at is None:
        return case.contact
    people = [person for person in case.client.people if person.email]
    return next((person for person in people if "primary" in person.roles), people[0] if people else None)


def send_for_step(step: CaseStep, by: Actor, to: Contact | None, subject: str, text: str) -> Letter:
    """Send a step's letter and note the step as done, in one transaction. The database lets one letter a step exist."""
    with transaction.atomic():
        if not step._held().is_left:
            raise Conflict("This step is done already.", "step")
        letter = _write(step.case, f"case:{step.case_id}:{step.key}", by, to, subject, text)
        step.do(by, f"Letter to {letter.to_name or letter.to_email}", letter)
    return letter


def resolve_and_tell(case: Case, by: Actor, outcome: str, to: Contact | None, subject: str, text: str) -> Letter:
    """Resolve a case and tell the client how it came out, in one transaction."""
    with transaction.atomic():
        case.resolve(by, outcome)
        return _write(case, f"case:{case.pk}:outcome:{case.times_resolved}", by, to, subject, text)


def _write(case: Case, key: str, by: Actor, to: Contact | None, subject: str, text: str) -> Letter:
    if to is None or to.client_id != case.client_id or to.removed_at or not to.email:
        raise Invalid("Choose a contact of this client who has an e-mail address.", "to")
    if not text.strip():
        raise Invalid("Write the letter.", "text")
    return outbox.write(
        case.workspace, key, "case", to.email, to.name, subject, text, about=case, client_id=case.client_id,
        by_person=True,
    )  # fmt: skip
