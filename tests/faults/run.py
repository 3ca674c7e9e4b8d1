"""One run: lives of the tree, each ended by a kill, and the oracle after each restart.

S1 kills at random instants; S2 arms a crash point for a life; S3 cuts the log of what a kill left behind.
A crash point fires as well while unknown outcomes are resolved: then the next life goes on with them.
"""

import random
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.dovecot import Dovecot, dovecot
from tests.installation import Installation

from . import agreeing, firm, logcut, unkeyed
from .driver import Driver
from .examiner import Examiner
from .journal import Journal
from .sink import sink
from .tree import Tree

POINTS = (
    "issue.after_number", "issue.before_commit", "issue.after_commit",
    "pay.after_store", "mail.before_handover", "mail.after_250", "between filing and the mark",
    *agreeing.POINTS,
)  # fmt: skip
TARGETS = ("all", "all", "all", "worker", "web")
# After this many single kills the supervisor's back-off, or a half-dead tree, would only cost time.
MOST_SINGLE = 2
SUPERVISED_EVERY = 8
# So many people wait to be asked by hand, and as many by a rule, for each life.
ASKED_A_LIFE, ASKED_LEAST = 1, 6
# Papers to agree to: one to make up with, one for each point that an agreement comes to, and of what is more one for so many lives.
LIVES_A_PAPER = 8
# A point behind a queue of letters is reached late on a busy machine.
POINT_PATIENCE = 120.0
# While a point is awaited the callers act and rest by turns, in seconds: they make work faster than the worker does it.
ACT, REST = 8.0, 20.0
QUIET_PATIENCE = 120.0


@dataclass
class Plan:
    """How many kills at random instants, at which crash points, how many cuts of the log; what is switched `off`.

    `keeping`: the share of the work that keeps clients, rather than bills them. `longest`: seconds of a life.
    """

    seed: int
    kills: int = 0
    points: tuple[str, ...] = ()
    cuts: int = 0
    off: tuple[str, ...] = ()
    callers: int = 4
    keeping: float = 0.4
    longest: float = 0.9

    @property
    def lives(self) -> int:
        return self.kills + len(self.points)

    @property
    def spare(self) -> int:
        """Papers of each sort that are kept for crash points, and to make up with."""
        return 1 + sum(point in agreeing.REACHED_BY for point in self.points)


@dataclass
class Result:
    """What was found; empty `findings` mean that everything held."""

    seed: int
    findings: list[str] = field(default_factory=list)
    kills: int = 0
    points: list[str] = field(default_factory=list)
    cuts: int = 0
    acknowledged: int = 0
    unknown: int = 0
    facts: dict[str, int] = field(default_factory=dict)
    starts: list[float] = field(default_factory=list)
    seconds: float = 0.0
    last_lines: str = ""

    @property
    def slowest_start(self) -> float:
        """Restart to first answer, 95th percentile, in seconds."""
        ordered = sorted(self.starts)
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))] if ordered else 0.0


class Broken(Exception):
    """Something does not hold; the run ends here."""


class Run:
    """Lives over one data folder. `execute()` returns the result and leaves nothing running."""

    def __init__(self, folder: Path, plan: Plan) -> None:
        self.folder, self.plan = folder, plan
        (folder / "data").mkdir(parents=True)
        self.chance = random.Random(plan.seed)
        self.result = Result(plan.seed)
        self.life = self.single = 0

    def execute(self) -> Result:
        begun = time.monotonic()
        self.journal = Journal(self.folder / "journal.jsonl")
        with sink(self.folder / "sink.jsonl", self.plan.seed) as box, dovecot() as server:
            self.installation = Installation(self.folder / "data", **_reachable(server))
            asked, papers = max(ASKED_LEAST, ASKED_A_LIFE * self.plan.lives), self.plan.spare + 1 + self.plan.lives // LIVES_A_PAPER
            people = firm.found(self.installation, box.port, server, asked, papers)
            self.tree = Tree(self.installation)
            self.driver = self._driver(people)
            self.examiner = Examiner(self.installation, self.folder / "journal.jsonl", self.folder / "sink.jsonl")
            try:
                self._live()
            except Broken as broken:
                self.result.findings += str(broken).splitlines()
                self.result.last_lines = "\n".join([self.journal.last(), "", *self.tree.errors()])
            finally:
                self.tree.kill("all")
                self.examiner.close()
        return self._closed(begun)

    def _driver(self, people: firm.Firm) -> Driver:
        plan = self.plan
        return Driver(people, self.installation.port, self.journal, plan.seed, plan.callers, plan.keeping, plan.spare)

    def _live(self) -> None:
        self._switch_off()
        ends = ["random"] * self.plan.kills + list(self.plan.points)
        self.chance.shuffle(ends)
        for end in ends:
            self._one_life(end)
        self._last_life()

    def _switch_off(self) -> None:
        """A control run takes unique keys away."""
        names = [name for off in self.plan.off for name in unkeyed.KEYS.get(off, ())]
        if names:
            self.installation.python(f"from tests.faults import unkeyed; unkeyed.take_away({names!r})")

    def _one_life(self, end: str) -> None:
        self.life += 1
        armed = "" if end == "random" else end
        self._begin(armed)
        self.examiner.minute()
        self.driver.start(self.life, agreeing.REACHED_BY.get(armed, ""))
        if armed:
            self._await_point(armed)
            self._kill("all", armed)
        else:
            time.sleep(self.chance.uniform(0.02, self.plan.longest))
            target = "all" if self.single >= MOST_SINGLE or self.tree.supervised else self.chance.choice(TARGETS)
            self._kill(target, "random")
        self.driver.stop()
        if not self.tree.processes:
            self._cut_the_log()

    def _begin(self, armed: str) -> None:
        """Bring the tree up, resolve what is unknown, and hold everything against the oracle."""
        if armed and self.tree.processes:
            self._kill("all", "to arm")
        supervised = not (armed or self.plan.off) and not self.tree.processes and self.life % SUPERVISED_EVERY == 0
        self.tree.start(",".join(filter(None, (armed, *self.plan.off))), supervised)
        self.driver.resolve()
        self._examine("live")

    def _await_point(self, point: str) -> None:
        until, look = time.monotonic() + POINT_PATIENCE, time.monotonic() + 1
        turns, turn = 0, time.monotonic() + ACT
        while self.tree.is_whole():
            if time.monotonic() > turn:
                turns += 1
                self.driver.stop() if turns % 2 else self.driver.start(f"{self.life}:{turns}")
                turn = time.monotonic() + (REST if turns % 2 else ACT)
            if time.monotonic() > look:
                self.examiner.minute()  # what a point waits for, a mail, may have come after the last look
                look = time.monotonic() + 1
            if time.monotonic() > until:
                raise Broken(f"The crash point {point} was not reached in {POINT_PATIENCE:.0f} s")
            time.sleep(0.01)
        self.result.points.append(point)

    def _kill(self, target: str, why: str) -> None:
        self.journal.note(kill=target, why=why, life=self.life)
        self.tree.kill(target)
        self.result.kills += 1
        self.single = 0 if target == "all" else self.single + 1

    def _cut_the_log(self) -> None:
        """As many cuts as are due after so many lives."""
        due = -(-self.plan.cuts * min(self.life, self.plan.lives) // self.plan.lives)
        for _ in range(due - self.result.cuts):
            # A folder of its own each time: who still closes the copy before would take this one's log away by name.
            copies = self.folder / f"cut-{self.result.cuts}"
            database = logcut.copy(self.installation.folder / "clientkeep.sqlite3", copies)
            place, length = logcut.cut(database, self.chance)
            self.result.cuts += 1
            self._hold(self.examiner.examine(self.result.kills, "prefix", database), f"log cut at {place} of {length}")
            shutil.rmtree(copies, ignore_errors=True)

    def _last_life(self) -> None:
        """No more kills: everything comes to rest, then to an end."""
        self.life += 1
        if self.tree.processes:
            self._kill("all", "last")
        self._cut_the_log()
        self.tree.start(",".join(self.plan.off))
        if not self.driver.resolve():
            raise Broken(f"Nobody answered in the last life\n{self.tree.said()}")
        self.driver.make_up()
        self.examiner.minute()
        until = time.monotonic() + QUIET_PATIENCE
        while pending := self.examiner.pending():
            if time.monotonic() > until:
                raise Broken("\n".join(["Jobs are stuck:", *pending]))
            time.sleep(0.2)
        self._examine("live")
        self.tree.stop()
        self._hold(self.examiner.settle(), "hours later")
        self._examine("quiet")
        self.result.facts = self.examiner.facts()

    def _examine(self, mode: str) -> None:
        self._hold(self.examiner.examine(self.result.kills, mode), mode)
        self._hold(self.driver.findings, "answers")

    def _hold(self, findings: list[str], when: str) -> None:
        if findings:
            raise Broken("\n".join(f"[life {self.life}, {self.result.kills} kills, {when}] {each}" for each in findings))

    def _closed(self, begun: float) -> Result:
        result, acts = self.result, self.driver.acts.values()
        result.acknowledged = sum(act.outcome == "ok" for act in acts)
        result.unknown = self.journal.path.read_text().count('"outcome": "unknown"')
        result.starts = self.tree.starts
        result.seconds = time.monotonic() - begun
        return result


def _reachable(server: Dovecot) -> dict[str, str]:
    """What lets the tree read a mailbox of this machine."""
    return {
        "CLIENTKEEP_OUTBOUND_ALLOW": "127.0.0.0/8,::1", "CLIENTKEEP_IMAP_PORTS": str(server.tls_port),
        "SSL_CERT_FILE": server.certificate,
    }  # fmt: skip


def report(result: Result) -> str:
    """The result in words, with all that a replay needs where something broke."""
    lines = [
        f"seed {result.seed}: {result.kills} kills, {len(result.points)} of them at armed points, {result.cuts} log cuts, "
        f"{result.seconds:.0f} s",
        f"{result.acknowledged} acts acknowledged, {result.unknown} times an outcome was unknown and asked for again",
        f"restart to first answer: p95 {result.slowest_start:.1f} s",
        ", ".join(f"{count} {name}" for name, count in result.facts.items()),
    ]
    if result.findings:
        lines += ["", "BROKEN:", *result.findings, "", "The last lines of the journal, and what the tree logged as errors:", result.last_lines]
        lines += ["", f"Replay: bin/faults --seed {result.seed}"]
    return "\n".join(lines)
