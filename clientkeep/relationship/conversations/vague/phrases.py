"""The phrases that say too little, with what to write instead. Exceptions stand in the patterns themselves."""

import re
from dataclasses import dataclass

WHEN, HOW_MANY, SCOPE, UNSURE = "when", "how_many", "scope", "unsure"
_DAY = "Name the day, such as “by Friday 8 May”."
_COUNT = "Say how many."
_OFTEN = "Say how often, such as “on the first Monday of each month”."
_LIST = "Name what is meant; what is not named is not agreed."
_SURE = "Say what will happen, or what it depends on."
_ROUNDS = "Say how many rounds are included, and what another one costs."


@dataclass(frozen=True)
class Phrase:
    """One pattern."""

    pattern: re.Pattern
    kind: str
    suggestion: str


def _phrase(kind: str, suggestion: str, pattern: str, flags: int = re.IGNORECASE) -> Phrase:
    return Phrase(re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", flags), kind, suggestion)


_CHANGES = r"(?:revisions?|changes|corrections?|rounds?|edits|amendments|tweaks|iterations)"

PHRASES = (
    _phrase(WHEN, _DAY, r"asap|a\.s\.a\.p\.?|as (?:soon|quickly|fast) as (?:possible|we can|i can)"),
    _phrase(WHEN, _DAY, r"(?<!how )(?<!too )(?<!as )soon(?! as)|sooner or later"),
    _phrase(WHEN, _DAY, r"shortly(?! (?:before|after))|eventually|in due course|before long|in no time"),
    _phrase(WHEN, _DAY, r"in the (?:near|not too distant) future|in the (?:coming|next few) (?:days|weeks|months)|one of these days"),
    _phrase(WHEN, _DAY, r"(?:next (?:week|month) )?some ?time(?: (?:next|this) (?:week|month|year)| soon)?|at some point|in a (?:while|bit)"),
    _phrase(WHEN, _DAY, r"(?:early|late|later|mid|the (?:beginning|start|middle|end) of) (?:next|this) (?:week|month|year)"),
    _phrase(WHEN, _DAY, r"(?<!day )(?<!of )next (?:week|month)(?!['’]s| on (?:mon|tues|wednes|thurs|fri|satur|sun)day)(?! sometime)"),
    _phrase(WHEN, _DAY, r"(?:at )?a later (?:date|time|stage|point)|later today"),
    _phrase(
        WHEN, _DAY,
        r"(?<!no )(?<!not )(?<!or )(?<!day )(?<!days )(?<!week )(?<!weeks )(?<!month )(?<!months )(?<!hour )(?<!hours )(?<!year )"
        r"(?<!years )(?<!minutes )(?<!see you )(?<!a )later(?! (?:than|version|on page|date|time|stage|point))",
    ),
    _phrase(WHEN, _DAY, r"when(?:ever)? (?:possible|convenient|we get (?:to it|a chance)|i get (?:to it|a chance)|time allows)"),
    _phrase(WHEN, _DAY, r"in a timely (?:manner|fashion|way)|promptly|without delay|no (?:day|date) (?:agreed )?yet"),
    _phrase(WHEN, "Say when it will be settled, and by whom.", r"tb[adc]|to be (?:determined|defined|decided|confirmed|agreed|discussed|announced)"),
    _phrase(HOW_MANY, _COUNT, r"(?:quite )?a few|a couple of|a handful(?: of)?|a number of|several|various|numerous|countless"),
    _phrase(HOW_MANY, "Say which, or how many.", r"some(?! (?:time|day|point)\b)"),
    _phrase(HOW_MANY, "Say how much.", r"a (?:bit|lot|little) of|lots of|plenty of"),
    _phrase(HOW_MANY, "Give the figure, or the most that it can be.", r"roughly|approximately|approx\.?|circa|more or less|or so(?! that)"),
    _phrase(HOW_MANY, "Give the figure, or the most that it can be.", r"(?:about|around) (?:[$€£]\s?)?\d(?:[.,]?\d)*(?:\s?%)?"),
    _phrase(HOW_MANY, _OFTEN, r"regularly|from time to time|occasionally|periodically|every now and then|once in a while"),
    _phrase(SCOPE, _ROUNDS, rf"(?<!not )unlimited (?:\w+ )?{_CHANGES}|as many (?:\w+ )?{_CHANGES} as (?:you|they) (?:like|want|need)"),
    _phrase(SCOPE, _ROUNDS, r"until (?:you are|you['’]re|they are|everyone is) (?:fully |completely )?(?:happy|satisfied)"),
    _phrase(SCOPE, "Say how much is included.", r"(?<!not )unlimited|any number of|no limit(?:s)? (?:on|to)"),
    _phrase(SCOPE, "Say who decides that it is needed, and what it costs.", r"(?:as|if|when|where|wherever|whenever) (?:needed|necessary|appropriate)"),
    _phrase(SCOPE, "Say who decides that it is needed, and what it costs.", r"(?:as|if|when|where) required(?! by)"),
    _phrase(SCOPE, _LIST, r"etc\.?|et cetera|and so (?:on|forth)|and the like|and things like that|and whatnot|among others"),
    _phrase(SCOPE, _LIST, r"and more(?=\s*[.,;!]|\s*$)"),
    _phrase(SCOPE, "Say which changes, and how many.", rf"(?:minor|small|little) (?:{_CHANGES}|adjustments|fixes)"),
    _phrase(SCOPE, "Say what it covers, and for how many hours or weeks.", r"(?:ongoing|general|full) (?:support|maintenance|help)"),
    _phrase(SCOPE, "Say how one can tell that it is good.", r"user-friendly|state[- ]of[- ]the[- ]art|best[- ]efforts?|high[- ]quality"),
    _phrase(UNSURE, _SURE, r"tr(?:y|ies) (?:to|and)|try (?:our|my|their) best|do (?:our|my|their) best"),
    _phrase(UNSURE, _SURE, r"(?<=we )(?:hope|aim|intend|plan) to|(?<=i )(?:hope|aim|intend|plan) to|(?<=they )(?:hope|aim|intend|plan) to"),
    _phrase(UNSURE, _SURE, r"might(?! as well)|maybe|perhaps|possibly|probably|hopefully|ideally|likely"),
    _phrase(UNSURE, _SURE, r"may (?:be|need|change|take|also)", re.NOFLAG),
    _phrase(UNSURE, _SURE, r"should be (?:able to|ready|done|finished|possible|fine)"),
)  # fmt: skip
