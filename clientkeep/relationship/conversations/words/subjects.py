"""Where a sentence says that somebody does something."""

from .lexer import WORD, Tokens
from .vocabulary import ACTIONS, ADVERBS, MODALS, STATES, THIRD

_SAYS = frozenset(
    "is was are were has have had wants want needs need likes like loves says said asks asked thinks told tells does did "
    "can could should would might may won't wouldn't isn't complained cancelled sent paid confirms confirmed agreed agrees "
    "decided promised promises owes owe offers offered signed approved chose went ordered prefers hopes gets got comes "
    "goes feels seems 'll 's doesn't don't didn't can't".split()
)


def predicate_at(tokens: Tokens, at: int) -> bool:
    """Whether the word at `at` says what its subject does or is."""
    word = tokens.low(at)
    if word in MODALS or word in _SAYS or word in THIRD:
        return True
    return word == "to" and tokens.low(at + 1) in ACTIONS


def verb_behind(tokens: Tokens, at: int) -> int | None:
    """The place of the verb behind "will", "is going to", "has to", … at `at`; None where that is no intent.

    What is denied, or only is, is no promise.
    """
    word, second = tokens.low(at), tokens.low(at + 1)
    if word in MODALS or word == "should":
        spot = at + 1
    elif word in ("is", "are", "am", "'m", "'re", "'s") and second == "going" and tokens.low(at + 2) == "to":
        spot = at + 3
    elif word in ("has", "have", "had", "need", "needs", "is", "are", "'m", "am", "got", "wants-to") and second == "to":
        spot = at + 2
    elif word == "to":
        spot = at + 1
    else:
        return None
    while tokens.low(spot) in ADVERBS:
        spot += 1
    verb = tokens.low(spot)
    if tokens.kind(spot) != WORD or verb in STATES or verb in ("not", "never", "to", "the", "a", "no"):
        return None
    return spot
