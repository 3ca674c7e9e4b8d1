"""What follows from a story: decisions, promises, questions for the next talk, the next step. The rest stays text."""

from dataclasses import dataclass, field

from .clauses import Sentence, comma_parts, sentences, without, written
from .draft import Assumption, Flag, NextStep, Part, Promised
from .due import Due, due_at, find_due
from .lexer import WORD, Tokens
from .names import Names
from .openers import DECISION, NEXT, OURS, PROMISE, QUESTION, TASK, THEIRS, Opener, Openers
from .request import LogRequest
from .settled import is_settled, is_uncertain
from .vocabulary import CONDITIONS, HAPPENS, IMPERATIVES, SETTLES, SOFT, THIRD


@dataclass
class Story:
    """What was read from the story."""

    decisions: list[str] = field(default_factory=list)
    promises: list[Promised] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    next_step: NextStep | None = None
    parts: list[Part] = field(default_factory=list)
    assumed: list[Assumption] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)


class StoryReader:
    """Reads one story; `taken` tokens belong to the frame, `contacts` are those who took part."""

    def __init__(
        self, request: LogRequest, tokens: Tokens, names: Names, client: str | None, contacts: list[str]
    ) -> None:
        self.request, self.tokens, self.contacts = request, tokens, contacts
        self.openers = Openers(tokens, names, client, request.author)
        self.story = Story()
        self.lead: Opener | None = None
        self.last_named: str | None = None

    def read(self, taken: set[int]) -> Story:
        for sentence in sentences(self.tokens, taken):
            self._sentence(sentence)
        return self.story

    def _sentence(self, sentence: Sentence) -> None:
        start, end = sentence.start, sentence.end
        lead = self.openers.at(start, colon_only=True)
        if lead and lead.content >= end:
            self.lead = lead
            return
        if lead:
            self._led(lead, lead.content, end, sentence)
            self.lead = lead if lead.what in (TASK, DECISION, QUESTION) else None
            return
        if self.lead and sentence.before in (";", "\n", "-", "*", "•", "·") and not self._opens(start, end):
            self._led(self.lead, start, end, sentence)
            return
        self.lead = None if sentence.before not in (";",) else self.lead
        if self.tokens.low(start) in CONDITIONS:
            self._conditional(start, end)
        else:
            self._clauses(start, end, sentence)

    def _opens(self, start: int, end: int) -> bool:
        return self.openers.at(start) is not None

    def _conditional(self, start: int, end: int) -> None:
        if any(self.openers.at(at, named=False) for at in range(start + 1, end)):
            self._flag(start, end, "condition", "A condition is no promise yet: it stays in the text.")

    # --- clauses ---

    def _clauses(self, start: int, end: int, sentence: Sentence) -> None:
        starts = self._starts(start, end, sentence)
        if not starts:
            self._plain(start, end, sentence)
            return
        if starts[0][0] > start:
            self._plain(start, starts[0][0], sentence)
        for (at, opener, due), (stop, _, _) in zip(starts, [*starts[1:], (end, None, None)], strict=True):
            if is_uncertain(self.tokens, start, at) and starts[0][0] == at:
                continue
            self._opened(opener, due, at, self._trimmed(at, stop), sentence)

    def _starts(self, start: int, end: int, sentence: Sentence) -> list[tuple[int, Opener, Due | None]]:
        """Where openers stand: at the beginning, behind a comma or a joining word, or behind a due day."""
        found: list[tuple[int, Opener, Due | None]] = []
        at, free_at = start, start
        while at < end:
            if not self._may_open(at, start, free_at):
                at += 1
                continue
            due = due_at(self.request, self.tokens, at)
            begin = due.end if due and due.end < end else at
            begin += self.tokens.low(begin) == "," and begin > at
            named = at > start or sentence.before not in (".", "\n", "", "!", "?")
            opener = self.openers.at(begin, named=named)
            if opener and opener.what != TASK:
                found.append((at, opener, due if begin > at else None))
                at, free_at = max(opener.content, at + 1), -1
                continue
            if due:
                free_at = due.end
                at = due.end
                continue
            at += 1
        return found

    def _may_open(self, at: int, start: int, free_at: int) -> bool:
        return at in (start, free_at) or self.tokens.low(at - 1) in SOFT or due_ends(self.request, self.tokens, at)

    def _trimmed(self, start: int, end: int) -> int:
        while end > start + 1 and self.tokens.low(end - 1) in (",", "and", "but", "so", "then", "plus", "while"):
            end -= 1
        return end

    def _opened(self, opener: Opener, due: Due | None, at: int, end: int, sentence: Sentence) -> None:
        stop = self._content_end(opener, end)
        if is_uncertain(self.tokens, opener.at, min(opener.content + 1, stop)) or (sentence.asks and opener.what != QUESTION):
            return
        if opener.what == PROMISE:
            self._promise(opener, due, at, stop)
        elif opener.what == DECISION:
            self._decide(at, opener.content, stop)
        elif opener.what == QUESTION:
            self._ask(at, opener.content, stop, sentence)
        else:
            self._next(at, opener.content, stop, due)
        if stop < end:
            self._plain(stop + (self.tokens.low(stop) == ","), end, sentence)

    def _content_end(self, opener: Opener, end: int) -> int:
        """Up to the comma that ends a clause; commas of a list ("photos, videos and the logo") do not."""
        parts = comma_parts(self.tokens, opener.content, end)
        if len(parts) < 2 or opener.what == QUESTION:
            return end
        if find_due(self.request, self.tokens, *parts[0]):
            return parts[0][1]
        for count, (start, stop) in enumerate(parts[1:], 1):
            listed = any(self.tokens.low(at) == "and" for at in range(start, stop))
            if listed and not any(is_settled(self.tokens, *part) for part in parts[1 : count + 1]):
                return stop
            if is_settled(self.tokens, start, stop):
                break
            due = due_at(self.request, self.tokens, start)
            if count == 1 and due and due.end == stop:
                return stop
        return parts[0][1]

    # --- what is kept ---

    def _led(self, lead: Opener, start: int, end: int, sentence: Sentence) -> None:
        """Words behind "decided:", "to do:", "to ask:", "next:"."""
        inner = self.openers.at(start)
        if lead.what in (TASK, NEXT) and inner and inner.what == PROMISE:
            if lead.what == TASK:
                self._clauses(start, end, sentence)
                return
            start = inner.content
        if lead.what == DECISION:
            self._decide(start, start, end)
        elif lead.what == QUESTION:
            self._ask(start, start, end, sentence)
        elif lead.what == TASK:
            opener = Opener(PROMISE, start, start, OURS, self.request.author or None)
            self._promise(opener, None, start, end)
        else:
            self._next(start, start, end, None)

    def _promise(self, opener: Opener, due: Due | None, at: int, end: int) -> None:
        tokens = self.tokens
        inner = find_due(self.request, tokens, opener.content + 1, end) if due is None else None
        due = due or inner
        if opener.side == THEIRS and tokens.low(opener.content) in THIRD.keys() | SETTLES and self._settles(opener, inner):
            self._decide(at, opener.at, end)
            return
        dated = inner is not None and inner.date is not None
        what = without(self.request.text, tokens, opener.content, end, (inner.start, inner.end) if dated else None)
        what = self._in_base(opener, what)
        if not what or self._only_tells(opener, due):
            return
        promise = Promised(opener.side, what, due.date if due else None, self._who(opener, at))
        if promise in self.story.promises:
            return
        self.story.promises.append(promise)
        self._part(at, end, "promise", "We promise" if opener.side == OURS else "They promise")
        self._doubts(opener, due, promise)

    def _settles(self, opener: Opener, due: Due | None) -> bool:
        """ "They move the launch to June", "she approves the draft": done as it is said, unless a deadline follows."""
        word = self.tokens.low(opener.content)
        if THIRD.get(word, word) not in SETTLES or opener.content != opener.at + 1:
            return False
        return due is None or self.tokens.low(due.start) not in ("by", "until", "within", "before")

    def _only_tells(self, opener: Opener, due: Due | None) -> bool:
        """ "They close in January" tells of them; with a deadline it is a promise."""
        if opener.side != THEIRS or (opener.content != opener.at + 1 and not opener.base):
            return False
        word = self.tokens.low(opener.content)
        deadline = due is not None and self.tokens.low(due.start) in ("by", "until", "within", "before")
        return THIRD.get(word, word) in HAPPENS and not deadline

    def _in_base(self, opener: Opener, what: str) -> str:
        if not opener.base:
            return what[:1].lower() + what[1:] if opener.colon else what
        first, _, rest = what.partition(" ")
        words = [opener.base if first else "", *rest.split(" ")] if rest else [opener.base]
        for spot in range(2, len(words)):
            if words[spot - 1] == "and" and words[spot] in THIRD:
                words[spot] = THIRD[words[spot]]
        return " ".join(words)

    def _who(self, opener: Opener, at: int) -> str | None:
        if opener.who:
            if opener.side == THEIRS:
                self.last_named = opener.who
            return opener.who
        if opener.pronoun not in ("he", "she"):
            return None
        who = self.last_named or (self.contacts[0] if len(self.contacts) == 1 else self.openers.person_before(at))
        if who:
            self.story.assumed.append(Assumption("who", who, f"“{opener.pronoun}”: nobody else was named."))
            return who
        if self.contacts:
            self._flag(opener.at, opener.at + 1, "person", f"It is not clear who “{opener.pronoun}” is.")
        return None

    def _doubts(self, opener: Opener, due: Due | None, promise: Promised) -> None:
        if opener.stranger:
            self._flag(opener.at, opener.at + 1, "person", f"{opener.who} is not on record: taken as one of theirs.")
        if opener.doubt:
            self._flag(opener.at, opener.content, "promise", opener.doubt)
        self._doubt_due(due)

    def _doubt_due(self, due: Due | None) -> None:
        if due is None:
            return
        if due.doubt:
            self._flag(due.start, due.end, "due", due.doubt)
        if due.because and due.date:
            self.story.assumed.append(Assumption("due", due.date.isoformat(), due.because))

    def _decide(self, at: int, content: int, end: int) -> None:
        what = written(self.request.text, self.tokens, content, end)
        if what and what not in self.story.decisions:
            self.story.decisions.append(what)
            self._part(at, end, "decision", "Decision")

    def _ask(self, at: int, content: int, end: int, sentence: Sentence) -> None:
        tokens, stop = self.tokens, end
        if stop - content > 2 and tokens.says(stop - 2, "next", "time"):
            stop -= 2
        what = written(self.request.text, tokens, content, stop) + ("?" if sentence.asks else "")
        if len(what) > 1 and what not in self.story.questions:
            self.story.questions.append(what)
            self._part(at, end, "question", "To ask")

    def _next(self, at: int, content: int, end: int, due: Due | None) -> None:
        inner = find_due(self.request, self.tokens, content, end) if due is None else None
        due = due or inner
        dated = inner is not None and inner.date is not None
        what = without(self.request.text, self.tokens, content, end, (inner.start, inner.end) if dated else None)
        if not what:
            return
        if self.story.next_step is not None:
            self._flag(at, end, "next_step", "One next step is kept; this one stays in the text.")
            return
        self.story.next_step = NextStep(what, due.date if due else None)
        self._part(at, end, "next_step", "Next step")
        self._doubt_due(due)

    def _plain(self, start: int, end: int, sentence: Sentence) -> None:
        """Text, unless it says that something changed, or tells somebody to do something."""
        for begin, stop in comma_parts(self.tokens, start, end):
            stop = self._trimmed(begin, stop)
            if sentence.asks or is_uncertain(self.tokens, begin, stop):
                continue
            if is_settled(self.tokens, begin, stop):
                self._decide(begin, begin, stop)
            elif self.tokens.low(begin) in IMPERATIVES and stop - begin > 1 and self.tokens.kind(begin + 1) == WORD:
                self._promise(Opener(PROMISE, begin, begin, OURS, self.request.author or None), None, begin, stop)
                self.story.assumed.append(
                    Assumption("who", self.request.author or "we", "Nobody is named, so it is yours to do.")
                )

    def _part(self, start: int, end: int, name: str, label: str) -> None:
        self.story.parts.append(Part(self.tokens[start].start, self.tokens[end - 1].end, name, label))

    def _flag(self, start: int, end: int, name: str, message: str) -> None:
        self.story.flags.append(Flag(self.tokens[start].start, self.tokens[end - 1].end, name, message))


def due_ends(request: LogRequest, tokens: Tokens, at: int) -> bool:
    """Whether a due day ends right before `at`: "… thursday i send proofs"."""
    for back in range(1, 6):
        found = due_at(request, tokens, at - back) if at >= back else None
        if found and found.end == at:
            return True
    return False
