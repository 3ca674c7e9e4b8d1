"""Keywords misspelt by one slip of the fingers, mapped to what was meant: two letters swapped, one left out or doubled."""

from __future__ import annotations

_LONG = (
    "invoice receipt estimate quotation deposit discount monthly weekly quarterly fortnightly annually expires received "
    "tomorrow yesterday january february september october november december wednesday thursday saturday upfront "
    "including inclusive minutes starting transfer cheque until hourly"
).split()
_SHORT = "quote refund credit valid due hours net".split()
_KNOWN = frozenset("receipts recent charges starling hourly stating staring starring expire minute invoiced".split())
_OTHERS = {"tommorow": "tomorrow", "tommorrow": "tomorrow", "wensday": "wednesday", "recipt": "receipt", "estimat": "estimate",
           "invoic": "invoice", "invoise": "invoice", "qoutation": "quotation"}  # fmt: skip


def _swapped(word: str) -> set[str]:
    return {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1)}


def _slips(word: str) -> set[str]:
    without = {word[:at] + word[at + 1 :] for at in range(1, len(word) - 1)}
    return _swapped(word) | without | {word[:at] + word[at] + word[at:] for at in range(1, len(word))}


TYPOS = {
    **{slip: word for word in _SHORT for slip in _swapped(word) if slip not in _KNOWN | {"nte"} and slip != word},
    **{slip: word for word in _LONG for slip in _slips(word) if slip not in _KNOWN and slip != word},
    **_OTHERS,
}
