"""The words that open a decision, a promise, a question for the next talk or a next step."""

from dataclasses import dataclass

from .lexer import WORD, Tokens
from .names import Names
from .subjects import verb_behind
from .vocabulary import ACTIONS, ADVERBS, OF_THINGS, THIRD

DECISION, PROMISE, QUESTION, NEXT, TASK = "decision", "promise", "question", "next_step", "task"
OURS, THEIRS = "ours", "theirs"
_NEXT_ACTS = ("follow up", "follow-up", "followup", "try again", "call back", "call again", "ring back", "ring again",
              "chase up", "check in", "check back")  # fmt: skip
_NEXT_WORDS = [tuple(phrase.split()) for phrase in _NEXT_ACTS]
_COLON_LEADS = {
    ("decided",): DECISION, ("decision",): DECISION, ("decisions",): DECISION, ("agreed",): DECISION,
    ("agreement",): DECISION, ("outcome",): DECISION, ("result",): DECISION, ("conclusion",): DECISION,
    ("we", "agreed"): DECISION, ("we", "decided"): DECISION,
    ("to", "do"): TASK, ("todo",): TASK, ("to-do",): TASK, ("todos",): TASK, ("action",): TASK, ("actions",): TASK,
    ("action", "items"): TASK, ("action", "item"): TASK, ("task",): TASK, ("tasks",): TASK, ("on", "us"): TASK,
    ("next",): NEXT, ("next", "step"): NEXT, ("next", "steps"): NEXT, ("to", "ask"): QUESTION, ("ask",): QUESTION,
    ("question",): QUESTION, ("questions",): QUESTION, ("q",): QUESTION, ("open", "question"): QUESTION,
    ("question", "for", "next", "time"): QUESTION, ("questions", "for", "next", "time"): QUESTION,
    ("open", "questions"): QUESTION, ("ask", "next", "time"): QUESTION, ("next", "time"): QUESTION,
}  # fmt: skip
_LONGEST_LEAD = 4
_AGREED = frozenset(("agreed", "decided", "settled", "agree"))
_PROMISED = frozenset(("promised", "promises", "agreed", "offered", "offers", "agrees"))
_OF_NOUNS = ("ment", "ery", "ing", "tion", "ance", "ence", "ness", "s", "ty", "page", "site")
NEEDS_NO_NAME = frozenset("the this that these those it there here what who which all everything nothing and or but "
                          "not please sure yes no ok okay maybe next last".split())  # fmt: skip


@dataclass(frozen=True, slots=True)
class Opener:
    """What is opened at a token. `content` is where its words begin; for a promise, its verb, which `base` rewrites."""

    what: str
    at: int
    content: int
    side: str = ""
    who: str | None = None
    pronoun: str = ""
    base: str = ""
    colon: bool = False
    doubt: str = ""
    stranger: bool = False
    past: bool = False


class Openers:
    """Finds openers with the names of one request and the people of the client at hand."""

    def __init__(self, tokens: Tokens, names: Names, client: str | None, author: str) -> None:
        self.tokens, self.names, self.client, self.author = tokens, names, client, author

    def at(self, at: int, colon_only: bool = False, named: bool = True) -> Opener | None:
        """What is opened at `at`. `named`: a capital letter here means a name."""
        lead = self._colon_lead(at)
        if lead or colon_only:
            return lead
        return self._question(at) or self._next(at) or self._decision(at) or self._promise(at, named)

    def _colon_lead(self, at: int) -> Opener | None:
        for length in range(_LONGEST_LEAD, 0, -1):
            words = tuple(self.tokens.low(at + step) for step in range(length))
            mark = self.tokens.low(at + length)
            if words in _COLON_LEADS and mark == ":":
                return Opener(_COLON_LEADS[words], at, at + length + 1, colon=True)
        if self.tokens.low(at) in _AGREED and self.tokens.low(at + 1) == "with":
            for spot in range(at + 2, at + 9):
                if self.tokens.low(spot) == ":":
                    return Opener(DECISION, at, spot + 1, colon=True)
        return None

    def _question(self, at: int) -> Opener | None:
        tokens, spot = self.tokens, at
        if tokens.says(spot, "next", "time"):
            spot += 2
            spot += tokens.low(spot) == ","
        while tokens.low(spot) in ("remember", "must", "should", "need", "to", "then", "don't", "forget", "also", "i", "we"):
            spot += 1
        if tokens.low(spot) != "ask" or (spot > at and tokens.low(spot - 1) in ("i", "we") and spot == at + 1):
            return None
        return Opener(QUESTION, at, spot) if tokens.kind(spot + 1) == WORD else None

    def _next(self, at: int) -> Opener | None:
        tokens = self.tokens
        if tokens.low(at) == "next" and tokens.low(at + 1) in ("step", "steps") and tokens.low(at + 2) in ("is", "are"):
            return Opener(NEXT, at, at + 3)
        for words in _NEXT_WORDS:
            if tokens.says(at, *words):
                return Opener(NEXT, at, at)
        return None

    def _decision(self, at: int) -> Opener | None:
        tokens, spot = self.tokens, at
        if tokens.says(at, "it", "was"):
            spot += 2
        elif tokens.low(at) in ("we", "both", "all", "they", "everybody", "he", "she") and tokens.low(at + 1) != ":":
            spot += 1 + (tokens.low(at + 1) in ("have", "all", "both", "also", "had", "then"))
        if tokens.low(spot) not in _AGREED:
            return None
        theirs = tokens.low(at) in ("they", "he", "she")
        if theirs and tokens.low(spot + 1) == "to":
            return None
        spot += 1
        if tokens.low(spot) in ("that", "on", "to", "upon"):
            spot += 1
        return Opener(DECISION, at, spot, past=True) if tokens.kind(spot) in (WORD, "num") else None

    def _promise(self, at: int, named: bool) -> Opener | None:
        tokens = self.tokens
        word = tokens.low(at)
        if word == "promised" and tokens.low(at + 1) in ("to", "them", "him", "her"):
            spot = at + 1 + (tokens.low(at + 1) != "to")
            if tokens.low(spot) == "to":
                return Opener(PROMISE, at, spot + 1, OURS, self.author or None)
        if word in ("me", "us", "them") and tokens.low(at + 1) == "to" and tokens.low(at + 2) in ACTIONS:
            who = self.author or None if word == "me" else None
            return Opener(PROMISE, at, at + 2, THEIRS if word == "them" else OURS, who)
        subject = self._subject(at, named)
        if subject is None:
            return None
        side, who, pronoun, end, stranger = subject
        return self._predicate(at, end, side, who, pronoun, stranger)

    def _subject(self, at: int, named: bool) -> tuple[str, str | None, str, int, bool] | None:
        """Side, name, pronoun and the place behind the one who does something."""
        tokens = self.tokens
        word = tokens.low(at)
        if word == "i":
            return OURS, self.author or None, "", at + 1, False
        if word == "we":
            return OURS, None, "", at + 1, False
        if word in ("they", "he", "she"):
            return THEIRS, None, word, at + 1, False
        if word == "client" or tokens.says(at, "the", "client"):
            return THEIRS, None, "", at + 1 + (word == "the"), False
        contact, end = self._contact(at)
        member = self.names.member_at(tokens, at)
        if contact is not None and not (member and member[1] > end):
            return THEIRS, contact or None, "", end, False
        if member:
            return OURS, member[0], "", member[1], False
        if tokens.kind(at) == WORD and tokens[at].capital and word not in NEEDS_NO_NAME and word not in THIRD and (
            named or self._is_somebody(at)):  # fmt: skip
            return THEIRS, tokens[at].text, "", at + 1, True
        return None

    def _is_somebody(self, at: int) -> bool:
        """Whether a capital at the beginning of a sentence is a name: it will do what only people do."""
        tokens = self.tokens
        word, verb = tokens.low(at), tokens.low(at + 2)
        if word in ACTIONS or word.endswith(_OF_NOUNS) or tokens.low(at + 1) not in ("will", "to"):
            return False
        return verb in ACTIONS - OF_THINGS and tokens.kind(at + 3) == WORD

    def _contact(self, at: int) -> tuple[str | None, int]:
        """The contact's name, or "" for the client itself; None for neither."""
        at += self.tokens.low(at) == "the"
        mention = self.names.at(self.tokens, at)
        if mention is None:
            return None, at
        fits = mention.clients if self.client is None else {
            name: people for name, people in mention.clients.items() if name == self.client}  # fmt: skip
        if len(fits) != 1:
            return None, at
        people = next(iter(fits.values()))
        return (people[0] if len(people) == 1 else "", mention.end) if len(people) < 2 else (None, at)

    def person_before(self, at: int) -> str | None:
        """The client's person who was named last before `at`."""
        for spot in range(at - 1, -1, -1):
            contact, _ = self._contact(spot)
            if contact:
                return contact
        return None

    def _predicate(
        self, at: int, end: int, side: str, who: str | None, pronoun: str, stranger: bool
    ) -> Opener | None:
        tokens = self.tokens
        while tokens.low(end) in ADVERBS:
            end += 1
        word = tokens.low(end)
        plural = tokens.low(at) in ("i", "we", "they")
        if word == ("owe" if plural else "owes"):
            return self._debt(at, end + 1, side, who, pronoun)
        if word in _PROMISED and tokens.low(end + 1) == "to" and tokens.kind(end + 2) == WORD:
            return Opener(PROMISE, at, end + 2, side, who, pronoun, stranger=stranger)
        verb = verb_behind(tokens, end)
        if verb is not None:
            if word == "to" and tokens.low(verb) not in ACTIONS:
                return None
            doubt = "“Should” is a wish: is it a promise?" if word == "should" else ""
            return Opener(PROMISE, at, verb, side, who, pronoun, doubt=doubt, stranger=stranger)
        if plural:
            return Opener(PROMISE, at, end, side, who, pronoun) if word in ACTIONS and self._fresh(end) else None
        if word in THIRD and self._fresh(end):
            return Opener(PROMISE, at, end, side, who, pronoun, THIRD[word], stranger=stranger)
        return None

    def _fresh(self, verb: int) -> bool:
        """A verb of the present that could as well be one of the past ("they put", "I read") says nothing of what is due."""
        return self.tokens.low(verb) not in ("put", "cut", "let", "set", "read")

    def _debt(self, at: int, spot: int, side: str, who: str | None, pronoun: str) -> Opener | None:
        tokens = self.tokens
        if tokens.low(spot) in ("us", "me", "them", "him", "her", "client", "it"):
            spot += 1
        elif tokens.says(spot, "the", "client"):
            spot += 2
        else:
            mention = self.names.at(tokens, spot)
            spot = mention.end if mention else spot
        return Opener(PROMISE, at, spot, side, who, pronoun) if tokens.kind(spot) in (WORD, "num") else None
