"""The port: is it free, and does the server answer on it. Plain sockets, no Django."""

import contextlib
import errno
import socket
import time


def why_not(host: str, port: int, patience: float = 2.0) -> str | None:
    """Return one line why the port cannot be had, or None. A port that is just being left is waited for."""
    until = time.monotonic() + patience
    while True:
        try:
            with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, port))
                return None
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE and time.monotonic() < until:
                time.sleep(0.1)
                continue
            return _words(problem, host, port)


def answers(host: str, port: int, path: str = "/healthz") -> bool:
    """Tell whether the server gives an HTTP answer now."""
    with contextlib.suppress(OSError):
        reachable = "127.0.0.1" if host in ("0.0.0.0", "") else host  # noqa: S104
        with socket.create_connection((reachable, port), timeout=1) as line:
            line.sendall(f"GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
            return line.recv(12).startswith(b"HTTP/")
    return False


def _words(problem: OSError, host: str, port: int) -> str:
    if problem.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program. Stop that one, or choose another: CLIENTKEEP_PORT={port + 1}"
    if problem.errno == errno.EACCES:
        return f"Port {port} needs more rights. Choose one above 1023: CLIENTKEEP_PORT=8000"
    return f"Cannot listen on {host}:{port}: {problem.strerror}."
