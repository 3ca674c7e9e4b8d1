"""A contact of a file as a contact on record, and back, so that the same file says the same again. Plain Python."""

from collections.abc import Sequence
from typing import Any

from ..reading.matching import KnownContact
from ..reading.record import ImportedContact

_ALSO = "Also reached at "
_ROLES = {
    "primary": "primary",
    "main contact": "primary",
    "decision-maker": "decision_maker",
    "decision maker": "decision_maker",
    "billing": "billing",
    "accounts payable": "billing",
    "approver": "approver",
    "viewer": "viewer",
}


def values_of(contact: ImportedContact) -> dict[str, Any]:
    """The fields of Contact. What it has no field for (a department, further addresses) stands in the note."""
    return {
        "name": contact.name,
        "email": contact.email,
        "phone": contact.phone,
        "title": contact.title,
        "roles": roles_of(contact.role),
        "note": note_of(contact),
        "power": contact.power,
        "interest": contact.interest,
    }


def roles_of(role: str) -> list[str]:
    """Our own role for what the file calls it, where there is one."""
    known = _ROLES.get(role.casefold())
    return [known] if known else []


def note_of(contact: ImportedContact) -> str:
    """The role as the file has it on the first line, then the addresses and numbers beyond the first."""
    others = [*contact.other_emails, *contact.other_phones]
    lines = [contact.role, _ALSO + ", ".join(others) if others else ""]
    return "\n".join(line for line in lines if line)[:2000]


def note_with_role(note: str, old: str, new: str) -> str:
    """A note whose first line tells another role now."""
    rest = note.removeprefix(old).lstrip("\n") if old else note
    return "\n".join(line for line in (new, rest) if line)[:2000]


def known_contact(
    name: str, email: str, phone: str, title: str, note: str, power: str = "", interest: str = ""
) -> KnownContact:
    """A contact on record as the rehearsal compares it."""
    first = note.partition("\n")[0]
    return KnownContact(name, email, phone, title, "" if first.startswith(_ALSO) else first, power, interest)


def shown(contact: ImportedContact) -> str:
    """'Ana Ruiz <ana@acme.example>'."""
    return f"{contact.name} <{contact.email}>" if contact.name and contact.email else contact.name or contact.email


def reached_by(contacts: Sequence[KnownContact]) -> list[str]:
    """Their e-mail addresses."""
    return [contact.email for contact in contacts if contact.email]
