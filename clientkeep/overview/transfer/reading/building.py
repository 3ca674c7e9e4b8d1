"""From the values of one row (or card) to one client with its contacts. What is unclear becomes a problem."""

from collections.abc import Callable
from dataclasses import dataclass, field

from .fields import ADDRESS
from .record import Balance, ImportedClient, ImportedContact, Problem
from .values import currencies, dates, identity, money, places, reach, text

CONTACTS_AT_MOST = 100
_LABEL, _VALUE = " - Label", " - Value"


@dataclass(frozen=True, slots=True)
class Answers:
    """What was asked once for the whole file. An unanswered question leaves the cells concerned unread."""

    date_order: dates.DateOrder | None = None
    decimal_mark: str = ""
    balance_currency: str = ""


@dataclass(slots=True)
class RowValues:
    """One row by field: `values` holds, for each field, its cells that are not empty, first choice first."""

    number: int
    values: dict[str, list[str]]
    custom: dict[str, str] = field(default_factory=dict)
    source: str = "file"
    people: bool = False
    joined_by: str = ""
    unclear_names_are_people: bool = False
    tags_left_out: tuple[str, ...] = ()
    problem: str = ""

    def first(self, slug: str) -> str:
        """The first value of a field, on one line; '' when it has none."""
        found = self.values.get(slug)
        if not found:
            return ""
        value = found[0]
        if self.joined_by and self.joined_by in value:
            value = value.split(self.joined_by)[0]
        return text.one_line(value)

    def whole(self, slug: str) -> str:
        """The first value as it is, on one line, not split at the tool's own mark."""
        found = self.values.get(slug)
        return text.one_line(found[0]) if found else ""


def build_client(row: RowValues, answers: Answers) -> ImportedClient:
    """Never raises: what cannot be used is said in `problems`."""
    client = ImportedClient([row.number])
    if row.problem:
        client.problems.append(Problem("row", row.problem, fatal=True))
    _identify(client, row)
    _reach(client, row)
    _locate(client, row)
    _terms(client, row, answers)
    _extras(client, row)
    _require_a_name(client, row)
    require_few_contacts(client)
    return client


def require_few_contacts(client: ImportedClient) -> None:
    """Refuse a client with more contacts than one may have, as a word such as 'freelance' in the company column gives."""
    if len(client.contacts) > CONTACTS_AT_MOST and not client.refused:
        message = f"“{client.name}” has more than {CONTACTS_AT_MOST} contacts; one client may have {CONTACTS_AT_MOST}."
        client.problems.append(Problem("contacts", message, fatal=True))


def _identify(client: ImportedClient, row: RowValues) -> None:
    contact = _person(row)
    _weigh(client, contact, row)
    company = row.first("company") if row.people else row.whole("company")
    named = row.whole("name")
    person = contact.name
    client.name = company or person or named if row.people else named or company or person
    client.legal_name = row.whole("legal_name")
    if not row.people and company and company != client.name and not client.legal_name:
        client.legal_name = company
    if text.normal_name(client.legal_name) == text.normal_name(client.name):
        client.legal_name = ""
    client.is_company = _is_company(client, row, company, person)
    if not client.name:
        client.is_company = False
    identifier = row.whole("external_id")
    if identifier and not (row.people and company):
        client.external = (row.source, identifier)
    elif identifier:
        contact.external_id = identifier
    if person or contact.title or contact.external_id:
        client.contacts.append(contact)


def _is_company(client: ImportedClient, row: RowValues, company: str, person: str) -> bool:
    said = text.company_or_person(row.first("kind"))
    if said is not None:
        return said
    if company or client.legal_name:
        return True
    if row.people or (person and text.normal_name(person) == text.normal_name(client.name)):
        return False
    return text.looks_like_a_firm(client.name) or not row.unclear_names_are_people


def _person(row: RowValues) -> ImportedContact:
    first = " ".join(filter(None, (row.whole("first_name"), row.whole("middle_name"))))
    last, full = row.whole("last_name"), row.whole("person")
    if full and not first and not last:
        first, last = text.split_person(full)
    name = " ".join(filter(None, (first, last))) or full
    return ImportedContact(first, last, name, title=row.whole("title"), role=row.whole("role"))


def _weigh(client: ImportedClient, contact: ImportedContact, row: RowValues) -> None:
    """Power and interest of the person; a word that is neither high nor low is left out and said."""
    for slug in ("power", "interest"):
        said = row.whole(slug)
        setattr(contact, slug, text.high_or_low(said))
        if said and not getattr(contact, slug):
            client.problems.append(Problem(slug, f"“{said[:80]}” is neither high nor low, so the {slug} was left out."))


def _reach(client: ImportedClient, row: RowValues) -> None:
    own, own_problems = _all(row, "email", reach.emails)
    their, their_problems = _all(row, "contact_email", reach.emails)
    own_phones, phone_problems = _all(row, "phone", reach.phones)
    their_phones, more_problems = _all(row, "contact_phone", reach.phones)
    client.problems += [Problem("email", each) for each in own_problems + their_problems]
    client.problems += [Problem("phone", each) for each in phone_problems + more_problems]
    client.problems += _website(client, row)
    if client.contacts:
        _reach_person(client.contacts[0], row.people, own, their, own_phones, their_phones)
    client.email = own[0] if own and not row.people else next(iter(their + own), "")
    client.phone = next(iter(own_phones + their_phones), "")
    if row.people and client.email and not client.contacts and row.first("company"):
        client.contacts.append(ImportedContact(email=client.email, phone=client.phone))
    said = set(client.emails)
    for address in own + their:
        if address.casefold() not in said:
            said.add(address.casefold())
            client.contacts.append(ImportedContact(email=address))
    kept = {client.phone, *(phone for each in client.contacts for phone in (each.phone, *each.other_phones))}
    rest = [number for number in own_phones + their_phones if number not in kept]
    if rest:
        client.custom["Other phone"] = ", ".join(dict.fromkeys(rest))


def _reach_person(
    person: ImportedContact,
    people: bool,
    own: list[str],
    their: list[str],
    own_phones: list[str],
    their_phones: list[str],
) -> None:
    addresses = list(dict.fromkeys(their + own if people else their or own[:1]))
    person.email, person.other_emails = (addresses or [""])[0], addresses[1:]
    numbers = their_phones or (own_phones if people else own_phones[:1])
    person.phone, person.other_phones = (numbers or [""])[0], numbers[1:]


def _all(row: RowValues, slug: str, read: Callable[[str], tuple[list[str], list[str]]]) -> tuple[list[str], list[str]]:
    good: list[str] = []
    bad: list[str] = []
    for cell in row.values.get(slug, ()):
        found, problems = read(cell)
        good += [each for each in found if each not in good]
        bad += problems
    return good, bad


def _website(client: ImportedClient, row: RowValues) -> list[Problem]:
    problems = []
    for cell in row.values.get("website", ()):
        for part in cell.split(row.joined_by) if row.joined_by else [cell]:
            read = reach.website(part)
            if read.value and not client.website:
                client.website = read.value
            elif read.problem:
                problems.append(Problem("website", read.problem))
    return problems if not client.website else []


def _locate(client: ImportedClient, row: RowValues) -> None:
    main = {part: _lines(row, part) for part in ADDRESS}
    other = {part: _lines(row, f"other_{part}") for part in ADDRESS}
    whole = row.values.get("full_address")
    if not any(main[part] for part in ADDRESS if part != "country") and whole:
        lines = [line.strip(" ,") for line in whole[0].splitlines() if line.strip(" ,")]
        main["line1"], main["line2"] = lines[0] if lines else "", ", ".join(lines[1:])
    elif not any(main.values()):
        main, other = other, dict.fromkeys(ADDRESS, "")
    if not main["line1"]:
        main["line1"], main["line2"] = main["line2"], ""
    for part in ADDRESS:
        setattr(client, part, main[part])
    if client.country:
        read = places.country_code(client.country)
        client.country = read.value or ""
        if read.problem:
            client.problems.append(Problem("country", read.problem))
            client.custom["Country"] = main["country"]
    if any(other.values()) and other != main:
        client.custom["Second address"] = ", ".join(filter(None, other.values()))


def _lines(row: RowValues, slug: str) -> str:
    cells = row.values.get(slug)
    if not cells:
        return ""
    cells = cells if slug.endswith(("line1", "line2")) else cells[:1]
    return ", ".join(dict.fromkeys(text.one_line(cell.replace("\n", ", ")) for cell in cells))


def _terms(client: ImportedClient, row: RowValues, answers: Answers) -> None:
    def take(slug: str, read):
        if read.problem:
            client.problems.append(Problem(slug, read.problem))
        return read.value

    client.tax_id = take("tax_id", identity.tax_number(row.whole("tax_id"))) or ""
    client.currency = take("currency", currencies.currency_code(row.whole("currency"))) or ""
    client.language = take("language", places.language_code(row.whole("language"))) or ""
    terms = identity.payment_days(row.whole("payment_terms_days"))
    if terms == identity.payment_days(""):
        terms = identity.rule_days(row.whole("terms_day"), row.whole("terms_rule"))
    client.payment_terms_days = take("payment_terms_days", terms)
    day = take("opening_balance_date", dates.read_date(row.whole("opening_balance_date"), answers.date_order))
    owed = take("opening_balance", money.amount(row.whole("opening_balance"), answers.decimal_mark))
    if not owed or not owed.value:
        return
    if owed.currency and client.currency and owed.currency != client.currency:
        message = f"The balance is in {owed.currency}, but the client's currency is {client.currency}."
        client.problems.append(Problem("opening_balance", message))
        return
    client.opening_balance = Balance(owed.value, owed.currency or client.currency or answers.balance_currency)
    client.opening_balance_date = day


def _extras(client: ImportedClient, row: RowValues) -> None:
    notes = (cell.replace("\r\n", "\n").strip() for cell in row.values.get("notes", ()))
    client.notes = "\n".join(dict.fromkeys(notes))
    left_out = set(row.tags_left_out)
    for cell in row.values.get("tags", ()):
        client.tags += [tag for tag in text.tags(cell, row.joined_by) if tag.casefold() not in left_out]
    client.tags = [tag.removeprefix("* ") for tag in client.tags]
    for name, value in row.custom.items():
        if value != client.name and not (name.endswith(_LABEL) and name.removesuffix(_LABEL) + _VALUE in row.custom):
            client.custom.setdefault(_custom_name(name, row.custom), value)


def _custom_name(name: str, custom: dict[str, str]) -> str:
    """'Custom Field 1 - Value' goes by what 'Custom Field 1 - Label' says."""
    return custom.get(name.removesuffix(_VALUE) + _LABEL, name) if name.endswith(_VALUE) else name


def _require_a_name(client: ImportedClient, row: RowValues) -> None:
    if len(client.name) > 200:
        message = f"The name has {len(client.name):,} characters; at most 200 are kept."
        client.problems.append(Problem("name", message, fatal=True))
    if client.name or client.refused:
        return
    if client.email:
        client.name, client.is_company = client.email, False
        client.problems.append(Problem("name", "The row has no name, so its e-mail address stands for it."))
    else:
        message = "There is no name, company or e-mail address in this row."
        client.problems.append(Problem("name", message, fatal=True))
