"""What a file would change of a client on record: only what the file gives, old beside new."""

from dataclasses import dataclass

from .comparing import same_value
from .matching import Known, KnownContact
from .record import CLIENT_FIELDS, Balance, ImportedClient, ImportedContact
from .values.text import normal_name


@dataclass(frozen=True, slots=True)
class Change:
    """`field`: a slug of CLIENT_FIELDS, 'tags', 'external', 'opening_balance', 'custom.<name>', 'contact' (a new
    one) or 'contact.<field>'. `subject` names the contact; `new` of a new contact is 'Name <e-mail>'.
    """

    field: str
    old: object
    new: object
    subject: str = ""


def changes_for(record: ImportedClient, known: Known) -> list[Change]:
    """In a fixed order; empty when the client on record already says all that the file says."""
    changes = [Change(slug, old, new) for slug in CLIENT_FIELDS if (new := getattr(record, slug)) not in ("", None)
               and not _told(slug, record, known, old := known.values.get(slug, ""), new)]  # fmt: skip
    for name, value in sorted(record.custom.items()):
        if not same_value("custom", known.custom.get(name, ""), value):
            changes.append(Change(f"custom.{name}", known.custom.get(name, ""), value))
    held = {tag.casefold() for tag in known.tags}
    added = [tag for tag in record.tags if tag.casefold() not in held]
    if added:
        changes.append(Change("tags", list(known.tags), [*known.tags, *added]))
    for contact in record.contacts:
        changes += contact_changes(contact, known)
    if record.external and record.external not in known.external:
        changes.append(Change("external", "", ": ".join(record.external)))
    if record.opening_balance and known.opening is None:
        changes.append(Change("opening_balance", None, record.opening_balance))
    return changes


def balance_moved(record: ImportedClient, known: Known) -> str:
    """A sentence when the balance of the file is another than the one imported before. It is never posted twice."""
    if record.opening_balance and known.opening and not _same_balance(record.opening_balance, known.opening):
        return (
            f"The file now has a balance of {record.opening_balance.amount} {record.opening_balance.currency}; "
            f"{known.opening.amount} {known.opening.currency} was taken over before and stays."
        )
    return ""


def _same_balance(new: Balance, old: Balance) -> bool:
    """A balance without a currency is in the client's own."""
    return new.amount == old.amount and (not new.currency or new.currency == old.currency)


def _told(slug: str, record: ImportedClient, known: Known, old: object, new: object) -> bool:
    if same_value(slug, old, new):
        return True
    if slug == "email":
        borrowed = any(new in (each.email, *each.other_emails) for each in record.contacts)
        return str(new).casefold() in {address.casefold() for address in known.emails} or bool(old and borrowed)
    if slug == "phone":
        borrowed = any(new == each.phone for each in record.contacts)
        return any(same_value("phone", each.phone, new) for each in known.contacts) or bool(old and borrowed)
    if slug == "notes":
        return str(new) in str(old)
    return False


def contact_changes(contact: ImportedContact, known: Known) -> list[Change]:
    """What one contact of the file would add to, or change of, the people on record."""
    held = held_contact(contact, known)
    shown = contact.name or contact.email
    if held is None:
        if not contact.name and contact.email.casefold() in {address.casefold() for address in known.emails}:
            return []
        return [Change("contact", "", f"{contact.name} <{contact.email}>" if contact.email else contact.name, shown)]
    changes = []
    for slug in ("name", "email", "phone", "title", "role", "power", "interest"):
        old, new = getattr(held, slug), getattr(contact, slug)
        if new and not same_value(slug, old, new):
            changes.append(Change(f"contact.{slug}", old, new, held.name or held.email))
    return changes


def held_contact(contact: ImportedContact, known: Known) -> KnownContact | None:
    """The contact on record that is this person: by e-mail address, then by name (and phone, where two share it)."""
    address = contact.email.casefold()
    by_email = next((each for each in known.contacts if address and each.email.casefold() == address), None)
    if by_email:
        return by_email
    name = normal_name(contact.name)
    named = [each for each in known.contacts if name and normal_name(each.name) == name]
    return next((each for each in named if same_value("phone", each.phone, contact.phone)), next(iter(named), None))
