"""A criterion's values as they are kept. Raises Invalid with the field and what to do."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.clients.tidying import tidy_text

from .rules.formula import NAME, Fault, read
from .rules.grades import KINDS, read_grades
from .rules.ready import HEAVIEST


class _Other(Protocol):
    label: str
    kind: str
    key: str
    formula: str


def tidied(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return label, kind, weight, key, formula and grades, of `lines` as they were written."""
    label, kind, weight = " ".join(tidy_text("label", values.get("label"), 200).split()), values.get("kind"), values.get("weight", 0)
    if not label:
        raise Invalid("Write what you ask, such as Budget.", "label")
    if kind not in KINDS:
        raise Invalid("Choose a kind of the list.", "kind")
    if not 0 <= weight <= HEAVIEST:
        raise Invalid(f"Enter 0 to {HEAVIEST}.", "weight")
    grades, fault = read_grades(kind, [tidy_text("lines", line, 200) for line in values.get("lines") or ()], counts=bool(weight))
    if fault:
        raise Invalid(fault, "lines")
    key = tidy_text("key", values.get("key"), 40).lower() if kind == "number" else ""
    if key and not NAME.fullmatch(key):
        raise Invalid("Use letters, digits and _ only, such as monthly_traffic.", "key")
    formula = _formula(values) if kind == "formula" else ""
    return {"label": label, "kind": kind, "weight": weight, "key": key, "formula": formula, "grades": [[each.answer, each.points] for each in grades]}


def alone(kept: Mapping[str, Any], others: Sequence[_Other]) -> None:
    """Raise Invalid where another one has this label or key, or a formula, its own or another's, would name a number that nobody asks."""
    if any(each.label.casefold() == kept["label"].casefold() for each in others):
        raise Invalid("There is a criterion of these words already.", "label")
    if kept["key"] and any(each.key == kept["key"] for each in others):
        raise Invalid("Another number has this name already.", "key")
    keys = [each.key for each in others if each.key]
    if kept["kind"] == "formula" and (unknown := next((name for name in read(kept["formula"]).names if name not in keys), None)):
        raise Invalid(f"No number is named {unknown}. Names: {', '.join(keys) or 'none yet'}.", "formula")
    keep_formulas(others, [*keys, kept["key"]])


def keep_formulas(others: Sequence[_Other], keys: Sequence[str]) -> None:
    """Raise Invalid where a formula would lose a number that it uses."""
    for each in others:
        if each.kind == "formula" and (lost := next((name for name in read(each.formula).names if name not in keys), None)):
            raise Invalid(f"The formula of “{each.label}” uses {lost}. Change that first.", "key")


def _formula(values: Mapping[str, Any]) -> str:
    text = tidy_text("formula", values.get("formula"), 200)
    try:
        return read(text).text
    except Fault as fault:
        raise Invalid(f"This is no formula: {fault}.", "formula") from None
