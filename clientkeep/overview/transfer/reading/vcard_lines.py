"""The text of vCards (versions 2.1, 3.0, 4.0) as properties: lines unfolded, groups and parameters told apart.

Sources: RFC 2426 (3.0), RFC 6350 (4.0), the vCard 2.1 specification of versit. Where files break them, the reading
is lenient: what cannot be understood spoils its own card at most.
"""

import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_NAME = re.compile(r"^(?:(?P<group>[\w-]+)\.)?(?P<name>[A-Za-z0-9-]+)$")
_USED = frozenset(
    "FN N ORG EMAIL TEL ADR URL NOTE CATEGORIES TITLE ROLE LANG UID KIND BDAY ANNIVERSARY NICKNAME"
    " X-ABSHOWAS X-ABLABEL X-ABRELATEDNAMES X-ABDATE".split()
)
_HELD_AT_MOST = 200_000  # characters of one property: pictures are longer, but never read
_PROPERTIES_AT_MOST = 1_000
_UNESCAPED = {"n": "\n", "N": "\n"}


@dataclass(frozen=True, slots=True)
class Property:
    """`types` are lower case ('work', 'cell', 'pref'); `value` is decoded but still escaped, see `parts`."""

    group: str
    name: str
    types: frozenset[str]
    value: str
    preference: int = 100

    @property
    def text(self) -> str:
        return unescape(self.value)

    def parts(self, mark: str = ";") -> list[str]:
        """Components of a structured value (N, ADR, ORG) or a list (CATEGORIES with ',')."""
        return [unescape(part).strip() for part in re.split(rf"(?<!\\){re.escape(mark)}", self.value)]


@dataclass(slots=True)
class Card:
    """One BEGIN:VCARD … END:VCARD. `number` counts from 1; `problem` says why it cannot be read."""

    number: int
    properties: list[Property] = field(default_factory=list)
    problem: str = ""

    def all(self, name: str) -> list[Property]:
        """Properties of a name, the preferred first."""
        found = [each for each in self.properties if each.name == name]
        return sorted(found, key=lambda each: (each.preference, "pref" not in each.types))

    def first(self, name: str) -> str:
        return next((each.text.strip() for each in self.all(name) if each.text.strip()), "")


def read_cards(lines: Iterable[str]) -> Iterator[Card]:
    """All cards of a file. A card without an end, or with a card begun inside it, is named and the next is read."""
    card: Card | None = None
    count = 0
    for line in _unfolded(lines):
        word = line.strip().upper().replace(" ", "")
        if word == "BEGIN:VCARD":
            if card is not None:
                card.problem = card.problem or "The card has no end (END:VCARD)."
                yield card
            count += 1
            card = Card(count)
        elif word == "END:VCARD":
            if card is not None:
                yield card
            card = None
        elif card is not None and line.strip():
            _add(card, line)
    if card is not None:
        card.problem = card.problem or "The card has no end (END:VCARD)."
        yield card


def unescape(value: str) -> str:
    return re.sub(r"\\(.)", lambda match: _UNESCAPED.get(match[1], match[1]), value, flags=re.DOTALL)


def _unfolded(lines: Iterable[str]) -> Iterator[str]:
    """Logical lines: a line that begins with white space belongs to the one before, and so does what follows a
    quoted-printable line that ends in '='."""
    held: list[str] = []
    soft, size = False, 0
    for physical in lines:
        line = physical.rstrip("\r\n")
        if held and (soft or (line[:1] in (" ", "\t") and line.strip())):
            size += len(line)
            if size < _HELD_AT_MOST:
                held.append("\n" + line if soft else line[1:])
        else:
            size = 0
            if held:
                yield "".join(held)
            held = [line]
        soft = line.endswith("=") and "QUOTED-PRINTABLE" in held[0].upper()
    if held:
        yield "".join(held)


def _add(card: Card, line: str) -> None:
    head, value = _split_head(line)
    names = head.split(";")
    match = _NAME.match(names[0].strip())
    if value is None or not match:
        card.problem = card.problem or f"This line is not of a vCard: “{line.strip()[:60]}”."
        return
    if len(card.properties) >= _PROPERTIES_AT_MOST:
        card.problem = card.problem or f"The card has more than {_PROPERTIES_AT_MOST:,} lines."
        return
    types, encoding, charset, preference = _parameters(names[1:])
    if encoding in {"B", "BASE64"} or match["name"].upper() not in _USED:
        return
    if encoding == "QUOTED-PRINTABLE":
        value = _quoted_printable(value, charset)
    card.properties.append(
        Property((match["group"] or "").lower(), match["name"].upper(), frozenset(types), value, preference)
    )


def _split_head(line: str) -> tuple[str, str | None]:
    """Before and after the first colon that stands outside quotation marks."""
    quoted = False
    for position, letter in enumerate(line[:2000]):
        if letter == '"':
            quoted = not quoted
        elif letter == ":" and not quoted:
            return line[:position], line[position + 1 :]
    head, colon, value = line.partition(":")
    return head, value if colon else None


def _parameters(words: list[str]) -> tuple[set[str], str, str, int]:
    types: set[str] = set()
    encoding, charset, preference = "", "utf-8", 100
    for word in words:
        name, equals, value = word.partition("=")
        name, value = name.strip().upper(), value.strip().strip('"')
        if not equals:
            encoding = name if name in {"QUOTED-PRINTABLE", "BASE64"} else encoding
            types.add(name.lower())
        elif name == "TYPE":
            types.update(each.strip().lower() for each in value.split(","))
        elif name == "ENCODING":
            encoding = value.upper()
        elif name == "CHARSET":
            charset = value
        elif name == "PREF" and value.isdecimal():
            preference = min(int(value[:4]), 100)
    return types, encoding, charset, preference


def _quoted_printable(value: str, charset: str) -> str:
    raw = quopri.decodestring(value.encode("utf-8", "replace"))
    try:
        return raw.decode(charset, "replace")
    except (LookupError, ValueError):
        return raw.decode("utf-8", "replace")
