"""What keeps clients, as the driver acts it: mails come in, letters go out, talks become recaps, people are asked."""

import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from .firm import Firm, Person
from .journal import Act
from .mailbox import SORTS
from .pages import agreed

# What a first act of each kind is followed by.
NEXT = {"talk": "recap", "recap": "dispatch", "dispatch": "confirm", "ask": "answer"}
WAY = {"mail": "mailbox", "confirm": "portal", "answer": "portal"}
KEPT = ("mail", "letter", "talk", "recap", "dispatch", "confirm", "ask", "answer")
FIRST = ("mail", "mail", "letter", "letter", "talk", "ask")
# How often one goes on with what was begun, rather than begin something.
GO_ON = 0.6


@dataclass
class Keeping:
    """Chooses the next act. What was begun waits in `open`: its act, with what the next one needs."""

    firm: Firm
    new: Callable[..., Act]
    open: list[Act] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.unasked = list(self.firm.asked)
        self.sorts = cycle(SORTS)

    def next(self, chance: random.Random) -> Act:
        """An act that nobody else is about. Call it under the driver's lock."""
        if self.open and chance.random() < GO_ON:
            before = self.open.pop(chance.randrange(len(self.open)))
            return self._new(NEXT[before.kind], chance, before.what)
        kind = chance.choice(FIRST)
        if kind == "ask" and not self.unasked:
            kind = "letter"
        return self._new(kind, chance, self._about(kind, chance))

    def missing(self, done: set[str], chance: random.Random) -> Act | None:
        """The first act of a kind that is not among those `done`: each follows the one before it in KEPT, or none."""
        kind = next((kind for kind in KEPT if kind not in done), None)
        if kind is None:
            return None
        before = next((act for act in self.open if NEXT[act.kind] == kind), None)
        if before:
            self.open.remove(before)
        return self._new(kind, chance, before.what if before else self._about(kind, chance))

    def take_in(self, act: Act) -> None:
        """An act was answered: it can be gone on from."""
        if act.kind in NEXT:
            self.open.append(act)

    def _about(self, kind: str, chance: random.Random) -> dict[str, Any]:
        person: Person = self.unasked.pop() if kind == "ask" else chance.choice(self.firm.people)
        token = f"{chance.getrandbits(64):016x}"
        if kind == "mail":
            sort = next(self.sorts)
            sender = person.email if sort == "known" else f"{token}@nobody.example"
            return {"sort": sort, "sender": sender, "client": person.client, "token": token}
        return {"client": person.client, "contact": person.contact, "email": person.email, "token": token}

    def _new(self, kind: str, chance: random.Random, before: dict[str, Any]) -> Act:
        what = {name: before[name] for name in ("sort", "sender", "client", "contact", "email", "token") if name in before}
        what |= getattr(self, f"_{kind}", lambda *_: {})(chance, before)
        return self.new(WAY.get(kind, "page"), kind, **what)

    def _letter(self, chance: random.Random, before: dict[str, Any]) -> dict[str, Any]:
        form, made = self.firm.forms.pop()
        return {"form": form, "made": made}

    _talk = _ask = _letter

    def _recap(self, chance: random.Random, before: dict[str, Any]) -> dict[str, Any]:
        return {**self._letter(chance, before), "entry": before["made"]}

    def _dispatch(self, chance: random.Random, before: dict[str, Any]) -> dict[str, Any]:
        return {"recap": before["made"]}

    def _confirm(self, chance: random.Random, before: dict[str, Any]) -> dict[str, Any]:
        return {"recap": before["recap"], "digest": hashlib.sha256(agreed(before["token"]).encode()).hexdigest()}

    def _answer(self, chance: random.Random, before: dict[str, Any]) -> dict[str, Any]:
        return {"survey": before["made"], "score": chance.randrange(11)}
