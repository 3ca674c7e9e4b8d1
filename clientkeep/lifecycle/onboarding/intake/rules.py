"""How an intake form is written in plain lines, which questions show, and what an answer may be. Plain Python.

A line is a question: `What is your domain? [text, required] -> website`. Kinds: text, long, choice, several, number, date,
files, consent. Options follow a colon, parted by bars: `[choice: Yes | No]`. `if Question = Answer` at the end shows it only then.
`# Words` begins a section.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from clientkeep.foundation.errors import Invalid

KINDS = ("text", "long", "choice", "several", "number", "date", "files", "consent")
LONGEST_FORM, LONGEST_LABEL, LONGEST_ANSWER, MOST_QUESTIONS, MOST_OPTIONS = 20_000, 300, 5_000, 60, 30
# The target of an answer that concerns the work, such as a project, and stays with it.
OF_WORK = "project"
_LINE = re.compile(r"^(?P<label>[^\[\]]+?)\s*\[(?P<what>[^\[\]]+)\](?:\s*->\s*(?P<target>[\w:-]+))?(?:\s+if\s+(?P<cause>[^=]+?)\s*=\s*(?P<value>.+))?$")
_NUMBER = re.compile(r"^-?[0-9]{1,15}(\.[0-9]{1,6})?$")


@dataclass(frozen=True)
class Question:
    """One question. It shows where `cause` is empty, or the question of that key has the answer `value`."""

    key: str
    section: str
    label: str
    kind: str
    options: tuple[str, ...] = ()
    required: bool = False
    target: str = ""
    cause: str = ""
    value: str = ""

    def told(self) -> dict[str, Any]:
        return {**asdict(self), "options": list(self.options)}

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Question":
        return cls(**{**told, "options": tuple(told["options"])})


def parse(text: str, targets: Sequence[str]) -> list[Question]:
    """Read a form. Raises Invalid with the field `text`, which names the line and what to do."""
    found: list[Question] = []
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        words = " ".join(line.split())
        if words.startswith("#"):
            section = words.lstrip("# ")[:LONGEST_LABEL]
        elif words:
            found.append(_question(words, number, section, found, targets))
    if not found:
        raise Invalid("Write at least one question.", "text")
    if len(found) > MOST_QUESTIONS:
        raise Invalid(f"A form has at most {MOST_QUESTIONS} questions.", "text")
    return found


def _question(words: str, number: int, section: str, earlier: Sequence[Question], targets: Sequence[str]) -> Question:
    read = _LINE.match(words)
    if read is None:
        raise _wrong(number, "write a question and its kind, such as “Your domain? [text]”")
    what, _, listed = read["what"].partition(":")
    required = bool(re.search(r",\s*required$", read["what"]))
    kind = what.split(",")[0].strip().lower()
    options = tuple(filter(None, (part.strip() for part in re.sub(r",\s*required$", "", listed).split("|"))))
    if kind not in KINDS:
        raise _wrong(number, f"“{kind[:30]}” is no kind. Choose one of {', '.join(KINDS)}")
    if kind in ("choice", "several") and not 2 <= len(set(options)) == len(options) <= MOST_OPTIONS:
        raise _wrong(number, "give two or more different options, such as [choice: Yes | No]")
    label = read["label"].strip()
    if len(label) > LONGEST_LABEL or label.casefold() in {each.label.casefold() for each in earlier}:
        raise _wrong(number, "give the question words of its own, and not too many")
    if (target := read["target"]) and target != OF_WORK and (target not in targets or kind in ("files", "consent")):
        raise _wrong(number, f"no answer can go to “{target[:60]}”")
    cause, value = _cause(read, number, earlier)
    return Question(f"q{len(earlier) + 1}", section, label, kind, options, required, target or "", cause, value)


def _cause(read: re.Match, number: int, earlier: Sequence[Question]) -> tuple[str, str]:
    """A condition looks back only, so that conditions never go in a circle."""
    if not read["cause"]:
        return "", ""
    asked = next((each for each in earlier if each.label.casefold() == read["cause"].strip().casefold()), None)
    if asked is None:
        raise _wrong(number, "after “if”, name a question that stands above this one")
    value = read["value"].strip()
    if asked.kind not in ("choice", "several") or value not in asked.options:
        raise _wrong(number, "after “=”, give one of the options of the question that you name")
    return asked.key, value


def _wrong(number: int, words: str) -> Invalid:
    return Invalid(f"Line {number}: {words}.", "text")


def shown(questions: Sequence[Question], answers: Mapping[str, Any]) -> set[str]:
    """The keys of the questions that show: their condition holds, and the one that it names shows too."""
    keys: set[str] = set()
    for each in questions:
        said = answers.get(each.cause, "")
        if not each.cause or (each.cause in keys and each.value in (said if isinstance(said, list) else [said])):
            keys.add(each.key)
    return keys


def tidied(question: Question, value: Any) -> Any:
    """An answer as it is kept while somebody types: text within its limit, known options only."""
    if question.kind == "several":
        return [option for option in question.options if option in (value or ())]
    text = str(value or "").replace("\r\n", "\n").replace("\x00", "").strip()[:LONGEST_ANSWER]
    if question.kind == "choice" and text not in question.options:
        return ""
    return ("yes" if text else "") if question.kind == "consent" else text


def wrongs(questions: Sequence[Question], answers: Mapping[str, Any], whole: bool) -> dict[str, str]:
    """By key, what is wrong with an answer and what to do. `whole`: what is required must be there."""
    visible = shown(questions, answers)
    found = {}
    for each in questions:
        if each.key in visible and (words := _wrong_with(each, answers.get(each.key), whole)):
            found[each.key] = words
    return found


def _wrong_with(question: Question, value: Any, whole: bool) -> str:
    if not value:
        return ("Tick this to go on." if question.kind == "consent" else "This answer is needed.") if whole and question.required else ""
    if question.kind == "number" and not _NUMBER.match(value):
        return "Enter a number like 80 or 80.5."
    if question.kind == "date" and not _is_day(value):
        return "Enter a day like 2026-03-31."
    return ""


def _is_day(value: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)) and bool(dt.date.fromisoformat(value))
    except ValueError:
        return False


def in_words(value: Any) -> str:
    """An answer as a person reads it."""
    if isinstance(value, list):
        return ", ".join(each["name"] if isinstance(each, dict) else each for each in value)
    return str(value or "")
