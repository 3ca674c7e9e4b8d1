"""The outcome of reading one cell: a value, or nothing and the reason in words."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """`value` is None when the cell is empty or unclear; `problem` is then, if not empty, a sentence for people."""

    value: T | None = None
    problem: str = ""
