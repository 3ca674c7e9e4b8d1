"""The driver: a few callers at once bill clients and keep them, and repeat themselves as people do."""

import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from .agreeing import AGREED, Agreeing
from .caller import Caller
from .firm import Buyer, Firm
from .journal import Act, Journal
from .keeping import KEPT, Keeping
from .line import Gone

WAYS = ("page", "api")
# How often a form is sent twice at once, and how often something that was answered is asked for again.
TWICE, AGAIN = 0.25, 0.08
NEW_CLIENT, AGREE = 0.2, 0.12


@dataclass
class Invoice:
    """An invoice as the driver knows it."""

    document: str
    buyer: Any
    amount: int
    issued: bool = False
    sent: bool = False
    paid: int = 0


@dataclass
class Driver:
    """Acts until told to stop; a `share` of it keeps clients. What it finds wrong with an answer stands in `findings`."""

    firm: Firm
    port: int
    journal: Journal
    seed: int
    callers: int = 4
    share: float = 0.4
    spare: int = 0
    findings: list[str] = field(default_factory=list)
    acts: dict[str, Act] = field(default_factory=dict)
    free: list[Invoice] = field(default_factory=list)
    busy: dict[str, Invoice] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lock = threading.RLock()
        self.stopping = threading.Event()
        self.gate = threading.Barrier(self.callers)
        self.threads: list[threading.Thread] = []
        self.keeping, self.agreeing = Keeping(self.firm, self._new), Agreeing(self.firm, self._new, self.spare)

    def start(self, life: int | str, first: str = "") -> None:
        """Let the callers act. The same seed and life give the same choices; one begins with what comes to an act `first`."""
        self.stopping.clear()
        self.gate.reset()
        self.threads = [
            threading.Thread(target=self._act, args=(random.Random(f"{self.seed}:{life}:{number}"), WAYS[number % 2], "" if number else first), daemon=True)
            for number in range(self.callers)
        ]
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        self.stopping.set()
        for thread in self.threads:
            thread.join(60)

    def resolve(self) -> bool:
        """Ask again for everything whose outcome is unknown; False where nobody answers."""
        caller = Caller(self.firm, self.port)
        try:
            for act in [act for act in self.acts.values() if act.outcome == "unknown"]:
                self._perform(caller, act)
        except Gone:
            return False
        finally:
            caller.close()
        return True

    def make_up(self) -> None:
        """Do once what chance left out: a run in which nobody answered proves nothing of answers. Raises Gone."""
        caller, chance = Caller(self.firm, self.port), random.Random(f"{self.seed}:made up")
        try:
            while act := self._missing(chance):
                self._perform(caller, act)
        finally:
            caller.close()

    def _missing(self, chance: random.Random) -> Act | None:
        done = {act.kind for act in self.acts.values() if act.outcome == "ok"}
        return self.keeping.missing(done, chance) or self.agreeing.missing(done)

    def _act(self, chance: random.Random, way: str, first: str) -> None:
        caller = Caller(self.firm, self.port, way)
        try:
            if first:
                self._come_to(caller, first)
            self._race(caller, chance)
            while not self.stopping.is_set():
                self._one(caller, chance)
        except Gone:
            self.gate.abort()
        finally:
            caller.close()

    def _come_to(self, caller: Caller, kind: str) -> None:
        """An act of a kind, and what has to come before it."""
        done = None
        while done != kind:
            with self.lock:
                act = self.agreeing.act(self.agreeing.toward(kind))
            self._perform(caller, act)
            done = act.kind

    def _race(self, caller: Caller, chance: random.Random) -> None:
        """Each caller writes a draft, then all issue at the same moment."""
        act = self._draft(caller, chance)
        if act.outcome != "ok":
            return
        with self.lock:
            mine = next((one for one in self.free if one.document == act.answer["document"]), None)
            if mine:
                self.free.remove(mine)
        with suppress(threading.BrokenBarrierError):
            self.gate.wait(3)
        if mine:
            issue = self._new(caller.way, "issue", document=mine.document)
            self.busy[issue.key] = mine
            self._perform(caller, issue)

    def _one(self, caller: Caller, chance: random.Random) -> None:
        known = [act for act in list(self.acts.values()) if act.outcome == "ok"]
        if known and chance.random() < AGAIN:
            self._perform(caller, chance.choice(known[-30:]))
            return
        if chance.random() < AGREE:
            with self.lock:
                act = self.agreeing.next(chance)
            if act:
                self._perform(caller, act, self._twice if chance.random() < TWICE else None)
                return
        if chance.random() < self.share:
            with self.lock:
                act = self.keeping.next(chance)
            self._perform(caller, act, self._twice if chance.random() < TWICE else None)
            return
        with self.lock:
            invoice = self.free.pop(chance.randrange(len(self.free))) if self.free else None
            if invoice and chance.random() < 0.3:
                self.free.append(invoice)
                invoice = None
        if invoice is None:
            if caller.way == "api" and chance.random() < NEW_CLIENT:
                self._perform(caller, self._client(chance))
            self._draft(caller, chance)
            return
        act = self._next(invoice, chance, caller.way)
        if act:
            self.busy[act.key] = invoice
            self._perform(caller, act, self._twice if chance.random() < TWICE else None)

    def _draft(self, caller: Caller, chance: random.Random) -> Act:
        buyer, amount = chance.choice(self.firm.buyers), chance.randrange(1_000, 100_000)
        token = f"{chance.getrandbits(96):024x}"
        act = self._new(caller.way, "draft", client=buyer.id, name=buyer.name, amount=amount, token=token)
        self._perform(caller, act, self._twice if chance.random() < TWICE else None)
        return act

    def _client(self, chance: random.Random) -> Act:
        name = f"Client {chance.getrandbits(48):012x}"
        return self._new("api", "client", name=name, email=f"kim@{name.split()[1]}.example")

    def _next(self, invoice: Invoice, chance: random.Random, way: str) -> Act | None:
        """The next act on an invoice; None once nothing is left to do with it."""
        people = invoice.buyer.people
        to = chance.sample(people, chance.choice((1, len(people))))
        if not invoice.issued and chance.random() < 0.5:
            return self._new(way, "issue", document=invoice.document)
        if not invoice.sent:
            return self._new(way, "send", document=invoice.document, to=to)
        left = invoice.amount - invoice.paid
        if not left:
            return None
        amount = left if chance.random() < 0.6 else max(1, left // 2)
        token = f"{chance.getrandbits(96):024x}"
        return self._new(way, "pay", client=invoice.buyer.id, document=invoice.document, amount=amount, token=token)

    def _new(self, way: str, kind: str, **what: Any) -> Act:
        with self.lock:
            act = Act(f"a{len(self.acts) + 1}", kind, what, way)
            self.acts[act.key] = act
        return act

    def _perform(self, caller: Caller, act: Act, how: Callable | None = None) -> None:
        self.journal.begin(act)
        known, before = act.outcome == "ok", act.answer
        try:
            done, answer = how(caller, act) if how else caller.do(act)
        except Gone as gone:
            self.journal.end(act, "unknown", {"said": str(gone)})
            raise
        if not done:
            self.journal.end(act, "fail", answer)
            self.findings.append(f"{act} was answered {answer['status']}: {answer['said']}")
            return
        self.journal.end(act, "ok", answer)
        if known and answer != before:
            self.findings.append(f"{act} was answered {before}, and when asked again {answer}")
        if not known:
            self._take_in(act)

    def _twice(self, caller: Caller, act: Act) -> tuple[bool, dict[str, Any]]:
        """A double click: the same form arrives twice at once."""
        second = Caller(self.firm, self.port)
        with ThreadPoolExecutor(1) as beside:
            other = beside.submit(second.do, act)
            try:
                first = caller.do(act)
            finally:
                problem = other.exception()
                second.close()
        if problem:
            raise problem
        if other.result() != first:
            self.findings.append(f"{act} was sent twice at once: {first} and {other.result()}")
        return first

    def _take_in(self, act: Act) -> None:
        if act.kind == "client":
            self.firm.buyers.append(Buyer(act.answer["id"], act.what["name"], [("", act.what["email"])]))
            return
        if act.kind in KEPT:
            with self.lock:
                self.keeping.take_in(act)
            return
        if act.kind in AGREED:
            with self.lock:
                self.agreeing.take_in(act)
            return
        if act.kind == "draft":
            buyer = next(buyer for buyer in self.firm.buyers if buyer.id == act.what["client"])
            invoice = Invoice(act.answer["document"], buyer, act.what["amount"])
        else:
            invoice = self.busy.pop(act.key)
            invoice.issued = True
            invoice.sent |= act.kind == "send"
            invoice.paid += act.what["amount"] if act.kind == "pay" else 0
        with self.lock:
            self.free.append(invoice)
