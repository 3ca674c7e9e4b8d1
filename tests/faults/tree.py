"""The process tree under test, and ways to kill it.

Most lives start the product's own two processes (web and worker) side by side, as the supervisor would, but without
its set-up steps and its waiting for the first page; every few lives the whole `clientkeep serve` starts.
"""

import http.client
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.installation import ROOT, Installation

from . import weakened

WEB, WORKER = "clientkeep.config.serving.web", "clientkeep.config.serving.work"
WEAKENED = {"web": "tests.faults.weakened", "worker": "tests.faults.weak_keeping"}
LEASE_SECONDS = "3"
SLOWEST_START = 40.0


class Tree:
    """Starts, kills and restarts the processes over one data folder. Starting belongs into the main thread."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.log = installation.folder.parent / "tree.log"
        self.processes: dict[str, subprocess.Popen] = {}
        self.armed = ""
        self.supervised = False
        self.starts: list[float] = []

    def start(self, armed: str = "", supervised: bool = False) -> None:
        """Start what is not running and wait until pages are answered and the worker works."""
        self.armed, self.supervised, begun = armed, supervised, time.monotonic()
        place = self.log.stat().st_size if self.log.exists() else 0
        missing = [name for name in ("web", "worker") if name not in self.processes]
        if supervised:
            missing = ["worker"]
            self._run("all", [sys.executable, "-m", "clientkeep.config.command_line", "serve"], tree="")
        else:
            modules = WEAKENED if _is_weak(armed) else {"web": WEB, "worker": WORKER}
            for name in missing:
                self._run(name, [sys.executable, "-m", modules[name]], tree=str(os.getpid()))
        self._await_web(begun)
        self.starts.append(time.monotonic() - begun)
        if "worker" in missing:
            self._await_worker(begun, place)

    def kill(self, which: str) -> None:
        """SIGKILL to `all`, the `web` server or the `worker`, with everything that they started."""
        wanted = [name for name in self.processes if which == "all" or name == which]
        ids = [pid for name in wanted for pid in _descendants(self.processes[name].pid)]
        for pid in ids:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        for name in wanted:
            self.processes.pop(name).wait()
        _await_end(ids)

    def is_whole(self) -> bool:
        """True while no process of the tree has ended by itself."""
        if not all(process.poll() is None for process in self.processes.values()):
            return False
        return len([pid for process in self.processes.values() for pid in _descendants(process.pid)]) >= 3

    def stop(self) -> None:
        """End in good order, as on a restart of the machine."""
        for process in self.processes.values():
            process.send_signal(signal.SIGTERM)
        for name, process in list(self.processes.items()):
            try:
                process.wait(6)
            except subprocess.TimeoutExpired:
                self.kill(name)
        self.processes.clear()

    def errors(self, most: int = 3) -> list[str]:
        """The last errors in the tree's log, line breaks made readable."""
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return [line[:6000].replace("\\n", "\n") for line in lines if '"level": "error"' in line][-most:]

    def said(self, letters: int = 3000) -> str:
        return self.log.read_text(errors="replace")[-letters:] if self.log.exists() else ""

    def _run(self, name: str, command: list[str], tree: str) -> None:
        environment = {
            **self.installation.environment, "CLIENTKEEP_FAULTS": self.armed, "CLIENTKEEP_LEASE_SECONDS": LEASE_SECONDS,
            "CLIENTKEEP_TREE": tree, "CLIENTKEEP_API_RATE": "100000", "CLIENTKEEP_API_BURST": "10000",
        }  # fmt: skip
        with self.log.open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command, env=environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )

    def _await_web(self, begun: float) -> None:
        while time.monotonic() - begun < SLOWEST_START:
            if self._answers():
                return
            time.sleep(0.02)
        raise AssertionError(f"The web server did not come up.\n{self.said()}")

    def _await_worker(self, begun: float, place: int) -> None:
        while time.monotonic() - begun < SLOWEST_START:
            with self.log.open("rb") as log:
                log.seek(place)
                # An armed worker may die in its first second, before it says anything.
                if b'"worker started"' in log.read() or (self.armed and not self.is_whole()):
                    return
            time.sleep(0.02)
        raise AssertionError(f"The worker did not come up.\n{self.said()}")

    def _answers(self) -> bool:
        line = http.client.HTTPConnection("127.0.0.1", self.installation.port, timeout=5)
        try:
            line.request("GET", "/healthz")
            return line.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            line.close()


def _is_weak(armed: str) -> bool:
    return bool(set(armed.split(",")) & set(weakened.NAMES))


def _descendants(pid: int) -> list[int]:
    """A process and everything that it started, parents first."""
    ids = [pid]
    for each in ids:
        for path in Path(f"/proc/{each}/task").glob("*/children"):
            try:
                ids += [int(child) for child in path.read_text().split()]
            except OSError:
                pass
    return ids


def _await_end(ids: list[int]) -> None:
    """Wait until none of these processes holds a file any more."""
    until = time.monotonic() + 5
    while time.monotonic() < until and any(Path(f"/proc/{pid}/exe").exists() and _lives(pid) for pid in ids):
        time.sleep(0.005)


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False
