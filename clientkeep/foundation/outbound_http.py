"""HTTP to an address that a person typed, over a socket that `outbound` checked. Nothing here follows a redirect."""

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import SplitResult

from clientkeep.foundation import outbound


def port_of(parts: SplitResult) -> int:
    """The port of a split address. ValueError where it names none that is possible."""
    return parts.port or (443 if parts.scheme == "https" else 80)


def target_of(parts: SplitResult) -> str:
    """What is asked for on the line: path and query."""
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def open_line(parts: SplitResult, seconds: float) -> http.client.HTTPConnection:
    """Connect to the very address that was checked; each wait on the line takes at most `seconds`.

    Raises outbound.AddressRefused, ssl.SSLError, OSError where nobody answers, ValueError for no host.
    """
    host, port = parts.hostname or "", port_of(parts)
    opened: socket.socket = outbound.connect(host, port, seconds)
    if parts.scheme == "https":
        try:
            opened = ssl.create_default_context().wrap_socket(opened, server_hostname=host)
        except (OSError, ValueError):
            opened.close()
            raise
    line = http.client.HTTPConnection(host, port, timeout=seconds)
    line.sock = opened
    return line


@contextmanager
def left_after(line: http.client.HTTPConnection, seconds: float) -> Iterator[threading.Event]:
    """Hang up at the end of the whole time, for who sends a sign a second; the event tells that it came to that."""
    late = threading.Event()
    watch = threading.Timer(seconds, _hang_up, [line.sock, late])
    watch.start()
    try:
        yield late
    finally:
        watch.cancel()
        line.close()


def _hang_up(opened: socket.socket, late: threading.Event) -> None:
    late.set()
    with suppress(OSError):
        opened.shutdown(socket.SHUT_RDWR)
