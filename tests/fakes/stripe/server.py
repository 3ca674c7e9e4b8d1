"""The HTTP side: keys, versions, idempotency, faults asked for by a test, and the hosted payment page."""

import base64
import json
import socket
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from .book import Book, Thing, new_id
from .calls import find_call
from .hosted import press_pay, show
from .shapes.account import API_VERSION
from .wire import StripeProblem, decode_form, unrecognized


@dataclass
class Key:
    """A secret key: its account's data in one mode, and for a restricted key what it may touch."""

    book: Book
    areas: frozenset[str] | None = None
    revoked: bool = False


@dataclass(frozen=True)
class Request:
    """One request the server has seen, for assertions."""

    method: str
    path: str
    params: dict[str, Any]
    key: str
    idempotency_key: str | None
    version: str | None
    status: int


@dataclass
class Fault:
    """What to do wrong with the next request whose "METHOD /path" starts with `call`."""

    call: str
    kind: str


@dataclass
class State:
    """Everything that the handler threads share."""

    base_url: str = ""
    keys: dict[str, Key] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)
    wake: threading.Event = field(default_factory=threading.Event)

    def books(self) -> list[Book]:
        """Each account's data, both modes."""
        return list({id(key.book): key.book for key in self.keys.values()}.values())

    def take_fault(self, call: str) -> str | None:
        """The fault asked for this call, once."""
        with self.lock:
            for fault in self.faults:
                if call.startswith(fault.call):
                    self.faults.remove(fault)
                    return fault.kind
        return None


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    state: State

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def log_message(self, *_args: Any) -> None:
        """Requests are kept in State.requests, not printed."""

    def _serve(self) -> None:
        url = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        if url.path.startswith("/c/pay/"):
            return self._hosted(url.path.rsplit("/", 1)[1], body)
        return self._api(url.path, url.query, body)

    def _hosted(self, id: str, body: str) -> None:
        for book in self.state.books():
            session = book.objects["checkout.session"].get(id)
            if session is not None:
                with book.lock:
                    answer = show(book, session) if self.command == "GET" else press_pay(book, session, body)
                self.state.wake.set()
                return self._write(answer.status, answer.html.encode(), "text/html; charset=utf-8",
                                   {"Location": answer.location} if answer.location else {})  # fmt: skip
        return self._write(404, b"<h1>The page you were looking for doesn't exist.</h1>", "text/html", {})

    def _api(self, path: str, query: str, body: str) -> None:
        request_id = new_id("req", 14)
        secret = self._secret()
        key = self.state.keys.get(secret)
        params: dict[str, Any] = {}
        headers = {"Request-Id": request_id, "Stripe-Version": self.headers.get("Stripe-Version") or API_VERSION}
        if self.headers.get("Idempotency-Key"):
            headers["Idempotency-Key"] = self.headers["Idempotency-Key"]
        fault = self.state.take_fault(f"{self.command} {path}")
        try:
            self._check_key(secret, key)
            assert key is not None
            if fault in _REFUSALS:
                raise _REFUSALS[fault]
            params = decode_form(body if self.command == "POST" else query)
            with key.book.lock:
                status, answer, replayed = self._answer(key, path, body, params, request_id)
            if replayed:
                headers["Idempotent-Replayed"] = "true"
        except StripeProblem as problem:
            status, answer = problem.status, problem.body(request_id, bool(key and key.book.livemode))
            if status >= 500:
                headers["Stripe-Should-Retry"] = "true" if fault == "error_500" else "false"
        with self.state.lock:
            self.state.requests.append(
                Request(self.command, path, params, secret, self.headers.get("Idempotency-Key"),
                        self.headers.get("Stripe-Version"), status)
            )  # fmt: skip
        self.state.wake.set()
        if fault == "lost_answer":
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        if fault == "slow":
            time.sleep(2)
        self._write(status, json.dumps(answer, indent=2).encode(), "application/json", headers)

    def _secret(self) -> str:
        scheme, _, value = (self.headers.get("Authorization") or "").partition(" ")
        if scheme == "Basic":
            try:
                return base64.b64decode(value).decode(errors="replace").partition(":")[0]
            except ValueError:
                return ""
        return value if scheme == "Bearer" else ""

    def _check_key(self, secret: str, key: Key | None) -> None:
        if not secret:
            raise StripeProblem(
                "You did not provide an API key. You need to provide your API key in the Authorization header, using "
                "Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#"
                "authentication for details, or we can help at https://support.stripe.com/.",
                status=401,
            )
        masked = secret[:8] + "*" * max(4, len(secret) - 12) + secret[-4:]
        if key is None:
            raise StripeProblem(f"Invalid API Key provided: {masked}", status=401)
        if key.revoked:
            raise StripeProblem(f"Expired API Key provided: {masked}", status=401, code="api_key_expired")

    def _answer(
        self, key: Key, path: str, raw: str, params: dict[str, Any], request_id: str
    ) -> tuple[int, Thing, bool]:
        if not path.startswith("/v1/"):
            raise unrecognized(self.command, path)
        function, ids, area = find_call(self.command, path)
        self._check_version()
        if key.areas is not None and area not in key.areas:
            raise StripeProblem(
                f"The provided key does not have the required permissions for this endpoint on account "
                f"'{key.book.account['id']}'. Having the 'rak_{area}_{'read' if self.command == 'GET' else 'write'}' "
                "permission would allow this request to continue.",
                status=403,
            )
        token = self.headers.get("Idempotency-Key") if self.command == "POST" else None
        stored = key.book.answers.get(token or "")
        if token and stored:
            return self._replay(token, stored, path, raw)
        request = {"id": request_id, "idempotency_key": token}
        answer = function(key.book, params, request, self.state.base_url, *ids)
        if token:
            key.book.answers[token] = (path, raw, 200, answer)
        return 200, answer, False

    def _replay(self, token: str, stored: tuple[str, str, int, Thing], path: str, raw: str) -> tuple[int, Thing, bool]:
        first_path, first_raw, status, answer = stored
        if first_path != path:
            raise StripeProblem(
                f"Keys for idempotent requests can only be used for the same endpoint they were first used for "
                f"('{path}' vs '{first_path}'). Try using a key other than '{token}' if you meant to execute a "
                "different request.",
                type="idempotency_error",
            )
        if sorted(first_raw.split("&")) != sorted(raw.split("&")):
            raise StripeProblem(
                "Keys for idempotent requests can only be used with the same parameters they were first used with. "
                f"Try using a key other than '{token}' if you meant to execute a different request.",
                type="idempotency_error",
            )
        return status, answer, True

    def _check_version(self) -> None:
        asked = self.headers.get("Stripe-Version")
        if asked and asked != API_VERSION:
            raise StripeProblem(f"Invalid Stripe API version: {asked}.")

    def _write(self, status: int, body: bytes, content_type: str, headers: dict[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


_REFUSALS = {
    "error_500": StripeProblem("An unknown error occurred", status=500, type="api_error"),
    "error_503": StripeProblem("Service unavailable", status=503, type="api_error"),
    "rate_limit": StripeProblem(
        "Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.",
        status=429,
        code="rate_limit",
    ),
}
FAULTS = frozenset(_REFUSALS) | {"lost_answer", "slow"}


def listen(state: State, port: int) -> ThreadingHTTPServer:
    """Bind on loopback; the caller serves and closes."""
    handler = type("BoundHandler", (Handler,), {"state": state})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    state.base_url = f"http://127.0.0.1:{server.server_port}"
    return server
