"""Invariants that hold at any moment: each room registers its own in its checks.py, one small function each.

They run in `clientkeep check`, after a restore and in the tests. A check reads and changes nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from .registry import Registry


@dataclass(frozen=True)
class Check:
    """`find` yields a sentence for each thing that is broken; `promise` says what holds when it yields none."""

    name: str
    promise: str
    find: Callable[[], Iterable[str]]


@dataclass(frozen=True)
class Finding:
    """Something broken: the check's name and what it says."""

    check: str
    says: str


CHECKS: Registry[Check] = Registry("check")


def check(name: str, promise: str) -> Callable:
    """Register a function without arguments that yields a sentence for each broken thing."""

    def register(find: Callable[[], Iterable[str]]) -> Callable[[], Iterable[str]]:
        CHECKS.add(name, Check(name, promise, find))
        return find

    return register


def findings(only: Iterable[str] | None = None) -> Iterator[Finding]:
    """Run the checks (all, or those named) in their order and yield what is broken."""
    wanted = None if only is None else set(only)
    for row in CHECKS:
        if wanted is None or row.name in wanted:
            for says in row.find():
                yield Finding(row.name, says)
