"""A whole installation for a test: a data folder, commands run as processes, a server on a free port."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


class Installation:
    """One data folder and the processes over it. `close()` ends what is still running."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder, self.more = folder, environment
        self.server: subprocess.Popen | None = None
        self.port = free_port()

    @property
    def environment(self) -> dict[str, str]:
        left_out = ("CLIENTKEEP_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
        static = str(self.folder.parent / "static")
        return {
            **kept, "CLIENTKEEP_DATA": str(self.folder), "CLIENTKEEP_PORT": str(self.port), "PYTHONPATH": str(ROOT),
            "PYTHONSAFEPATH": "1", "CLIENTKEEP_STATIC": static, "PYTHONWARNINGS": "ignore", **self.more,
        }  # fmt: skip

    def run(self, *arguments: str, timeout: float = 90) -> subprocess.CompletedProcess:
        """Run `clientkeep …` to its end."""
        command = [sys.executable, "-m", "clientkeep.config.command_line", *arguments]
        return subprocess.run(command, env=self.environment, cwd=ROOT, capture_output=True, text=True, timeout=timeout)

    def python(self, code: str) -> str:
        """Run Python with Django set up over this data; returns what it printed."""
        environment = {**self.environment, "DJANGO_SETTINGS_MODULE": "clientkeep.config.settings"}
        ran = subprocess.run(
            [sys.executable, "-c", "import django; django.setup()\n" + code],
            env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
        return ran.stdout.strip()

    def migrate(self) -> None:
        made = self.run("migrate", timeout=300)
        assert made.returncode == 0, made.stderr

    def serve(self, wait: bool = True) -> subprocess.Popen:
        """Start `clientkeep serve` and wait for its first answer."""
        self.log = (self.folder.parent / "serve.log").open("ab")
        command = [sys.executable, "-m", "clientkeep.config.command_line", "serve"]
        self.server = subprocess.Popen(command, env=self.environment, cwd=ROOT, stdout=self.log, stderr=self.log)
        if wait:
            self.await_answer()
        return self.server

    def await_answer(self, seconds: float = 90, path: str = "/readyz") -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.get(path)[0] == 200:
                return
            time.sleep(0.05)
        raise AssertionError(self.said())

    def get(self, path: str) -> tuple[int, str]:
        """GET a page: status (0 where nobody answers) and body."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            line.request("GET", path)
            answer = line.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            line.close()

    def said(self) -> str:
        """What the server wrote to its terminal so far."""
        return (self.folder.parent / "serve.log").read_text()

    def lines(self) -> list[dict]:
        """The JSON lines of the server's log."""
        return [json.loads(line) for line in self.said().splitlines() if line.startswith("{")]

    def tree(self) -> list[int]:
        """Process ids of the server and everything it started."""
        found = [self.server.pid]
        for pid in found:
            for path in Path(f"/proc/{pid}/task").glob("*/children"):
                found += [int(child) for child in path.read_text().split()]
        return found

    def close(self) -> None:
        if self.server and self.server.poll() is None:
            self.server.send_signal(signal.SIGTERM)
            try:
                self.server.wait(5)
            except subprocess.TimeoutExpired:
                self.server.kill()
                self.server.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_alive(pid: int) -> bool:
    """True while a process runs; a dead one that nobody waited for does not count."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
