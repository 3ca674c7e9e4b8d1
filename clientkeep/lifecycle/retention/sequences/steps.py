"""The steps of a sequence as a firm writes them: plain rows of a list, checked in one place."""

from collections.abc import Mapping, Sequence
from typing import Any

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.relationship.conversations.writing.templates import check_versions
from clientkeep.workspace.mail.wording import Words

from .rules import HOURS, MOST_DAYS, MOST_STEPS

LONGEST_TASK = 300
KINDS = {"letter": "Letter", "task": "Task"}


def checked_steps(steps: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return all steps as they are kept. Raises Invalid with the field at fault."""
    if len(steps) > MOST_STEPS:
        raise Invalid(f"A sequence takes {MOST_STEPS} steps at most.", "steps")
    return [checked_step(step) for step in steps]


def checked_step(step: Mapping[str, Any]) -> dict[str, Any]:
    """Return one step as it is kept. Raises Invalid with `kind`, `days`, `hour`, `what`, `language`, `subject` or `text`."""
    kind, days, hour = step.get("kind"), step.get("days"), step.get("hour", 10)
    if kind not in KINDS:
        raise Invalid("Choose letter or task.", "kind")
    if type(days) is not int or not 0 <= days <= MOST_DAYS:
        raise Invalid(f"Enter working days between 0 and {MOST_DAYS}.", "days")
    if type(hour) is not int or hour not in HOURS:
        raise Invalid(f"Choose an hour between {HOURS[0]} and {HOURS[-1]}.", "hour")
    kept = {"kind": kind, "days": days, "hour": hour}
    if kind == "task":
        what = " ".join(tidy_text("what", str(step.get("what", ""))[: LONGEST_TASK + 1], LONGEST_TASK).split())
        if not what:
            raise Invalid("Write what is to be done.", "what")
        return kept | {"what": what}
    return kept | {"by_itself": step.get("by_itself") is True, "words": _checked_words(step.get("words"))}


def words_of(versions: Mapping[str, Mapping[str, str]]) -> dict[str, Words]:
    """The words of a letter by language, "" the default."""
    return {language: Words(each["subject"], each["text"]) for language, each in versions.items()}


def _checked_words(given: Any) -> dict[str, dict[str, str]]:
    if not isinstance(given, Mapping) or not all(isinstance(each, Mapping) for each in given.values()):
        raise Invalid("Write the letter.", "text")
    versions = {
        str(language): Words(str(each.get("subject", "")).strip(), str(each.get("text", "")).replace("\r\n", "\n").strip())
        for language, each in given.items()
    }
    check_versions(versions)
    return {language: {"subject": each.subject, "text": each.text} for language, each in versions.items()}
