"""The kinds of steps that a playbook knows. A room that has one of its own, such as a form, registers it here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from clientkeep.foundation.registry import Registry
from clientkeep.workspace.members.models import Workspace

SIDES = {"us": "Us", "client": "The client"}


@dataclass(frozen=True)
class StepKind:
    """One kind of step. What is not given behaves as a task that a person marks as done.

    `opens(step) -> state`: its day has come ("open", or "waiting" for somebody's approval); runs in the transaction that
    holds the run; a Conflict says in words why it cannot open yet, and it is tried again.
    `takes_back(step)`: it was skipped, or its run stopped. `by_hand`: a person may say that it is done; else only
    `RunStep.finish`, called by its room. `page(step)` and `portal_page(step)`: where it is dealt with; empty: its own page.
    `choices(firm)`: (value, label) of the things of which the step takes one (kept in `step.choice`), such as forms; none is
    needed where "" is among them. `told_elsewhere`: once its thing stands, Today tells of that, not of the step, which then
    reads as `stands_as`.
    """

    slug: str
    label: str
    sign: str
    sides: tuple[str, ...]
    order: int
    act: str = "Mark done"
    opens: Callable[[Any], str] | None = None
    takes_back: Callable[[Any], None] | None = None
    by_hand: bool = True
    page: Callable[[Any], str] | None = None
    portal_page: Callable[[Any], str] | None = None
    choices: Callable[[Workspace], Sequence[tuple[str, str]]] | None = None
    choice_label: str = "Which one"
    told_elsewhere: bool = False
    stands_as: str = ""


KINDS: Registry[StepKind] = Registry("kind of step")


def all_kinds() -> list[StepKind]:
    """In the order in which pages offer them."""
    return sorted(KINDS, key=lambda each: each.order)


def kind_of(slug: str) -> StepKind:
    """The kind; one whose room is gone behaves as a task."""
    return KINDS[slug] if slug in KINDS else KINDS["task"]


KINDS.add("task", StepKind("task", "Task", "circle-check", ("us", "client"), 20))
KINDS.add("acknowledgement", StepKind("acknowledgement", "Acknowledgement", "mail-check", ("client",), 50, act="I have read this and agree"))
