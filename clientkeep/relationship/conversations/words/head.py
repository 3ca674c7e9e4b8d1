"""Who, when and how long: the words that frame a line, at its beginning or in a phrase of their own."""

from dataclasses import dataclass, field

from .days import BACK, Day, read_day
from .draft import Flag, Part
from .durations import Duration, read_duration
from .lexer import NL, PUNCT, WORD, Tokens
from .names import Mention, Names
from .request import LogRequest
from .subjects import predicate_at
from .times import Time, read_time
from .vocabulary import (
    ACTIONS,
    CONNECTORS,
    JOINS_A_NAME,
    KIND_PHRASES,
    MAIL,
    MESSAGE,
    NOT_A_CALL,
    PRONOUNS_OF_THEM,
    STARTS_A_NAME,
    TOPIC,
    VERB,
)

HARD = frozenset(":;.!?()•*·")
DASHES = frozenset("-–—")
_MOST_TOPIC = 4


@dataclass
class Frame:
    """What the frame of a line says so far, and which tokens said it."""

    kind: str | None = None
    direction: str | None = None
    day: Day | None = None
    time: Time | None = None
    minutes: int | None = None
    mentions: list[Mention] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    parts: list[Part] = field(default_factory=list)
    left: list[tuple[int, int]] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    unknown: list[tuple[int, int]] = field(default_factory=list)
    topic: bool = False


class HeadReader:
    """Reads the frame. `frame.taken` are the tokens that are no story."""

    def __init__(self, request: LogRequest, tokens: Tokens, names: Names) -> None:
        self.request, self.tokens, self.names = request, tokens, names
        self.frame = Frame()
        self.found: list[tuple[str, int, int, object]] = []

    def read(self) -> Frame:
        """Read the beginning, what goes on about the frame behind it, and phrases of the frame further on."""
        end = self._beginning()
        if self.frame.kind is None:
            self._further_on(end)
        return self.frame

    def _beginning(self) -> int:
        tokens = self.tokens
        at = 2 if tokens.says(0, "log", ":") else 0
        stop = self._run(at, len(tokens), at)
        if stop == at:
            stop = self._behind_a_topic(at)
        self._take(at, stop)
        return stop

    def _run(self, at: int, limit: int, begin: int) -> int:
        """Read elements from `at` on; the place behind the last one. What is found waits in `found` until it is taken."""
        tokens, spot, good = self.tokens, at, at
        while spot < limit:
            element = self._element(spot, begin)
            if element:
                self.found.append(element)
                spot = good = element[2]
            elif self.breaks(spot):
                spot += 1
                while spot < limit and self.breaks(spot):
                    spot += 1
                if not self._goes_on(spot, good > at):
                    break
            elif good > at and self._is_place(spot):
                self.frame.topic = True
                spot += 3
            elif tokens.low(spot) in CONNECTORS or (tokens.low(spot) in ("/", "@", "~")):
                spot += 1
            else:
                break
        self.found = [each for each in self.found if each[2] <= good]
        return good

    def _is_place(self, at: int) -> bool:
        """ "at the studio" between two words of the frame."""
        tokens = self.tokens
        if tokens.low(at) not in ("at", "in") or tokens.low(at + 1) not in ("the", "my", "our", "their", "his", "her"):
            return False
        known = self.names.at(tokens, at + 2) or self._kind(at + 2) or tokens.kind(at + 2) != WORD
        return not known and bool(read_duration(tokens, at + 3) or read_time(tokens, at + 3) or read_day(
            tokens, at + 3, self.request.today, BACK))  # fmt: skip

    def _goes_on(self, spot: int, begun: bool) -> bool:
        """Whether the phrase behind a break says more of the frame and nothing else."""
        stop = self._phrase_end(spot)
        kept = len(self.found)
        known = {name for name, *_ in self.found}
        end = self._phrase(spot, stop)
        new = self.found[kept:]
        del self.found[kept:]
        if end != stop or not new or (not begun and self.tokens):
            return False
        return any(name not in known or name == "mention" for name, *_ in new)

    def _phrase(self, at: int, stop: int) -> int:
        tokens, spot = self.tokens, at
        while spot < stop:
            element = self._element(spot, at)
            if element:
                self.found.append(element)
                spot = element[2]
            elif tokens.low(spot) in CONNECTORS or tokens.low(spot) in ("/", "@"):
                spot += 1
            else:
                return spot
        return spot

    def _behind_a_topic(self, at: int) -> int:
        """ "complaint by phone from Chris Hall: …": a few words on top, then nothing but the frame."""
        stop = self._phrase_end(at)
        if stop >= len(self.tokens) or self.tokens.low(at) in ("agreed", "decided"):
            return at
        for spot in range(at + 1, min(stop, at + _MOST_TOPIC)):
            self.found.clear()
            if self._phrase(spot, stop) == stop and any(name in ("kind", "mention") for name, *_ in self.found):
                self._take(spot, stop)
                self.frame.topic = True
                end = self._run(stop, len(self.tokens), spot) if self._goes_on(self._skip(stop), True) else stop
                self._take(stop, end)
                return end
        self.found.clear()
        return at

    def _skip(self, spot: int) -> int:
        while spot < len(self.tokens) and self.breaks(spot):
            spot += 1
        return spot

    def _further_on(self, at: int) -> None:
        """A phrase further on that is all frame and names a kind: "… (call with Harbor Dental yesterday)"."""
        tokens = self.tokens
        for spot in range(max(at, 1), len(tokens)):
            if not self.breaks(spot - 1) or self.breaks(spot):
                continue
            if not self._kind(spot) and tokens.low(spot) not in CONNECTORS:
                continue
            self.found.clear()
            stop = self._phrase_end(spot)
            if self._phrase(spot, stop) == stop and any(name == "kind" for name, *_ in self.found):
                self.found.clear()
                end = self._run(spot, len(tokens), spot)
                self._take(spot, end)
                return
        self.found.clear()

    def _phrase_end(self, at: int) -> int:
        spot = at
        while spot < len(self.tokens) and not self.breaks(spot):
            spot += 1
        return spot

    def breaks(self, at: int) -> bool:
        """Whether a phrase ends at this token."""
        tokens = self.tokens
        if tokens.kind(at) == NL:
            return True
        if tokens.kind(at) != PUNCT:
            return False
        if tokens.low(at) in DASHES:
            return not (tokens.glued(at) and tokens.glued(at + 1))
        return tokens.low(at) == "," or tokens.low(at) in HARD

    # --- elements ---

    def _element(self, at: int, begin: int) -> tuple[str, int, int, object] | None:
        kind = self._kind(at)
        if kind:
            return kind
        duration = read_duration(self.tokens, at)
        if duration:
            return "minutes", at, duration.end, duration
        time = read_time(self.tokens, at)
        if time:
            return "time", at, time.end, time
        day = read_day(self.tokens, at, self.request.today, BACK, self.request.locale == "en-GB")
        day = day or self._ahead(at)
        if day and not (predicate_at(self.tokens, day.end) and self.breaks(at - 1) and at > begin) and not self._is_due(day):
            return "day", at, day.end, day
        return self._mention(at) or self._member(at, begin)

    def _is_due(self, day: Day) -> bool:
        """ "On Wednesday they deliver": the day of a deed to come, at its beginning."""
        tokens = self.tokens
        word, verb = tokens.low(day.end), tokens.low(day.end + 1)
        return word in PRONOUNS_OF_THEM | {"i", "we"} and (verb in ACTIONS or predicate_at(tokens, day.end + 1)) and not self._kind(
            day.end + 1)  # fmt: skip

    def _ahead(self, at: int) -> Day | None:
        word = self.tokens.low(at)
        if word in ("tomorrow", "next") and self.found:
            return read_day(self.tokens, at, self.request.today, "ahead")
        return None

    def _kind(self, at: int) -> tuple[str, int, int, object] | None:
        tokens = self.tokens
        for words, kind, form in KIND_PHRASES.get(tokens.low(at), ()):
            if not tokens.says(at, *words):
                continue
            end = at + len(words)
            if kind == "call" and words == ("call",) and tokens.low(end) in NOT_A_CALL:
                return None
            if words == ("text",) and tokens.low(at - 1) == "the":
                return None
            way = None
            if (form != VERB and tokens.low(end) in ("in", "out") and tokens.kind(end + 1) != WORD) or (
                tokens.low(end) == "out" and tokens.low(end + 1) == "to"):  # fmt: skip
                way, end = tokens.low(end), end + 1
            return "kind", at, end, (kind, form, way)
        return None

    def _mention(self, at: int) -> tuple[str, int, int, object] | None:
        tokens = self.tokens
        mention = self.names.at(tokens, at)
        before = tokens.low(at - 1)
        if before == "the":
            before = tokens.low(at - 2)
        behind_kind = bool(self.found) and self.found[-1][0] == "kind" and self.found[-1][2] == at
        joined = before in JOINS_A_NAME or before == "/" or before == "sent"
        if mention is None:
            return self._stranger(at) if at < len(tokens) and self._behind_a_with(at) else None
        if before == "and" and not (self.found and self.found[-1][0] == "mention"):
            joined = False
        end = mention.end + (tokens.low(mention.end) == "'s")
        if joined and not predicate_at(tokens, end) and before != "at":
            return "mention", at, end, mention
        if joined and before == "at":
            return "mention", at, end, mention
        if predicate_at(tokens, end) and not self._kind(end):
            return None
        if behind_kind or self._is_framed(end):
            return "mention", at, end, mention
        return None

    def _behind_a_with(self, at: int) -> bool:
        """Whether "with", "to" or "from" stands before, right behind a word of the frame."""
        spot = at - 1 - (self.tokens.low(at - 1) == "/")
        spot -= self.tokens.low(spot) == "the" and self.tokens[at].capital
        if self.tokens.low(spot) not in STARTS_A_NAME or not self.found:
            return False
        return self.found[-1][2] in (spot, spot - 1) and not self.breaks(spot - 1)

    def _is_framed(self, at: int) -> bool:
        """Whether what follows a name is a break or a word of the frame, so that the name begins no sentence."""
        tokens = self.tokens
        if at >= len(tokens) or self.breaks(at) or self._kind(at):
            return True
        if tokens.low(at) in ("and", "at", "from", "on", "in"):
            nearby = self.names.at(tokens, at + 1 + (tokens.low(at + 1) == "the"))
            return nearby is not None or read_day(tokens, at, self.request.today, BACK) is not None
        return bool(read_duration(tokens, at) or read_time(tokens, at) or read_day(tokens, at, self.request.today, BACK))

    def _stranger(self, at: int) -> tuple[str, int, int, object] | None:
        """A name behind "with" that is on no record: up to the next word of the frame."""
        tokens, spot = self.tokens, at
        while spot < len(tokens) and spot - at < 4 and tokens.kind(spot) == WORD:
            if spot > at and (tokens.low(spot) in CONNECTORS | TOPIC or self._kind(spot) or self.names.at(tokens, spot)):
                break
            if spot > at and not tokens[spot].capital:
                break
            if read_day(tokens, spot, self.request.today, BACK):
                break
            spot += 1
        if spot == at or tokens.low(at) in _NOBODY or tokens.low(at) in CONNECTORS - {"an"}:
            return None
        framed = spot >= len(tokens) or self.breaks(spot) or tokens.low(spot) in CONNECTORS or self._is_framed(spot)
        return ("stranger", at, spot, None) if tokens[at].capital or framed else None

    def _member(self, at: int, begin: int) -> tuple[str, int, int, object] | None:
        found = self.names.member_at(self.tokens, at)
        if found and (self._kind(found[1]) or (self.tokens.low(at - 1) == "and" and self.found)):
            return "member", at, found[1], found[0]
        return None

    # --- what the elements say ---

    def _take(self, start: int, end: int) -> None:
        frame = self.frame
        for name, at, stop, value in self.found:
            if at < start or stop > end:
                continue
            getattr(self, f"_say_{name}")(at, stop, value)
        frame.taken.update(range(start, end))
        self.found.clear()

    def _say_kind(self, at: int, end: int, value: tuple[str, str, str | None]) -> None:
        kind, form, way = value
        frame = self.frame
        if frame.kind is None or (frame.kind == "note" and kind != "note"):
            frame.kind = kind
            if kind in (MAIL, MESSAGE):
                frame.direction = way or self._direction(at, end, form)
        self._part(at, end, "kind", kind.capitalize())

    def _direction(self, at: int, end: int, form: str) -> str | None:
        tokens = self.tokens
        begin = at
        while begin > 0 and not self.breaks(begin - 1):
            begin -= 1
        before = [tokens.low(spot) for spot in range(begin, at)]
        if form == VERB:
            theirs = any(word in PRONOUNS_OF_THEM for word in before) or any(
                begin <= each.start < at for each in self.frame.mentions)  # fmt: skip
            return "in" if theirs else "out"
        if tokens.low(end) == "from" or "got" in before or "received" in before:
            return "in"
        if tokens.low(end) == "to" or "sent" in before:
            return "out"
        return None

    def _say_minutes(self, at: int, end: int, value: Duration) -> None:
        frame = self.frame
        if value.minutes is None or frame.minutes not in (None, value.minutes):
            self._leave(at, end, "minutes", "It is not clear how many minutes it took.")
            return
        frame.minutes = value.minutes
        self._part(at, end, "minutes", f"{value.minutes} min")

    def _say_time(self, at: int, end: int, value: Time) -> None:
        frame = self.frame
        if frame.time is not None:
            self._leave(at, end, "happened_at", "Two times are written.")
            return
        frame.time = value
        if value.minutes and frame.minutes is None:
            frame.minutes = value.minutes
        self._part(at, end, "happened_at", f"{value.at:%H:%M}")

    def _say_day(self, at: int, end: int, value: Day) -> None:
        frame = self.frame
        if value.date is None or value.date > self.request.today:
            doubt = value.doubt or "That day has not come: what is to come is no entry."
            self._leave(at, end, "happened_on", doubt)
        elif frame.day is not None and frame.day.date != value.date:
            self._leave(at, end, "happened_on", "Two days are written; the first was taken.")
        else:
            frame.day = value
            self._part(at, end, "happened_on", f"{value.date:%a} {value.date.day} {value.date:%b}")
            if value.doubt:
                self._flag(at, end, "happened_on", value.doubt)

    def _say_mention(self, at: int, end: int, value: Mention) -> None:
        self.frame.mentions.append(value)

    def _say_stranger(self, at: int, end: int, value: object) -> None:
        self.frame.unknown.append((at, end))

    def _say_member(self, at: int, end: int, value: str) -> None:
        self._part(at, end, "member", value)

    def _part(self, at: int, end: int, name: str, label: str) -> None:
        self.frame.parts.append(Part(self.tokens[at].start, self.tokens[end - 1].end, name, label))

    def _flag(self, at: int, end: int, name: str, message: str) -> None:
        self.frame.flags.append(Flag(self.tokens[at].start, self.tokens[end - 1].end, name, message))

    def _leave(self, at: int, end: int, name: str, message: str) -> None:
        self.frame.left.append((at, end))
        self._flag(at, end, name, message)


_NOBODY = frozenset(
    "them him her me us you it everyone everybody all nobody someone somebody that this it's client team both".split()
)
