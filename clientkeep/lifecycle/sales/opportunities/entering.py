"""Entering a stage: the rooms that guard one register a check, and no way into a stage passes it by."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from clientkeep.foundation.registry import Registry

from ..pipeline.rules import passed
from ..pipeline.stage import Stage

if TYPE_CHECKING:
    from .model import Opportunity

# check(opportunity, entered): raises Conflict where it may not enter one of these stages. It runs in the transaction of the move.
ENTRY_CHECKS: Registry[Callable[["Opportunity", list[Stage]], None]] = Registry("check at the entry of a stage")


def check_entry(opportunity: "Opportunity", stages: list[Stage], before: Stage | None, to: Stage) -> None:
    """Raise Conflict where it may not go from a stage to another one of the firm's, or begin there."""
    entered = passed(stages, before, to)
    if entered:
        for check in ENTRY_CHECKS:
            check(opportunity, entered)
