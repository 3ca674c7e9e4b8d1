"""vCards as rows of people, for the same building of clients that CSV rows go through."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from .building import RowValues
from .decoding import guess_encoding, refuse_other_kinds
from .errors import EmptyFile, FieldTooLong, FileTooLarge, NotATable, TooManyRows
from .limits import LIMITS, Limits
from .vcard_lines import Card, Property, read_cards

_KEPT = ("BDAY", "ANNIVERSARY", "NICKNAME")


@dataclass
class CardFile:
    """A file of vCards within its limits. `row_count` counts cards; a row's number is its card's number."""

    data: bytes = field(repr=False)
    encoding: str
    row_count: int = 0
    notices: list[str] = field(default_factory=list)

    def rows(self) -> Iterator[RowValues]:
        """One row per card; a card that cannot be read has its `problem`."""
        return (card_values(card) for card in self.cards())

    def cards(self) -> Iterator[Card]:
        """The cards themselves, read anew each time."""
        text = io.TextIOWrapper(io.BytesIO(self.data), encoding=self.encoding, errors="replace")
        return read_cards(line.replace("\0", "").replace("\ufeff", "") for line in text)


def is_vcard(data: bytes) -> bool:
    """True when the file begins as vCards do, in whatever encoding."""
    start = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start[:11].upper() == b"BEGIN:VCARD"


def read_vcards(data: bytes, limits: Limits = LIMITS) -> CardFile:
    """Read all cards. Raises UnreadableFile as read_table does; a bad card alone never stops the others."""
    if len(data) > limits.bytes:
        raise FileTooLarge(
            f"The file has {len(data) / 1048576:.1f} MB; at most {limits.bytes / 1048576:g} MB are read."
        )
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise EmptyFile("The file is empty.")
    refuse_other_kinds(data)
    file = CardFile(data, guess_encoding(data))
    for card in file.cards():
        file.row_count += 1
        if card.number > limits.rows:
            raise TooManyRows(f"The file has more than {limits.rows:,} cards. Split it and import each part.")
        for each in card.properties:
            if len(each.value) > limits.field:
                message = f"Card {card.number} holds a text of more than {limits.field:,} characters ({each.name})."
                raise FieldTooLong(message)
    if not file.row_count:
        raise NotATable("There is no vCard in this file (BEGIN:VCARD).")
    return file


def card_values(card: Card) -> RowValues:
    """The fields of one card. The work address is the client's, another one the second address."""
    values: dict[str, list[str]] = {}
    custom: dict[str, str] = {}
    _names(card, values)
    _put(values, "contact_email", [each.text for each in card.all("EMAIL")])
    _put(values, "contact_phone", _phones(card))
    _put(values, "website", [each.text for each in card.all("URL")])
    _put(values, "notes", [each.text for each in card.all("NOTE")])
    _put(values, "tags", [",".join(each.parts(",")) for each in card.all("CATEGORIES")])
    _put(values, "title", [each.text for each in card.all("TITLE") or card.all("ROLE")])
    _put(values, "language", [each.text for each in card.all("LANG")])
    _put(values, "external_id", [card.first("UID")])
    _addresses(card, values)
    for name in _KEPT:
        if kept := card.first(name):
            custom[name.capitalize() if name != "BDAY" else "Birthday"] = kept
    for label, value in _labelled(card):
        custom[label] = value
    return RowValues(card.number, values, custom, "vcard", people=True, problem=card.problem)


def _names(card: Card, values: dict[str, list[str]]) -> None:
    family, given, middle, *_ = [
        *(card.all("N") or [Property("", "N", frozenset(), "")])[0].parts(),
        "",
        "",
        "",
    ]
    organisation, department, *_ = [
        *(card.all("ORG") or [Property("", "ORG", frozenset(), "")])[0].parts(),
        "",
        "",
    ]
    shown = card.first("FN")
    about_firm = card.first("X-ABSHOWAS").upper() == "COMPANY" or card.first("KIND").lower() == "org"
    if about_firm:
        _put(values, "company", [organisation or shown])
    else:
        _put(values, "company", [organisation])
        if not (shown and not given and not family and shown == organisation):
            _put(values, "person", [shown])
    _put(values, "role", [department])
    _put(values, "first_name", [given])
    _put(values, "middle_name", [middle])
    _put(values, "last_name", [family])


def _phones(card: Card) -> list[str]:
    numbers = [each for each in card.all("TEL") if "fax" not in each.types]
    numbers.sort(key=lambda each: (each.preference, not each.types & {"pref"}, not each.types & {"work", "cell"}))
    return [each.text.removeprefix("tel:").replace(";ext=", " x") for each in numbers]


def _addresses(card: Card, values: dict[str, list[str]]) -> None:
    addresses = sorted(card.all("ADR"), key=lambda each: ("work" not in each.types, each.preference))
    for prefix, each in zip(("", "other_"), addresses, strict=False):
        box, extended, street, city, region, code, country, *_ = [*each.parts(), *[""] * 7]
        lines = [line for line in street.split("\n") if line.strip()] or [""]
        _put(values, f"{prefix}line1", [lines[0]])
        _put(values, f"{prefix}line2", [*lines[1:], extended, box])
        for slug, value in (("city", city), ("region", region), ("postal_code", code), ("country", country)):
            _put(values, prefix + slug, [value])


def _labelled(card: Card) -> Iterator[tuple[str, str]]:
    """Apple's own labels ('item1.X-ABLABEL') name what no type does."""
    labels = {each.group: each.text for each in card.all("X-ABLABEL") if each.group}
    for each in card.properties:
        if each.group in labels and each.name in {"X-ABRELATEDNAMES", "X-ABDATE"}:
            yield labels[each.group].strip("_$!<>"), each.text


def _put(values: dict[str, list[str]], slug: str, found: list[str]) -> None:
    kept = [value.strip() for value in found if value and value.strip()]
    if kept:
        values.setdefault(slug, []).extend(kept)
