"""The rehearsal: what an import would do with each client of the file, decided before anything is written."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from .comparing import comparable
from .differing import Change, balance_moved, changes_for
from .matching import MATCH_KEYS, Known, KnownClients, record_keys
from .record import ImportedClient, row_key


class Action(StrEnum):
    NEW = "new"
    UPDATE = "update"
    SAME = "same"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(slots=True)
class Step:
    """What becomes of one record.

    `known_id`: the client that is updated or the same. `same_as_row`: instead, an earlier row of this file whose
    client it is. `candidates`: ids to choose from in a conflict. `reasons`: sentences, for every action.
    `matched_by`: a slug of MATCH_KEYS. `key`: row_key of the record.
    """

    record: ImportedClient
    key: str
    action: Action
    known_id: str | None = None
    same_as_row: int | None = None
    matched_by: str = ""
    changes: list[Change] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    candidates: list[str] = field(default_factory=list)

    @property
    def row_numbers(self) -> list[int]:
        return self.record.row_numbers


def rehearse(records: Iterable[ImportedClient], known: Iterable[Known]) -> Iterator[Step]:
    """One step for each record, in order. Deterministic; records are not held, so a large file stays lean.

    Of two rows that speak of one client the first stands; the later one is the same, completes it, or is a conflict.
    """
    clients, earlier = KnownClients(known), _Earlier()
    for record in records:
        step = _decide(record, clients, earlier)
        step.reasons += [problem.message for problem in record.problems]
        if step.action is not Action.REFUSED:
            earlier.add(step)
        yield step


def _decide(record: ImportedClient, clients: KnownClients, earlier: "_Earlier") -> Step:
    key = row_key(record)
    if record.refused:
        return Step(record, key, Action.REFUSED)
    match = clients.match(record)
    if match.doubt:
        ids = [each.id for each in match.candidates]
        return Step(record, key, Action.CONFLICT, matched_by=match.by, reasons=[match.doubt], candidates=ids)
    if any(problem.choice for problem in record.problems):
        ids = [match.known.id] if match.known else []
        return Step(record, key, Action.CONFLICT, matched_by=match.by, candidates=ids)
    if match.known:
        return _against_known(Step(record, key, Action.SAME, match.known.id, matched_by=match.by), match.known, earlier)
    return _against_file(Step(record, key, Action.NEW), earlier)


def _against_known(step: Step, known: Known, earlier: "_Earlier") -> Step:
    step.changes = changes_for(step.record, known)
    if moved := balance_moved(step.record, known):
        step.reasons.append(moved)
    if not step.changes:
        return step
    step.action = Action.UPDATE
    before = earlier.of_client(known.id)
    if before is not None and earlier.disagrees(before, step.record):
        step.action, step.candidates = Action.CONFLICT, [known.id]
        step.reasons.append(f"Row {earlier.row(before)} changes the same client in another way.")
    return step


def _against_file(step: Step, earlier: "_Earlier") -> Step:
    before, by = earlier.find(step.record)
    if before is None:
        return step
    step.same_as_row, step.matched_by = earlier.row(before), by
    label = dict(MATCH_KEYS)[by]
    if earlier.key(before) == step.key:
        step.action = Action.SAME
        step.reasons.append(f"Row {step.same_as_row} says the same.")
    elif earlier.disagrees(before, step.record) or (by == "name" and earlier.reached_elsewhere(before, step.record)):
        step.action = Action.CONFLICT
        step.reasons.append(f"Row {step.same_as_row} shares {label}, but says something else.")
    else:
        step.action = Action.UPDATE
        step.reasons.append(f"Row {step.same_as_row} is the same client ({label}); this row completes it.")
    return step


_TELLING = (
    "name",
    "legal_name",
    "tax_id",
    "line1",
    "city",
    "postal_code",
    "country",
    "currency",
    "external",
    "balance",
)


class _Earlier:
    """The records that came before in this file, kept as small marks: their keys and a hash for each telling field."""

    def __init__(self) -> None:
        self._places: dict[int, int] = {}
        self._clients: dict[str, int] = {}
        self._rows = array("q")
        self._marks = array("q")
        self._keys = bytearray()
        self._emails = bytearray()

    def add(self, step: Step) -> None:
        place = len(self._rows)
        for slug, values in record_keys(step.record).items():
            for value in values:
                self._places.setdefault(hash((slug, value)), place)
        if step.known_id:
            self._clients.setdefault(step.known_id, place)
        self._rows.append(step.row_numbers[0])
        self._marks.extend(_marks(step.record))
        self._keys += bytes.fromhex(step.key)
        self._emails.append(bool(step.record.email))

    def find(self, record: ImportedClient) -> tuple[int | None, str]:
        for slug, values in record_keys(record).items():
            for value in values:
                if (place := self._places.get(hash((slug, value)))) is not None:
                    return place, slug
        return None, ""

    def of_client(self, known_id: str) -> int | None:
        return self._clients.get(known_id)

    def row(self, place: int) -> int:
        return self._rows[place]

    def key(self, place: int) -> str:
        return self._keys[place * 32 : place * 32 + 32].hex()

    def disagrees(self, place: int, record: ImportedClient) -> bool:
        width = len(_TELLING)
        before = self._marks[place * width : (place + 1) * width]
        return any(one and two and one != two for one, two in zip(before, _marks(record), strict=True))

    def reached_elsewhere(self, place: int, record: ImportedClient) -> bool:
        """Both have addresses, and none in common (a shared one would have been found before the name)."""
        return bool(self._emails[place] and record.email)


def _marks(record: ImportedClient) -> list[int]:
    told = [comparable(slug, getattr(record, slug, "")) for slug in _TELLING[:-2]]
    balance = record.opening_balance
    told += [record.external or "", (balance.amount, balance.currency) if balance else ""]
    return [hash(each) if each not in ("", None) else 0 for each in told]
