"""What one client of a file is, whatever file it came from. Nothing here knows the database."""

from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from hashlib import sha256
from json import dumps


@dataclass(frozen=True, slots=True)
class Problem:
    """`fatal`: the record is refused. `choice`: its rows contradict each other and a person must choose."""

    field: str
    message: str
    fatal: bool = False
    choice: bool = False


@dataclass(frozen=True, slots=True)
class Balance:
    """Open amount in major units, minus when the firm owes the client. `currency` is ISO or '' (the client's own)."""

    amount: Decimal
    currency: str = ""


@dataclass(slots=True)
class ImportedContact:
    """A person at the client. `power` and `interest` are 'high', 'low' or ''; `external_id` is the person's id in the other tool, or ''."""

    first: str = ""
    last: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    title: str = ""
    role: str = ""
    power: str = ""
    interest: str = ""
    external_id: str = ""
    other_emails: list[str] = field(default_factory=list)
    other_phones: list[str] = field(default_factory=list)


@dataclass(slots=True)
class ImportedClient:
    """One client: the rows that speak of it (counted from 1 as in the file) and what they say. '' is "not given".

    `country` ISO 3166-1 alpha-2, `currency` ISO 4217, `language` as 'de' or 'pt-BR', `external` (tool, id) or None,
    `email` the first address under which the client can be reached, a contact's where the file has no other.
    """

    row_numbers: list[int]
    name: str = ""
    legal_name: str = ""
    is_company: bool = True
    email: str = ""
    phone: str = ""
    website: str = ""
    line1: str = ""
    line2: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    tax_id: str = ""
    currency: str = ""
    language: str = ""
    payment_terms_days: int | None = None
    notes: str = ""
    tags: list[str] = field(default_factory=list)
    custom: dict[str, str] = field(default_factory=dict)
    opening_balance: Balance | None = None
    opening_balance_date: date | None = None
    contacts: list[ImportedContact] = field(default_factory=list)
    external: tuple[str, str] | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def emails(self) -> list[str]:
        """All addresses by which this client can be matched, in lower case."""
        found = [self.email]
        for contact in self.contacts:
            found += [contact.email, *contact.other_emails]
        return list(dict.fromkeys(address.casefold() for address in found if address))

    @property
    def refused(self) -> bool:
        return any(problem.fatal for problem in self.problems)


CLIENT_FIELDS = (
    "name", "legal_name", "email", "phone", "website", "line1", "line2", "city", "region", "postal_code", "country",
    "tax_id", "currency", "language", "payment_terms_days", "notes",
)  # fmt: skip

_CLIENT_SLOTS, _CONTACT_SLOTS, _PROBLEM_SLOTS = (
    tuple(each.name for each in fields(kind)) for kind in (ImportedClient, ImportedContact, Problem)
)


def as_json(record: ImportedClient) -> dict:
    """The record in plain JSON values, to be kept between rehearsal and run."""
    plain = {slug: getattr(record, slug) for slug in _CLIENT_SLOTS}
    plain["contacts"] = [{slug: getattr(each, slug) for slug in _CONTACT_SLOTS} for each in record.contacts]
    plain["problems"] = [{slug: getattr(each, slug) for slug in _PROBLEM_SLOTS} for each in record.problems]
    if record.opening_balance:
        owed = record.opening_balance
        plain["opening_balance"] = {"amount": str(owed.amount), "currency": owed.currency}
    if record.opening_balance_date:
        plain["opening_balance_date"] = record.opening_balance_date.isoformat()
    plain["external"] = list(record.external) if record.external else None
    return plain


def from_json(plain: dict) -> ImportedClient:
    """The reverse of as_json."""
    plain = dict(plain)
    balance, day, external = plain["opening_balance"], plain["opening_balance_date"], plain["external"]
    plain["opening_balance"] = Balance(Decimal(balance["amount"]), balance["currency"]) if balance else None
    plain["opening_balance_date"] = date.fromisoformat(day) if day else None
    plain["external"] = (external[0], external[1]) if external else None
    plain["contacts"] = [ImportedContact(**each) for each in plain["contacts"]]
    plain["problems"] = [Problem(**each) for each in plain["problems"]]
    return ImportedClient(**plain)


def row_key(record: ImportedClient) -> str:
    """A stable name for what a record says (64 hex digits), wherever in the file it stands.

    A run that was killed and starts again skips the keys that it has already written.
    """
    plain = as_json(record)
    del plain["row_numbers"], plain["problems"]
    text = dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
