"""Promises without a day: somebody will do something, and the sentence does not say until when."""

import re
from collections.abc import Iterator, Sequence

SUGGESTION = "Add the day until which it will be done, or what it waits for."
_DOES = (
    "send|deliver|finish|provide|quote|call|ring|phone|write|prepare|draft|review|check|fix|update|upload|share|pay|approve|sign|"
    "launch|publish|start|complete|build|design|make|get back|come back|let you know|follow up|hand over|supply|confirm|book|order|"
    "install|invoice|migrate|test|set up|look into|sort out|arrange|return|mail|email|e-mail|forward|print|ship"
)
_PROMISE = re.compile(
    rf"(?<!\w)(?:we|i|you|they|he|she|it|[A-Z][a-z]+)(?:['’]ll| will| shall| (?:am|are|is) going to| promises? to)(?: (?:also|then))? (?:{_DOES})(?!\w)",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?<!\w)(?:mon|tues|wednes|thurs|fri|satur|sun)days?(?!\w)"
    r"|(?<!\w)(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?)\.? \d|\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|(?<!\w)\d{4}-\d\d-\d\d|(?<!\d)\d{1,2}[./]\d{1,2}[./]?(?:\d{2,4})?(?!\d)|(?<!\w)the \d{1,2}(?:st|nd|rd|th)(?!\w)"
    r"|(?<!\w)(?:today|tonight|tomorrow|noon|midnight)(?!\w)|(?<!\w)this (?:morning|afternoon|evening)"
    r"|(?<!\w)(?:within|in|after) (?:an?|one|two|three|four|five|six|seven|ten|\d+) (?:business |working |more )?(?:minutes?|hours?|days?|weeks?|months?)"
    r"|(?<!\w)(?:every|each) (?:day|week|month|quarter|morning)|\d ?(?:am|pm)(?!\w)|(?<!\w)\d{1,2}:\d\d"
    # What it waits for says as much as a day does.
    r"|(?<!\w)(?:once|after|when|as soon as|upon|on receipt|before) (?!possible|convenient)\w",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?](?!\s|$)[^\n.!?]*)*[.!?]*")


def undated_promises(text: str, dated_vaguely: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, suggestion) of each promise whose sentence names no day.

    `dated_vaguely`: where vague times begin; a sentence with one of them is told about that, and not twice.
    """
    for sentence in _SENTENCE.finditer(text):
        if any(sentence.start() <= at < sentence.end() for at in dated_vaguely) or _DATED.search(sentence[0]):
            continue
        for promise in _PROMISE.finditer(sentence[0]):
            yield sentence.start() + promise.start(), sentence.start() + promise.end(), SUGGESTION
