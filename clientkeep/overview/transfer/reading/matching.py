"""Which client on record a client of the file is. The keys stand in the order in which they are believed."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .record import Balance, ImportedClient
from .values.identity import tax_key
from .values.text import normal_name

MATCH_KEYS = (
    ("external", "the id in the other tool"),
    ("tax_id", "the VAT or tax number"),
    ("email", "an e-mail address"),
    ("name", "the exact name"),
)


@dataclass(slots=True)
class KnownContact:
    """A contact on record, as far as an import may fill or change it."""

    name: str = ""
    email: str = ""
    phone: str = ""
    title: str = ""
    role: str = ""
    power: str = ""
    interest: str = ""


@dataclass(slots=True)
class Known:
    """A client on record. `values`: its current fields by the slugs of CLIENT_FIELDS (missing counts as empty).

    `emails`: its own and its contacts'. `external`: (tool, id) pairs of earlier imports. `opening`: balance imported.
    """

    id: str
    name: str
    legal_name: str = ""
    emails: tuple[str, ...] = ()
    tax_id: str = ""
    external: frozenset[tuple[str, str]] = frozenset()
    values: dict[str, object] = field(default_factory=dict)
    contacts: tuple[KnownContact, ...] = ()
    tags: tuple[str, ...] = ()
    custom: dict[str, str] = field(default_factory=dict)
    opening: Balance | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """`known` is set when exactly one fits; `candidates` are all that came into question, with `doubt` in words."""

    known: Known | None = None
    by: str = ""
    candidates: tuple[Known, ...] = ()
    doubt: str = ""


def record_keys(record: ImportedClient) -> dict[str, list[object]]:
    """The values of each match key that a record has."""
    names = {normal_name(record.name), normal_name(record.legal_name)} - {""}
    return {
        "external": [record.external] if record.external else [],
        "tax_id": [key] if (key := tax_key(record.tax_id)) else [],
        "email": list(record.emails),
        "name": sorted(names),
    }


class KnownClients:
    """All clients on record, found by each key."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._by: dict[str, dict[object, list[Known]]] = {slug: {} for slug, _ in MATCH_KEYS}
        for each in known:
            for slug, values in _known_keys(each).items():
                for value in values:
                    self._by[slug].setdefault(value, []).append(each)

    def match(self, record: ImportedClient) -> Match:
        """The first key that finds somebody decides; what speaks against it makes a doubt, never a guess."""
        keys = record_keys(record)
        found = {slug: self._found(slug, keys[slug]) for slug, _ in MATCH_KEYS}
        deciding = next((slug for slug, _ in MATCH_KEYS if found[slug]), "")
        if not deciding:
            return Match()
        candidates = found[deciding]
        for slug, _ in MATCH_KEYS:
            narrowed = [each for each in candidates if each in found[slug]]
            if len(candidates) > 1 and narrowed:
                candidates = narrowed
        label = dict(MATCH_KEYS)[deciding]
        if len(candidates) > 1:
            return Match(by=deciding, candidates=tuple(candidates), doubt=f"Several clients have {label}.")
        known = candidates[0]
        rivals = [] if deciding == "external" else [e for e in found["email"] if e is not known]
        if deciding == "tax_id" and rivals and known not in found["email"]:
            doubt = "The tax number and the e-mail address belong to two different clients."
            return Match(by=deciding, candidates=(known, *rivals), doubt=doubt)
        if doubt := against(deciding, record, known):
            return Match(by=deciding, candidates=(known,), doubt=doubt)
        return Match(known, deciding, (known,))

    def _found(self, slug: str, values: list[object]) -> list[Known]:
        found: list[Known] = []
        for value in values:
            found += [each for each in self._by[slug].get(value, ()) if each not in found]
        return found


def against(key: str, record: ImportedClient, known: Known) -> str:
    """What speaks against a match, in words; '' when nothing does."""
    ours = {address.casefold() for address in known.emails}
    if key == "external":
        names = {normal_name(known.name), normal_name(known.legal_name)} - {""}
        alike = names.intersection((normal_name(record.name), normal_name(record.legal_name)))
        alike = alike or ours.intersection(record.emails) or tax_key(record.tax_id) == tax_key(known.tax_id) != ""
        return "" if alike else f"“{known.name}” has the same id, but another name and other addresses."
    if record.external and any(
        tool == record.external[0] and number != record.external[1] for tool, number in known.external
    ):
        return f"“{known.name}” came from another record of the same tool."
    if key != "tax_id" and record.tax_id and known.tax_id and tax_key(record.tax_id) != tax_key(known.tax_id):
        return f"“{known.name}” has another tax number ({known.tax_id})."
    if key == "name" and record.emails and ours and not ours.intersection(record.emails):
        return f"“{known.name}” has the same name, but other e-mail addresses."
    return ""


def _known_keys(known: Known) -> dict[str, list[object]]:
    return {
        "external": list(known.external),
        "tax_id": [key] if (key := tax_key(known.tax_id)) else [],
        "email": list(dict.fromkeys(address.casefold() for address in known.emails if address)),
        "name": sorted({normal_name(known.name), normal_name(known.legal_name)} - {""}),
    }
