"""Whether a line begins as something to log, for a bar that also finds and composes."""

import re

_KIND = (
    r"(?:(?:phone|video|zoom|teams|skype|conference)\s+call|call|meeting|mtg|lunch|coffee|breakfast|dinner|(?:site\s+)?visit|workshop|"
    r"kick-?off|demo|chat|e-?mail|mail|letter|message|msg|text|sms|whatsapp|dm)"
)
_DID = r"(?:called|rang|phoned|tel|spoke|talked|met|visited|e-?mailed|mailed|wrote|texted|messaged)"
_BEGINS = re.compile(
    rf"\s*(?:log\b\s*:?\s+\S"
    rf"|(?:please\s+log\s+|log\s+|just\s+|i\s+|we\s+|(?:had|got|received|sent)\s+)*(?:an?\s+)?(?:quick\s+)?"
    rf"(?:{_KIND}\s+(?:with|w/?|from|to|at)\b\s*\S|{_DID}\s+\S|{_KIND}\s+\S[^:\n]{{1,80}}:|notes?\b(?:\s*:|\s+for\b))"
    rf"|[^\W\d][\w.&' -]{{1,60}}?\s(?:called|rang|phoned|e-?mailed|mailed|wrote|texted|messaged)\b)",
    re.IGNORECASE,
)


def begins_as_log(text: str) -> bool:
    """Tell whether a line begins with a call, meeting, mail, message or note, so that it is no search and no paper."""
    return _BEGINS.match(text[:300]) is not None
