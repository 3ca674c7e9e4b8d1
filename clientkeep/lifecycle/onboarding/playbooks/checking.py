"""The steps of a playbook as a firm writes them: plain rows of a list, checked in one place."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.relationship.conversations.writing import merging
from clientkeep.workspace.members.models import Member, Workspace

from .conditions import known_fields
from .rules import MOST_DAYS, MOST_STEPS
from .steps import KINDS

LONGEST_TITLE, LONGEST_TEXT, LONGEST_VALUE = 200, 20_000, 200
_KEY = re.compile(r"[a-z0-9]{1,12}")
Row = Mapping[str, Any]


def checked_steps(firm: Workspace, steps: Sequence[Row]) -> list[dict[str, Any]]:
    """Return all steps as they are kept, each with a key of its own. Raises Invalid with the field at fault."""
    if len(steps) > MOST_STEPS:
        raise Invalid(f"A playbook takes {MOST_STEPS} steps at most.", "steps")
    kept: list[dict[str, Any]] = []
    taken = {str(step.get("key", "")) for step in steps}
    for step in steps:
        kept.append(_checked(firm, step, kept, taken))
    return kept


def free_key(taken: set[str]) -> str:
    """Return a key that no other step has, and take it."""
    key = next(f"s{number}" for number in range(1, MOST_STEPS * 3) if f"s{number}" not in taken)
    taken.add(key)
    return key


def _checked(firm: Workspace, step: Row, before: list[dict[str, Any]], taken: set[str]) -> dict[str, Any]:
    kind, side, days = KINDS[step["kind"]] if step.get("kind") in KINDS else None, step.get("side"), step.get("days")
    if kind is None:
        raise Invalid(f"Choose one of {', '.join(KINDS.keys())}.", "kind")
    if side not in kind.sides:
        raise Invalid(f"A step of this kind is for {' or '.join(kind.sides)}.", "side")
    if type(days) is not int or not 0 <= days <= MOST_DAYS:
        raise Invalid(f"Enter working days between 0 and {MOST_DAYS}.", "days")
    title = " ".join(tidy_text("title", str(step.get("title", "")), LONGEST_TITLE).split())
    if not title:
        raise Invalid("Say in a few words what the step is.", "title")
    choice = _choice(firm, kind, step)
    if side == "client" and kind.choices and not choice:
        raise Invalid(f"Choose what the client does: {kind.choice_label[:1].lower()}{kind.choice_label[1:]}.", "choice")
    key = str(step.get("key") or free_key(taken))
    if not _KEY.fullmatch(key) or any(other["key"] == key for other in before):
        raise Invalid("Each step has a key of its own, of at most 12 small letters and digits.", "key")
    return {
        "key": key, "kind": kind.slug, "side": side, "title": title, "days": days, "after": _after(step, title, before),
        "only": _only(firm, step, title, before), "owner": _owner(firm, step), "automatic": step.get("automatic") is True,
        "choice": choice, **_words(kind.slug, step),
    }  # fmt: skip


def _after(step: Row, title: str, before: list[dict[str, Any]]) -> str:
    after = str(step.get("after") or "")
    if after and all(other["key"] != after for other in before):
        raise Invalid(f"“{title}” counts from a step that does not come before it. Put it after that one, or choose another.", "after")
    return after


def _only(firm: Workspace, step: Row, title: str, before: list[dict[str, Any]]) -> dict[str, str]:
    only = step.get("only") or {}
    if not only:
        return {}
    if not isinstance(only, Mapping) or ("step" in only) == ("field" in only) or not str(only.get("is", "")).strip():
        raise Invalid("A condition names a step or a field of the client, and what it is.", "only")
    if "field" in only:
        if only["field"] not in known_fields(firm):
            raise Invalid("Choose a field of the client from the list.", "only")
        return {"field": only["field"], "is": tidy_text("only", str(only["is"]), LONGEST_VALUE).strip()}
    if all(other["key"] != only["step"] for other in before):
        raise Invalid(f"“{title}” asks about a step that does not come before it. Put it after that one, or choose another.", "only")
    if only["is"] not in ("done", "skipped"):
        raise Invalid("A step is done or skipped.", "only")
    return {"step": str(only["step"]), "is": only["is"]}


def _owner(firm: Workspace, step: Row) -> str:
    owner = str(step.get("owner") or "")
    if owner and owner not in {str(pk) for pk in Member.objects.filter(workspace=firm, disabled_at=None).values_list("pk", flat=True)}:
        raise Invalid("Choose somebody of the firm.", "owner")
    return owner


def _choice(firm: Workspace, kind: Any, step: Row) -> str:
    choice = str(step.get("choice") or "")
    if kind.choices is None:
        return ""
    if choice not in {value for value, _ in kind.choices(firm)}:
        raise Invalid(f"Choose which {kind.label.lower()}.", "choice")
    return choice


def _words(kind: str, step: Row) -> dict[str, str]:
    subject = " ".join(tidy_text("subject", str(step.get("subject", "")), 300).split())
    text = tidy_text("text", str(step.get("text", "")).replace("\r\n", "\n"), LONGEST_TEXT).strip()
    if kind == "letter":
        merging.check(subject, text)
    elif kind == "acknowledgement" and not text:
        raise Invalid("Write what the client is asked to acknowledge.", "text")
    return {"subject": subject if kind == "letter" else "", "text": text}
