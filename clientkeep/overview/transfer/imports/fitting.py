"""A client of a file, fitted to the limits of our record before it is compared. What is cut is said. Plain Python."""

from collections.abc import Callable, Iterable, Iterator

from clientkeep.foundation.currencies import DECIMALS
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.money import LARGEST_MAJOR, Money
from clientkeep.relationship.clients import tidying
from clientkeep.relationship.clients.words import fold

from ..reading.record import Balance, ImportedClient, ImportedContact, Problem

# Field of a file -> field of Client.
ATTRIBUTES = {
    "name": "name", "legal_name": "legal_name", "email": "email", "phone": "phone", "website": "website",
    "line1": "address_line1", "line2": "address_line2", "city": "city", "region": "region",
    "postal_code": "postal_code", "country": "country", "tax_id": "tax_id", "currency": "currency",
    "language": "language", "payment_terms_days": "terms_days", "notes": "background",
}  # fmt: skip
_LONGEST = {slug: tidying.LENGTHS[name] for slug, name in ATTRIBUTES.items() if name in tidying.LENGTHS}
_PERSON = {"name": 200, "email": 254, "phone": 60, "title": 120, "role": 200}
LONGEST_ID = 200


class CustomShelf:
    """The firm's own fields: those on record, and those that a file adds, as long as there is room."""

    def __init__(self, labels: Iterable[str]) -> None:
        self._labels = {fold(label): label for label in labels}
        self.added: list[str] = []
        self.left_out: set[str] = set()

    def label_for(self, name: str) -> str | None:
        """The label under which a column is kept; None where a hundred fields are taken already."""
        label = " ".join(name.split())[:100].strip() or "Field"
        key = fold(label)
        if key not in self._labels:
            if len(self._labels) >= tidying.MOST_CUSTOM:
                self.left_out.add(label)
                return None
            self._labels[key] = label
            self.added.append(label)
        return self._labels[key]

    @property
    def notices(self) -> list[str]:
        """What to tell about the file as a whole."""
        if not self.left_out:
            return []
        names = ", ".join(sorted(self.left_out)[:5])
        return [f"There is room for {tidying.MOST_CUSTOM} fields of your own. Left out: {names}."]


def fitted(records: Iterable[ImportedClient], shelf: CustomShelf) -> Iterator[ImportedClient]:
    """Each record, fitted."""
    for record in records:
        if not record.refused:
            fit(record, shelf)
        yield record


def fit(record: ImportedClient, shelf: CustomShelf) -> None:
    """Bring a record within the limits of Client, Contact and the money book; problems say what was cut or left out."""
    _cut_texts(record)
    _tidy(record, "email", tidying.tidy_email)
    _tidy(record, "website", tidying.tidy_website)
    if record.currency and record.currency not in DECIMALS:
        record.problems.append(Problem("currency", f"{record.currency} is no currency in use today, so it was left out."))
        record.currency = ""
    if record.payment_terms_days is not None and not 0 <= record.payment_terms_days <= tidying.LONGEST_TERMS:
        record.problems.append(Problem("payment_terms_days", "The payment terms are out of range and were left out."))
        record.payment_terms_days = None
    if record.tags:
        _fit_tags(record)
    if record.custom:
        _fit_custom(record, shelf)
    for contact in record.contacts:
        _fit_contact(record, contact)
    record.contacts = [contact for contact in record.contacts if contact.name or contact.email]
    if record.external and len(record.external[1]) > LONGEST_ID:
        record.external = None
        record.problems.append(Problem("external_id", "Its id in the other tool is too long and was left out."))
    if record.opening_balance:
        _fit_balance(record)


def _cut_texts(record: ImportedClient) -> None:
    for slug, most in _LONGEST.items():
        text = getattr(record, slug)
        if len(text) > most or not text.isprintable():
            kept = _seen(text)
            if len(kept) > most:
                record.problems.append(_cut(slug, f"The {slug.replace('_', ' ')}", len(kept), most))
            setattr(record, slug, kept[:most].strip())


def _tidy(record: ImportedClient, slug: str, tidy: Callable[[str], str]) -> None:
    value = getattr(record, slug)
    if not value:
        return
    try:
        setattr(record, slug, tidy(value))
    except Invalid:
        record.problems.append(Problem(slug, f"“{value[:80]}” is not a usable {slug} and was left out."))
        setattr(record, slug, "")


def _fit_tags(record: ImportedClient) -> None:
    kept: dict[str, str] = {}
    for tag in record.tags:
        word = " ".join(_seen(tag).split())[: tidying.LONGEST_TAG].strip()
        if word:
            kept.setdefault(word.casefold(), word)
    record.tags = list(kept.values())[: tidying.MOST_TAGS]
    if len(kept) > tidying.MOST_TAGS:
        message = f"It has {len(kept)} tags; the first {tidying.MOST_TAGS} are kept."
        record.problems.append(Problem("tags", message))


def _fit_custom(record: ImportedClient, shelf: CustomShelf) -> None:
    kept: dict[str, str] = {}
    for name, value in record.custom.items():
        label, text = shelf.label_for(name), _seen(value)
        if label is None or not text:
            continue
        text = f"{kept[label]}; {text}" if label in kept and kept[label] != text else text
        if len(text) > tidying.LONGEST_CUSTOM:
            record.problems.append(_cut("custom", f"“{label}”", len(text), tidying.LONGEST_CUSTOM))
        kept[label] = text[: tidying.LONGEST_CUSTOM].strip()
    record.custom = kept


def _fit_contact(record: ImportedClient, contact: ImportedContact) -> None:
    for slug, most in _PERSON.items():
        text = getattr(contact, slug)
        if len(text) > most or not text.isprintable():
            if len(text) > most:
                record.problems.append(_cut("contact", f"A contact's {slug}", len(text), most))
            setattr(contact, slug, _seen(text)[:most].strip())
    if contact.email:
        try:
            contact.email = tidying.tidy_email(contact.email)
        except Invalid:
            message = f"“{contact.email[:80]}” is not a usable e-mail address and was left out."
            record.problems.append(Problem("contact", message))
            contact.email = ""


def _fit_balance(record: ImportedClient) -> None:
    balance = record.opening_balance
    if abs(balance.amount) >= LARGEST_MAJOR or (balance.currency and balance.currency not in DECIMALS):
        record.problems.append(Problem("opening_balance", "The balance cannot be kept and was left out."))
        record.opening_balance = None
    elif balance.currency:
        amount = Money.of(balance.amount, balance.currency).major
        record.opening_balance = Balance(amount, balance.currency) if amount else None


def _seen(text: str) -> str:
    return tidying.tidy_text("", text, len(text))


def _cut(field: str, what: str, length: int, most: int) -> Problem:
    return Problem(field, f"{what} has {length:,} characters; the first {most:,} are kept.")
