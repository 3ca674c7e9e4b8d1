"""The driver: a few callers at once draft, issue, send and book payments, and repeat themselves as people do."""

import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from .firm import Firm
from .journal import Act, Journal
from .pages import Gone, Pages

# How often a form is sent twice at once, and how often something that was answered is asked for again.
TWICE, AGAIN = 0.15, 0.08


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
    """Acts until told to stop. What it finds wrong with an answer stands in `findings`."""

    firm: Firm
    port: int
    journal: Journal
    seed: int
    callers: int = 4
    findings: list[str] = field(default_factory=list)
    acts: dict[str, Act] = field(default_factory=dict)
    free: list[Invoice] = field(default_factory=list)
    busy: dict[str, Invoice] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lock = threading.Lock()
        self.stopping = threading.Event()
        self.gate = threading.Barrier(self.callers)
        self.threads: list[threading.Thread] = []

    def start(self, life: int) -> None:
        """Let the callers act. The same seed and life give the same choices."""
        self.stopping.clear()
        self.gate.reset()
        self.threads = [
            threading.Thread(target=self._act, args=(random.Random(f"{self.seed}:{life}:{number}"),), daemon=True)
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
        pages = Pages(self.firm, self.port)
        try:
            for act in [act for act in self.acts.values() if act.outcome == "unknown"]:
                self._perform(pages, act)
        except Gone:
            return False
        finally:
            pages.close()
        return True

    def _act(self, chance: random.Random) -> None:
        pages = Pages(self.firm, self.port)
        try:
            self._race(pages, chance)
            while not self.stopping.is_set():
                self._one(pages, chance)
        except Gone:
            self.gate.abort()
        finally:
            pages.close()

    def _race(self, pages: Pages, chance: random.Random) -> None:
        """Each caller writes a draft, then all issue at the same moment."""
        act = self._draft(pages, chance)
        if act.outcome != "ok":
            return
        with self.lock:
            mine = next((one for one in self.free if one.document == act.answer["document"]), None)
            if mine:
                self.free.remove(mine)
        with suppress(threading.BrokenBarrierError):
            self.gate.wait(3)
        if mine:
            issue = self._new("issue", document=mine.document)
            self.busy[issue.key] = mine
            self._perform(pages, issue)

    def _one(self, pages: Pages, chance: random.Random) -> None:
        known = [act for act in list(self.acts.values()) if act.outcome == "ok"]
        if known and chance.random() < AGAIN:
            self._perform(pages, chance.choice(known[-30:]))
            return
        with self.lock:
            invoice = self.free.pop(chance.randrange(len(self.free))) if self.free else None
            if invoice and chance.random() < 0.3:
                self.free.append(invoice)
                invoice = None
        if invoice is None:
            self._draft(pages, chance)
            return
        act = self._next(invoice, chance)
        if act:
            self.busy[act.key] = invoice
            self._perform(pages, act, self._twice if chance.random() < TWICE else None)

    def _draft(self, pages: Pages, chance: random.Random) -> Act:
        buyer, amount = chance.choice(self.firm.buyers), chance.randrange(1_000, 100_000)
        token = f"{chance.getrandbits(96):024x}"
        act = self._new("draft", client=buyer.id, name=buyer.name, amount=amount, token=token)
        self._perform(pages, act, self._twice if chance.random() < TWICE else None)
        return act

    def _next(self, invoice: Invoice, chance: random.Random) -> Act | None:
        """The next act on an invoice; None once nothing is left to do with it."""
        to = chance.sample(invoice.buyer.people, chance.choice((1, 2)))
        if not invoice.issued and chance.random() < 0.5:
            return self._new("issue", document=invoice.document)
        if not invoice.sent:
            return self._new("send", document=invoice.document, to=to)
        left = invoice.amount - invoice.paid
        if not left:
            return None
        amount = left if chance.random() < 0.6 else max(1, left // 2)
        return self._new("pay", document=invoice.document, amount=amount, token=f"{chance.getrandbits(96):024x}")

    def _new(self, kind: str, **what: Any) -> Act:
        with self.lock:
            act = Act(f"a{len(self.acts) + 1}", kind, what)
            self.acts[act.key] = act
        return act

    def _perform(self, pages: Pages, act: Act, how: Callable | None = None) -> None:
        self.journal.begin(act)
        known, before = act.outcome == "ok", act.answer
        try:
            status, answer = how(pages, act) if how else pages.do(act)
        except Gone as gone:
            self.journal.end(act, "unknown", {"said": str(gone)})
            raise
        if status != 302:
            self.journal.end(act, "fail", {"status": status, **answer})
            self.findings.append(f"{act} was answered {status}: {answer.get('said')}")
            return
        self.journal.end(act, "ok", answer)
        if known and answer != before:
            self.findings.append(f"{act} was answered {before}, and when asked again {answer}")
        if not known:
            self._take_in(act)

    def _twice(self, pages: Pages, act: Act) -> tuple[int, dict[str, Any]]:
        """A double click: the same form arrives twice at once."""
        second = Pages(self.firm, self.port)
        with ThreadPoolExecutor(1) as beside:
            other = beside.submit(second.do, act)
            try:
                status, answer = pages.do(act)
            finally:
                problem = other.exception()
                second.close()
        if problem:
            raise problem
        if other.result() != (status, answer):
            self.findings.append(f"{act} was sent twice at once: {status} {answer} and {other.result()}")
        return status, answer

    def _take_in(self, act: Act) -> None:
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
