"""Where a client's name begins and ends in the text (ruling 3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .lexer import DATE, EMAIL, NL, NUM, PUNCT, SYM, WORD
from .numbers import read_number
from .quantities import read_quantity
from .reading import Reading
from .vocabulary import (
    COMPANY_ENDINGS,
    CURRENCY_WORDS,
    LABELLING_WORDS,
    MONTHS,
    NAME_JOINERS,
    NAME_LEADS,
    SUBJECTS,
    TITLES,
    WEEKDAYS,
)

_ENDS_LOWER = frozenset(
    """
    against for with plus at on re about regarding as due net minus less incl including inc. valid expires expiring dated paid
    owes owed has have is was to from by via a an the please pls thanks that who says wants needs needed ordered asked
    starting from until per in this today tomorrow total i we it they he she my our cash monthly weekly quarterly
    yearly annually fortnightly biweekly every each if unless will can could should some
    yesterday last his her their ran took went came
    """.split()
) | SUBJECTS
_ENDS_CAPITAL = frozenset("for with from i please thanks cc po invoice quote receipt estimate if".split())  # fmt: skip
STRONG_ENDINGS = frozenset("inc llc ltd limited llp plc corp pllc pc gmbh ag lp pty incorporated s.r.o s.p.a s.a d.o.o b.v n.v a.s s.r.l s.a.s".split())


_ITEM_CAPITALS = frozenset("ux ui seo ppc crm cms cad hvac x-ray mri wi-fi wifi cctv".split())
_NUMBERED_HOUSES = frozenset("club bar channel radio gallery hangar warehouse dock forever catch team cafe salon".split())
_FOR_WHOM = frozenset("two one three four life good all".split())
_QUOTES = {'"': '"', "“": "”"}
_HOUSES = frozenset("family household brothers sisters estate residence wedding party".split())
FIRMS = frozenset("clinic school church gym salon cafe hotel shop store bakery restaurant club theatre museum library hospital farm "
                   "office garage pharmacy brewery winery foundation society association council agency studio academy college "
                   "dental dentistry practice surgery nursery trust charity charity's company group team choir pub inn".split())  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A name over tokens [start, end), its text as the document writes it, and what ended it."""

    start: int
    end: int
    text: str
    capital: bool
    then_lower: bool
    possessive: bool = False


def read_name(reading: Reading, at: int, clause_at: Callable[[int], bool], direct: bool = False) -> Name | None:
    """Read the name that begins at `at` (after "my client", "the team at" …), or None where none does."""
    start = skip_leads(reading, at)
    tokens = reading.tokens
    if start < len(tokens) and reading.low(start) == "the" and _name_after_the(reading, start, direct):
        start += 1
    if not reading.free(start):
        return None
    first = tokens[start]
    if first.text in _QUOTES:
        return _quoted(reading, start)
    if first.kind in (NUM, DATE):
        return _numbered(reading, start)
    if first.kind != WORD:
        return None
    if first.capital and not reading.shouting:
        return _capital(reading, start, clause_at)
    return _lower(reading, start, clause_at)


def _quoted(reading: Reading, start: int) -> Name | None:
    end = start + 1
    while reading.free(end) and end < start + 9 and reading.tokens[end].text != _QUOTES[reading.tokens[start].text]:
        end += 1
    if not reading.free(end) or end >= start + 9 or end == start + 1:
        return None
    return Name(start, end + 1, reading.slice(start + 1, end), True, False)


def skip_leads(reading: Reading, at: int) -> int:
    """The token after "my client", "the team at" and the like."""
    for lead in NAME_LEADS:
        if reading.low(at) == lead[0] and all(reading.low(at + step) == word for step, word in enumerate(lead)):
            return at + len(lead)
    return at


def _name_after_the(reading: Reading, at: int, direct: bool) -> bool:
    follows = reading.tokens[at + 1] if at + 1 < len(reading.tokens) else None
    return follows is not None and follows.kind == WORD and (follows.capital or direct)


def _numbered(reading: Reading, at: int) -> Name | None:
    """A name that begins with a number: "4 Paws Rescue $210". Only where nothing but capitals lead to an amount."""
    spot = at + 1
    while reading.free(spot) and reading.tokens[spot].capital and not reading.shouting:
        if reading.low(spot) in CURRENCY_WORDS or reading.low(spot) in MONTHS:
            return None
        spot += 1
    if spot == at + 1 or spot >= len(reading.tokens):
        return None
    if reading.tokens[spot].kind in (SYM, NUM, EMAIL) or reading.low(spot) in ("for", ":", "-", "("):
        return Name(at, spot, reading.slice(at, spot), True, False)
    return None


def _capital(reading: Reading, start: int, clause_at: Callable[[int], bool]) -> Name | None:
    tokens = reading.tokens
    at = start
    while reading.free(at):
        token = tokens[at]
        if token.kind == WORD and token.capital:
            if at > start and (token.low in _ENDS_CAPITAL or clause_at(at) or _opens_item(reading, at)):
                break
            if (
                at > start
                and len(token.text) == 3
                and reading.purse.word(tokens, at)
                and _kind_at(reading, at + 1) in (NUM, SYM)
            ):
                break
            at += 1
            if token.low.endswith("'s") and not _capital_at(reading, at) and _owns(reading, at, clause_at):
                return Name(start, at, reading.slice(start, at)[:-2], True, True, True)
            continue
        step = _through(reading, start, at)
        if not step:
            break
        ended = tokens[at].text == "." and reading.low(at - 1) in STRONG_ENDINGS
        at = step
        if ended and reading.low(at) not in STRONG_ENDINGS:
            break
    at = _past_firm(reading, start, at, clause_at)
    return _finish(reading, start, at, True)


def _past_firm(reading: Reading, start: int, at: int, clause_at: Callable[[int], bool]) -> int:
    """ "Oakhurst clinic $140 for …", "Ridge yoga studio, 3 towels": a firm's own words in lower case end its name."""
    for end in range(at + 1, at + 3):
        if at == start or not all(_is_noun(reading, spot, clause_at) for spot in range(at, end)):
            break
        if reading.low(end - 1) in FIRMS and not _is_noun(reading, end, clause_at):
            return end
    return at


def _opens_item(reading: Reading, at: int) -> bool:
    """ "Cal Root UX audit", "Tanglewood Nursery March newsletter": capitals that belong to the lower-case words behind."""
    low, follows = reading.low(at), at + 1
    if low not in _ITEM_CAPITALS and not (len(low) > 2 and (low in MONTHS or low in WEEKDAYS)):
        return False
    return _kind_at(reading, follows) == WORD and not _capital_at(reading, follows) and not reading.bounded(follows)


def _through(reading: Reading, start: int, at: int) -> int | None:
    """The token after a joiner, number or mark that a capitalised name goes on through; None where it ends."""
    token = reading.tokens[at]
    if token.kind == NL or at == start:
        return None
    if token.kind == NUM:
        return at + 1 if _number_in_name(reading, at) else None
    if token.kind == PUNCT:
        if token.text == "." and token.start == reading.tokens[at - 1].end and not reading.breaks(at):
            return at + 1
        if (
            token.text == "."
            and reading.low(at - 1) in TITLES | COMPANY_ENDINGS | STRONG_ENDINGS
            and token.start == reading.tokens[at - 1].end
        ):
            return at + 1
        if token.text == "," and reading.low(at + 1) in STRONG_ENDINGS:
            return at + 2
        if token.text == "(" and reading.low(at + 2) == ")" and reading.low(at + 1) in ("uk", "us", "usa"):
            return at + 3
        if token.text in "&+" and _kind_at(reading, at + 1) == WORD:
            return at + 1
        if token.text == "'" and token.start == reading.tokens[at - 1].end and _capital_at(reading, at + 1):
            return at + 1
        return None
    if token.low == "for" and reading.low(at + 1) in _FOR_WHOM and _capital_at(reading, at + 1):
        return at + 2
    if token.kind == WORD and token.low in NAME_JOINERS | {"the"}:
        if token.low == "in" and (not _capital_at(reading, at + 1) or reading.purse.word(reading.tokens, at + 1)):
            return None
        for spot in (at + 1, at + 2, at + 3):
            if _capital_at(reading, spot) and not _before_month(reading, at, spot):
                return spot
            if reading.low(spot) not in NAME_JOINERS | {"the"}:
                return None
    if token.kind == WORD and (token.low in STRONG_ENDINGS or token.low in _HOUSES):
        return at + 1
    return None


def _before_month(reading: Reading, joiner: int, at: int) -> bool:
    """ "in March", "and May 5": a joiner before a month joins no name."""
    return (
        reading.low(at) in MONTHS and reading.low(joiner) in ("in", "of", "and") and _kind_at(reading, at + 1) != WORD
    )


def _number_in_name(reading: Reading, at: int) -> bool:
    """ "Studio 54: …", "Forever 21 $900", "Route 66 Diner $400": a number that the name goes on around."""
    follows = reading.tokens[at + 1] if at + 1 < len(reading.tokens) else None
    if follows is None or reading.tokens[at].has_digit is False:
        return False
    if _is_house_number(reading, at):
        return True
    if follows.kind == SYM:
        glued = follows.start == reading.tokens[at].end
        return not glued and at + 2 < len(reading.tokens) and reading.tokens[at + 2].kind == NUM
    if follows.text in (":", "(") or follows.kind in (NL, EMAIL):
        return any(token.kind == NUM for token in reading.tokens[at + 1 :])
    if follows.kind == NUM and follows.start > reading.tokens[at].end:
        return True
    if reading.purse.word(reading.tokens, at + 1) and at + 2 < len(reading.tokens) and follows.capital:
        return reading.tokens[at + 2].kind == NUM
    spot = at + 1
    while _capital_at(reading, spot):
        if reading.purse.word(reading.tokens, spot):
            return False
        spot += 1
    return spot > at + 1 and (_kind_at(reading, spot) in (SYM, NL) or reading.low(spot) == ":")


def _is_house_number(reading: Reading, at: int) -> bool:
    """The number of "Studio 54", "Gallery 9": after a word that numbers go with, where a later number can be the price."""
    token = reading.tokens[at]
    numbered = reading.low(at - 1) in LABELLING_WORDS or reading.low(at - 1) in _NUMBERED_HOUSES
    if not numbered or not token.text.isdigit() or len(token.text) > 3 or read_quantity(reading.tokens, at):
        return False
    if _capital_at(reading, at - 2) or not (reading.bounded(at + 1) or reading.low(at + 1) in ("has", "owes", "an")):
        return False
    return any(later.kind == NUM or read_quantity(reading.tokens, spot)
               for spot, later in enumerate(reading.tokens[at + 1 :], at + 1))  # fmt: skip


def _lower(reading: Reading, start: int, clause_at: Callable[[int], bool]) -> Name | None:
    tokens = reading.tokens
    at = start
    while reading.free(at):
        token = tokens[at]
        if token.kind == PUNCT:
            if token.text == "&" and at > start:
                at += 1
                continue
            if token.text == "." and not reading.breaks(at) and at > start:
                at += 1
                continue
            if token.text == "," and reading.low(at + 1) in STRONG_ENDINGS and at > start:
                at += 2
                continue
            if reading.shouting and token.text == "'" and at > start:
                at += 1
                continue
            break
        if token.kind != WORD or (at > start and token.text[0].isdigit()):
            break
        if at > start:
            joins = token.low in NAME_JOINERS and _kind_at(reading, at + 1) == WORD
            if not joins and (token.low in _ENDS_LOWER or clause_at(at)):
                break
            if not joins and (read_number(tokens, at) or read_quantity(tokens, at)):
                break
            if token.low in CURRENCY_WORDS or (reading.purse.word(tokens, at) and _kind_at(reading, at + 1) == NUM):
                break
            if joins and token.low == "and" and (reading.sum_at(at + 1) or reading.low(at + 1) in _ENDS_LOWER):
                break
            if token.low == "of" and reading.low(at - 1) in ("worth",):
                break
        elif token.low in _ENDS_LOWER - {"will"} or clause_at(at) or read_number(tokens, at):
            return None
        at += 1
        if token.low.endswith("'s") and _is_noun(reading, at, clause_at) and len(token.text) > 3:
            return Name(start, at, reading.slice(start, at)[:-2], False, True, True)
    return _finish(reading, start, at, False)


def _finish(reading: Reading, start: int, end: int, capital: bool) -> Name | None:
    while end > start and (reading.low(end - 1) in NAME_JOINERS - {"co"} or reading.low(end - 1) in ("-", "the")):
        end -= 1
    if end > start and reading.low(end - 1) == "." and end >= len(reading.tokens):
        end -= 1
    if end == start:
        return None
    words = [token for token in reading.tokens[start:end] if token.kind == WORD]
    if (
        capital and len(words) == 1 and (words[0].low in MONTHS or words[0].low in WEEKDAYS) and len(words[0].text) > 3
    ) and words[0].low not in ("may", "june", "april", "august"):
        return None
    then_lower = _kind_at(reading, end) == WORD and _is_noun(reading, end, lambda at: False)
    return Name(start, end, reading.slice(start, end), capital, then_lower)


def _owns(reading: Reading, at: int, clause_at: Callable[[int], bool]) -> bool:
    """Whether "'s" before `at` is a possessive: a thing or the document follows, be its price in between ("Harlow's $600 banner")."""
    if (at < len(reading.owner) and reading.owner[at] == "kind") or _is_noun(reading, at, clause_at):
        return True
    money = reading.purse.read(reading.tokens, at) if at < len(reading.tokens) else None
    return money is not None and _is_noun(reading, money.end, clause_at)


def _is_noun(reading: Reading, at: int, clause_at: Callable[[int], bool]) -> bool:
    """Whether the word at `at` goes on the phrase as a thing: neither boundary nor clause."""
    if _kind_at(reading, at) != WORD or read_number(reading.tokens, at) or read_quantity(reading.tokens, at):
        return False
    return not reading.bounded(at) and reading.low(at) not in _ENDS_LOWER and not clause_at(at)


def _capital_at(reading: Reading, at: int) -> bool:
    return reading.free(at) and reading.tokens[at].capital


def _kind_at(reading: Reading, at: int) -> str | None:
    if 0 <= at < len(reading.tokens) and reading.owner[at] is None:
        return reading.tokens[at].kind
    return None
