"""Short ways to write down the steps of the playbooks that come with the product."""

from typing import Any

Step = dict[str, Any]


def letter(key: str, title: str, days: int, subject: str, text: str, after: str = "", automatic: bool = False) -> Step:
    return {"key": key, "kind": "letter", "side": "us", "title": title, "days": days, "after": after, "subject": subject, "text": text.strip(), "automatic": automatic}


def task(key: str, title: str, days: int, after: str = "", text: str = "", only: dict[str, str] | None = None) -> Step:
    return {"key": key, "kind": "task", "side": "us", "title": title, "days": days, "after": after, "text": text, "only": only or {}}


def asks(key: str, title: str, days: int, after: str = "", text: str = "", only: dict[str, str] | None = None) -> Step:
    return {**task(key, title, days, after, text, only), "side": "client"}


def agrees(key: str, title: str, days: int, text: str, after: str = "") -> Step:
    return {"key": key, "kind": "acknowledgement", "side": "client", "title": title, "days": days, "after": after, "text": text.strip()}


def meets(key: str, title: str, days: int, after: str = "", text: str = "") -> Step:
    return {"key": key, "kind": "meeting", "side": "us", "title": title, "days": days, "after": after, "text": text}


def kicks_off(key: str, title: str, days: int, after: str = "", text: str = "") -> Step:
    """The meeting with which the work begins: planned on its day with an agenda from the record, done once it was held."""
    return {**meets(key, title, days, after, text), "kind": "kickoff"}


def welcome(text: str) -> Step:
    """The first letter: it waits to be read, so that it sounds like a person."""
    return letter("welcome", "Welcome letter", 0, "Welcome to {firm}", f"Hello {{contact}},\n\n{text.strip()}\n\nIf something is unclear, a line back is enough.\n\n{{link}}")


def expects(days: int = 1) -> Step:
    """The letter that says how we work together; it is drafted from the record, and a person sends it."""
    return {"key": "rules", "kind": "expectations", "side": "us", "title": "Expectations letter", "days": days}
