"""A registry: things announce themselves by key, and nothing central is edited."""

from collections.abc import Iterator
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Registry(Generic[Thing]):
    """Named things in the order in which they were added. A key is taken once."""

    def __init__(self, noun: str) -> None:
        self.noun = noun
        self._things: dict[str, Thing] = {}

    def add(self, key: str, thing: Thing) -> Thing:
        """Add a thing; ValueError where the key is taken."""
        if key in self._things:
            raise ValueError(f"{self.noun} {key!r} is registered twice")
        self._things[key] = thing
        return thing

    def __getitem__(self, key: str) -> Thing:
        return self._things[key]

    def __contains__(self, key: str) -> bool:
        return key in self._things

    def __iter__(self) -> Iterator[Thing]:
        return iter(self._things.values())

    def get(self, key: str) -> Thing | None:
        return self._things.get(key)

    def keys(self) -> list[str]:
        return list(self._things)
