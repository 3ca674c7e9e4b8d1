"""The supervisor: starts the web server and the worker, restarts what dies, stops all on one TERM.

It imports no Django and stays small. When somebody in the demo asks for their own firm, it starts the tree anew
on the own data: the new web server is up before the old one leaves, where the system lets both listen.
"""

import os
import signal
import sys
import time

from . import port
from .children import Child, stop_all
from .choice import MARK, Choice, choose, home
from .claim import claim
from .preparing import prepare

WEB = "clientkeep.config.serving.web"
WORK = "clientkeep.config.serving.work"
BEAT = 0.2
# glibc gives each thread a heap of its own and keeps what printing needed for a moment: a worker has few threads.
THRIFT = {"MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "131072", "MALLOC_MMAP_THRESHOLD_": "65536"}


class Supervisor:
    """Keeps one tree running on one port."""

    def __init__(self, choice: Choice, host: str, number: int) -> None:
        self.choice, self.host, self.number = choice, host, number
        self.stopping = False
        self.children: list[Child] = []

    def run(self) -> int:
        """Serve until TERM or INT; returns the exit status."""
        for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(sign, self._stop)
        self._start(self.choice)
        while not self.stopping:
            for child in self.children:
                if said := child.tend():
                    print(f"clientkeep: {said}", file=sys.stderr, flush=True)
            if self.choice.is_demo and (home() / MARK).exists():
                self._move_to_own()
            time.sleep(BEAT)
        stop_all(self.children)
        return 0

    def _start(self, choice: Choice, greet: bool = True) -> None:
        claim(choice.folder)
        environment = {
            "CLIENTKEEP_TREE": str(os.getpid()),
            "CLIENTKEEP_DATA": str(choice.folder),
            "CLIENTKEEP_HOST": self.host,
            "CLIENTKEEP_PORT": str(self.number),
            "CLIENTKEEP_GREET": "1" if greet else "",
        }
        if sys.stderr.isatty():
            environment["CLIENTKEEP_LOG"] = os.environ.get("CLIENTKEEP_LOG", "warning")
        web, work = Child("web", WEB, environment), Child("worker", WORK, {**THRIFT, **environment})
        web.start()
        self._await_answer(web)
        if not self.stopping:
            work.start()
        work.environment["CLIENTKEEP_GREET"] = ""
        self.children = [web, work]

    def _await_answer(self, web: Child, seconds: float = 6.0) -> None:
        """The first page comes first: the worker starts once the server answers."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self.stopping:
            if port.answers(self.host, self.number) or web.process is None or web.process.poll() is not None:
                return
            time.sleep(0.03)

    def _move_to_own(self) -> None:
        old, self.choice = self.children, choose()
        if not prepare(self.choice):
            print("clientkeep: the own data could not be prepared; the demo goes on.", file=sys.stderr, flush=True)
            (home() / MARK).unlink(missing_ok=True)
            self.choice = choose()
            return
        stop_all(old)
        self._start(self.choice)

    def _stop(self, *_) -> None:
        self.stopping = True


def serve(own: bool = False, demo: bool = False) -> int:
    """Serve the chosen data folder until told to stop; returns the exit status."""
    choice = choose(own, demo)
    host, number = os.environ.get("CLIENTKEEP_HOST", "127.0.0.1"), _port_number()
    if number is None:
        print("CLIENTKEEP_PORT must be a number between 1 and 65535.", file=sys.stderr)
        return 2
    if said := port.why_not(host, number):
        print(said, file=sys.stderr)
        return 1
    if not prepare(choice):
        print("The database could not be prepared; see above.", file=sys.stderr)
        return 1
    return Supervisor(choice, host, number).run()


def _port_number() -> int | None:
    text = os.environ.get("CLIENTKEEP_PORT", "8000")
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 65536 else None
