"""The words for states, each with its meaning and its sign, so that no page speaks by colour alone."""

from dataclasses import dataclass

SIGNS = {
    "good": "check",
    "waiting": "clock",
    "late": "triangle-alert",
    "broken": "octagon-x",
    "quiet": "circle-dashed",
}

_WORDS = {
    "good": "paid accepted active won done healthy delivered signed approved received complete verified connected",
    "waiting": "open sent issued viewed waiting pending processing held partly_paid in_progress queued trial sending",
    "late": "overdue late expired stale expiring at_risk",
    "broken": "failed declined bounced lost refused broken disputed error revoked",
    "quiet": "draft void archived cancelled paused new closed written_off none",
}

MEANINGS = {word: meaning for meaning, words in _WORDS.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class StateWord:
    """What a state is called, what it means for the reader, and the sign that stands beside it."""

    label: str
    meaning: str
    sign: str


def state_word(state: str, label: str = "", meaning: str = "") -> StateWord:
    """Return the word for a state slug; an unknown slug is a quiet one unless `meaning` says otherwise."""
    key = state.strip().lower().replace(" ", "_").replace("-", "_")
    meaning = meaning or MEANINGS.get(key, "quiet")
    return StateWord(label or key.replace("_", " ").capitalize(), meaning, SIGNS[meaning])


def initials_of(name: str) -> str:
    """Return one or two letters for a name: "Bloom & Co" is BC, "ana" is A; a name without letters is "?"."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    chosen = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return chosen.upper()
