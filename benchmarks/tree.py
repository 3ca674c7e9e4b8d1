"""The running product, as `bin/serve` starts it: its first answer, its memory, its requests over one open line."""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60.0


def environment(folder: Path, port: int = 0) -> dict[str, str]:
    """The environment of every command over one data folder; API limits lie far above what is asked here."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CLIENTKEEP_", "DATABASE_URL"))}
    return {
        **kept, "CLIENTKEEP_DATA": str(folder), "CLIENTKEEP_PORT": str(port), "CLIENTKEEP_LOG": "warning",
        "CLIENTKEEP_API_RATE": "1000000", "CLIENTKEEP_API_BURST": "1000000", "PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1",
        "DJANGO_SETTINGS_MODULE": "clientkeep.config.settings",
    }  # fmt: skip


class Tree:
    """One `bin/serve` over a data folder. Seconds are wall time."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, _free_port()
        self.log = (folder / "serve.log").open("ab")

    def start(self) -> float:
        """Start it and return the seconds until a page was answered."""
        began = time.perf_counter()
        self.process = subprocess.Popen(
            [str(ROOT / "bin" / "serve")], env=environment(self.folder, self.port), cwd=ROOT,
            stdout=self.log, stderr=self.log,
        )  # fmt: skip
        while time.perf_counter() - began < PATIENCE:
            if self._answers():
                return time.perf_counter() - began
            time.sleep(0.01)
        raise RuntimeError((self.folder / "serve.log").read_text()[-2000:])

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)
        self.log.close()

    def memory(self) -> dict[str, float]:
        """Megabytes of the whole tree: PSS counts shared pages once, RSS counts them in each process."""
        sums = {"pss": 0.0, "rss": 0.0}
        for pid in self._pids():
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                name, _, rest = line.partition(":")
                if name.lower() in sums:
                    sums[name.lower()] += int(rest.split()[0]) / 1024
        return {name: round(size, 1) for name, size in sums.items()}

    def _answers(self) -> bool:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            line.request("GET", "/sign-in/")
            return line.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            line.close()

    def _pids(self) -> list[int]:
        found = [self.process.pid]
        for pid in found:
            for path in Path(f"/proc/{pid}/task").glob("*/children"):
                found += [int(child) for child in path.read_text().split()]
        return found


class Line:
    """One keep-alive connection of one caller, with fixed headers."""

    def __init__(self, port: int, **headers: str) -> None:
        self.headers = headers
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self.line.connect()
        self.line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, method: str, path: str, body: str | None = None, **more: str) -> tuple[int, bytes, float]:
        """Send one request; returns the status, the body and the milliseconds until its last byte."""
        began = time.perf_counter()
        self.line.request(method, path, body, {**self.headers, **more})
        answer = self.line.getresponse()
        content = answer.read()
        return answer.status, content, (time.perf_counter() - began) * 1000


@contextmanager
def served(folder: Path) -> Iterator[Tree]:
    """A running tree over a folder, ended after use."""
    tree = Tree(folder)
    try:
        tree.start()
        yield tree
    finally:
        tree.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
