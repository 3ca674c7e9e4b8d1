"""Names on record in a line: whole or shortened, with and without accents. Two that fit are never decided by chance."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from .lexer import PUNCT, Token, Tokens, fold, lex
from .request import LogRequest

# Words that alone name nobody, however many records carry them.
_WEAK = frozenset(
    "and the of co llc gmbh ltd limited inc plc kg ag sa studio dr mr mrs ms group company for at to in on a an by is it "
    "call mail meeting note text message phone client firm shop new next we i me us he she they".split()
)
_LEGAL = frozenset("llc gmbh ltd limited inc plc kg ag sa llp corp bv srl".split())
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "å": "aa"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name on record: of a client (`contact` None), of one of its contacts, or of a member (`client` None)."""

    words: tuple[frozenset[str], ...]
    client: str | None
    contact: str | None
    member: str | None = None

    def run_at(self, tokens: Tokens, at: int) -> int:
        """How many tokens from `at` on are an unbroken run of this name's words; 0 for none."""
        first = tokens.low(at)
        best = 0
        for offset, forms in enumerate(self.words):
            if first not in forms:
                continue
            length = 1
            while offset + length < len(self.words) and tokens.low(at + length) in self.words[offset + length]:
                length += 1
            best = max(best, length)
        if best == 1 and first in _WEAK:
            return 0
        return best - 1 if best > 1 and tokens.low(at + best - 1) == "and" else best

    @property
    def weight(self) -> int:
        """The words that make the name whole: legal forms may be left out."""
        return len([forms for forms in self.words if not forms & _LEGAL])


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens [start, end) that can mean these clients, each with those of its contacts that fit."""

    start: int
    end: int
    clients: dict[str, tuple[str, ...]]
    whole: bool


class Names:
    """Everybody on record for one request."""

    def __init__(self, request: LogRequest) -> None:
        everybody = [Name(_words(each.name), each.name, None) for each in request.clients]
        everybody += [
            Name(_words(person), each.name, person) for each in request.clients for person in each.contacts
        ]
        self.members = [Name(_words(person), None, None, person) for person in request.members]
        self.by_word: dict[str, list[Name]] = {}
        for name in everybody:
            for word in {word for forms in name.words for word in forms}:
                self.by_word.setdefault(word, []).append(name)

    def at(self, tokens: Tokens, at: int) -> Mention | None:
        """The clients and contacts that the longest run of words from `at` on can mean."""
        runs = [(name.run_at(tokens, at), name) for name in self.by_word.get(tokens.low(at), ())]
        length = max((run for run, _ in runs), default=0)
        if not length:
            return None
        fits = [name for run, name in runs if run == length]
        whole = [name for name in fits if name.weight <= length]
        fits = [name for name in whole if name.contact is None] or whole or fits
        clients: dict[str, tuple[str, ...]] = {}
        for name in fits:
            clients.setdefault(name.client, ())
            if name.contact:
                clients[name.client] += (name.contact,)
        return Mention(at, at + length, clients, bool(whole))

    def member_at(self, tokens: Tokens, at: int) -> tuple[str, int] | None:
        """The one member whose name stands at `at`, and the place behind it."""
        runs = [(name.run_at(tokens, at), name.member) for name in self.members]
        length = max((run for run, _ in runs), default=0)
        fits = [member for run, member in runs if run == length]
        return (fits[0], at + length) if length and len(fits) == 1 else None


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[frozenset[str], ...]:
    tokens: Iterable[Token] = lex(name)
    kept = [token for token in tokens if token.kind != PUNCT or token.low == "and"]
    return tuple(frozenset((token.low, fold(token.text.translate(_GERMAN)))) for token in kept)
