"""Acting as a person does: the forms of the staff pages, sent over HTTP with a session."""

import http.client
import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from .firm import SECRET, Firm
from .journal import Act

_DOCUMENT = re.compile(r"/documents/([0-9a-f-]{36})/")


class Gone(Exception):
    """Nobody answered, or the answer broke off: what became of the act is unknown."""


class Pages:
    """One caller with a connection of its own."""

    def __init__(self, firm: Firm, port: int) -> None:
        self.port = port
        self.cookies = f"ck_staff={firm.session}; ck_form={SECRET}"
        self.line: http.client.HTTPConnection | None = None

    def do(self, act: Act) -> tuple[int, dict[str, Any]]:
        """Ask for an act; returns the status and what the answer says. Raises Gone."""
        path, form = getattr(self, f"_{act.kind}")(act.what)
        status, place, body = self._post(path, form)
        if status != 302:
            return status, {"said": _words(body)}
        named = _DOCUMENT.search(place)
        return status, {"document": named[1]} if named else {"place": place}

    def close(self) -> None:
        if self.line:
            self.line.close()
            self.line = None

    def _draft(self, what: dict[str, Any]) -> tuple[str, list[tuple[str, str]]]:
        today = datetime.now(UTC).date().isoformat()
        line = {"what": "Brand identity", "quantity": "1", "price": major(what["amount"]), "off": "", "tax": ""}
        head = {"kind": "invoice", "client": what["name"], "client_id": what["client"], "currency": "USD"}
        more = {"issue_date": today, "form_token": what["token"], "act": "save"}
        return "/documents/new/", list({**head, **line, **more}.items())

    def _issue(self, what: dict[str, Any]) -> tuple[str, list[tuple[str, str]]]:
        return f"/documents/{what['document']}/sending/", [("act", "issue"), ("version", "1")]

    def _send(self, what: dict[str, Any]) -> tuple[str, list[tuple[str, str]]]:
        words = [("subject", "Invoice {number}"), ("text", "Hello {contact}, here it is: {link}")]
        people = [("to", person) for person, _ in what["to"]]
        return f"/documents/{what['document']}/sending/", [("act", "send"), ("version", "1"), *people, *words]

    def _pay(self, what: dict[str, Any]) -> tuple[str, list[tuple[str, str]]]:
        form = {"amount": major(what["amount"]), "method": "bank_transfer", "form_token": what["token"]}
        form |= {"date": datetime.now(UTC).date().isoformat(), "receipt": "on"}
        return f"/documents/{what['document']}/payment/", list(form.items())

    def _post(self, path: str, form: list[tuple[str, str]]) -> tuple[int, str, bytes]:
        self.line = self.line or http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        body = urlencode([*form, ("csrfmiddlewaretoken", SECRET)])
        headers = {"Cookie": self.cookies, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            self.line.request("POST", path, body, headers)
            answer = self.line.getresponse()
            return answer.status, answer.headers.get("Location", ""), answer.read()
        except (OSError, http.client.HTTPException) as problem:
            self.close()
            raise Gone(repr(problem)) from None


def major(minor: int) -> str:
    """Cents as they are typed."""
    return f"{minor // 100}.{minor % 100:02}"


def _words(body: bytes) -> str:
    text = re.sub(r"<(script|style).*?</\1>|<[^>]+>|\s+", " ", body.decode(errors="replace"))
    return re.sub(r"\s+", " ", text)[:600]
