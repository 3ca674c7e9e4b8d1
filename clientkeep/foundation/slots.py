"""Slots: places on a page of a lower floor that rooms above fill. The page knows only the slot."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Filling:
    """What a room puts into a slot: a template and its context, made by `fill(acting, thing)`.

    `fill` returns None where the room has nothing to show for this thing or this person.
    """

    key: str
    template: str
    fill: Callable[..., dict[str, Any] | None]
    order: int = 100


@dataclass
class Slot:
    """A named place. Rooms add fillings at start; the page asks for them in order."""

    name: str
    fillings: list[Filling] = field(default_factory=list)

    def add(self, key: str, template: str, order: int = 100) -> Callable:
        """Register a function as a filling of this slot."""

        def register(fill: Callable[..., dict[str, Any] | None]) -> Callable[..., dict[str, Any] | None]:
            self.fillings.append(Filling(key, template, fill, order))
            self.fillings.sort(key=lambda filling: (filling.order, filling.key))
            return fill

        return register

    def filled(self, acting: Any, thing: Any) -> list[dict[str, Any]]:
        """Return {"key", "template", "context"} for each filling that has something to show."""
        shown = []
        for filling in self.fillings:
            context = filling.fill(acting, thing)
            if context is not None:
                shown.append({"key": filling.key, "template": filling.template, "context": context})
        return shown
