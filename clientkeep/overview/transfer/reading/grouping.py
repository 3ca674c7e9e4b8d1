"""Rows that speak of one client become one record: contacts of one company, or a client listed once per contact."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from .building import Answers, RowValues, build_client, require_few_contacts
from .comparing import same_value
from .record import CLIENT_FIELDS, ImportedClient, ImportedContact, Problem
from .values.identity import tax_key
from .values.text import normal_name

_SHARED = frozenset(CLIENT_FIELDS) - {"email", "phone", "notes"}


def read_clients(rows: Callable[[], Iterable[RowValues]], answers: Answers) -> Iterator[ImportedClient]:
    """Clients in the order of their last row. `rows` is called twice: to count each group, then to build it."""
    counts = Counter(hash(key) for row in rows() if (key := group_key(row)))
    waiting: dict[int, tuple[ImportedClient, int]] = {}
    for row in rows():
        client = build_client(row, answers)
        key = group_key(row)
        mark = hash(key) if key else 0
        if not key or counts[mark] == 1:
            yield client
            continue
        if mark in waiting:
            first, seen = waiting[mark]
            _join(first, client, row.people)
            require_few_contacts(first)
        else:
            first, seen = client, 0
        if seen + 1 == counts[mark]:
            waiting.pop(mark, None)
            yield first
        else:
            waiting[mark] = (first, seen + 1)


def group_key(row: RowValues) -> tuple[str, ...]:
    """What makes two rows one client: the other tool's id, else the company (people) or the client's name.

    Rows of one name with different tax numbers are different clients. () when the row stands alone.
    """
    if row.problem:
        return ()
    if row.people:
        company = row.first("company")
        return ("company", normal_name(company)) if company else ()
    identifier = row.whole("external_id")
    name = normal_name(row.whole("name") or row.whole("company"))
    if identifier:
        return ("id", identifier, name)
    return ("name", name, tax_key(row.whole("tax_id"))) if name else ()


def _join(first: ImportedClient, other: ImportedClient, people: bool) -> None:
    first.row_numbers += other.row_numbers
    if first.refused:
        return
    first.problems += [problem for problem in other.problems if problem not in first.problems]
    for slug in CLIENT_FIELDS:
        _join_field(first, other, slug, people)
    first.tags += [tag for tag in other.tags if tag not in first.tags]
    for name, value in other.custom.items():
        kept = first.custom.setdefault(name, value)
        if kept != value and value not in kept.split("; "):
            first.custom[name] = f"{kept}; {value}"
    _join_balance(first, other)
    for contact in other.contacts:
        if not any(_same_contact(contact, known) for known in first.contacts):
            first.contacts.append(contact)
    if other.email and other.email.casefold() not in first.emails:
        first.contacts.append(ImportedContact(email=other.email, phone=other.phone))


def _join_field(first: ImportedClient, other: ImportedClient, slug: str, people: bool) -> None:
    kept, new = getattr(first, slug), getattr(other, slug)
    if new in ("", None) or same_value(slug, kept, new):
        return
    if kept in ("", None):
        setattr(first, slug, new)
    elif slug == "notes":
        first.notes = f"{kept}\n{new}"
    elif slug in _SHARED:
        rows = f"Rows {first.row_numbers[0]} and {other.row_numbers[0]}"
        message = f"{rows} disagree: “{kept}” and “{new}”."
        first.problems.append(Problem(slug, message, choice=not people))


def _join_balance(first: ImportedClient, other: ImportedClient) -> None:
    """A client listed once per contact carries its balance on each row: it counts once."""
    if first.opening_balance is None:
        first.opening_balance, first.opening_balance_date = other.opening_balance, other.opening_balance_date
    elif other.opening_balance and other.opening_balance != first.opening_balance:
        rows = f"Rows {first.row_numbers[0]} and {other.row_numbers[0]}"
        amounts = f"{first.opening_balance.amount} and {other.opening_balance.amount}"
        first.problems.append(Problem("opening_balance", f"{rows} disagree on the balance: {amounts}.", choice=True))


def _same_contact(one: ImportedContact, two: ImportedContact) -> bool:
    if one.email and two.email:
        return one.email.casefold() == two.email.casefold() and normal_name(one.name) == normal_name(two.name)
    return bool(one.name) and normal_name(one.name) == normal_name(two.name) and one.phone == two.phone
