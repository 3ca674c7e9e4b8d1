"""What rooms above want to know of who is acting, read in the same question: a name and an expression over Member."""

from collections.abc import Callable
from typing import Any

from clientkeep.foundation.registry import Registry

# name -> a function that makes the expression; the member's row then has an attribute of that name.
BESIDE: Registry[Callable[[], Any]] = Registry("value beside the acting member")


def beside() -> dict[str, Any]:
    """Return the expressions by name."""
    return {name: BESIDE[name]() for name in BESIDE.keys()}  # noqa: SIM118  a registry iterates its things
