"""A real HTTP server on loopback that keeps what is posted to it, and answers, delays or breaks off as it is told."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Sink:
    """What arrived, and how the server behaves.

    `drip` sends the answer a sign at a time, so many seconds apart; `endless` sends without end; `cut` breaks the line
    after everything was received.
    """

    port: int = 0
    status: int = 200
    body: bytes = b"ok"
    location: str = ""
    drip: float = 0.0
    endless: bool = False
    cut: bool = False
    sent_bytes: int = 0
    bodies: list[dict[str, Any]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/services/T0/B0/secretXYZ9"

    @property
    def texts(self) -> list[str]:
        return [body["text"] for body in self.bodies]


@contextmanager
def sink() -> Iterator[Sink]:
    """Run a sink for the length of the block."""
    kept = Sink()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(kept))
    server.daemon_threads = True
    kept.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()


def _handler(kept: Sink) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.bodies.append(json.loads(body))
            kept.ids.append(self.headers["Clientkeep-Delivery"])
            kept.paths.append(self.path)
            with suppress(OSError):
                self._answer()

        def do_GET(self) -> None:
            kept.paths.append(f"GET {self.path}")
            self.send_response(200)
            self.end_headers()

        def _answer(self) -> None:
            if kept.cut:
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.send_response(kept.status)
            if kept.location:
                self.send_header("Location", kept.location)
            self.end_headers()
            if kept.endless:
                while kept.sent_bytes < 50_000_000:
                    kept.sent_bytes += self.wfile.write(b"x" * 65_536)
            for sign in kept.body:
                if kept.drip:
                    time.sleep(kept.drip)
                self.wfile.write(bytes([sign]))

        def log_message(self, *_: Any) -> None:
            """Say nothing on the terminal."""

    return Handler
