"""Acting as a program does: the interface with a token. An Idempotency-Key makes repeating a call safe."""

import hashlib
import json
from typing import Any

from .firm import Firm
from .journal import Act
from .line import Line
from .pages import major

Call = tuple[str, dict[str, Any]]


def do(line: Line, firm: Firm, act: Act) -> tuple[bool, dict[str, Any]]:
    """Ask for an act; tells whether it was done, and what the answer says. Raises Gone."""
    path, told = CALLS[act.kind](act.what)
    headers = {
        "Authorization": f"Bearer {firm.token}", "Content-Type": "application/json", "Idempotency-Key": act.key
    }  # fmt: skip
    status, _, body = line.post(f"/api/v1{path}", json.dumps(told), headers)
    if status not in (200, 201):
        return False, {"status": status, "said": body.decode(errors="replace")[:600]}
    answer = json.loads(body)
    row = answer.get("document", answer)
    kept = {"id": row["id"], "body": hashlib.sha256(body).hexdigest()}
    if act.kind in ("draft", "issue", "send"):
        kept |= {"document": row["id"], "number": row["number"]}
    return True, kept


def _client(what: dict[str, Any]) -> Call:
    return "/clients", {"name": what["name"], "contact": {"name": "Kim Doe", "email": what["email"]}}


def _draft(what: dict[str, Any]) -> Call:
    line = {"description": "Brand identity", "unit_price": major(what["amount"]), "taxes": []}
    return "/documents", {"kind": "invoice", "client_id": what["client"], "reference": what["token"], "lines": [line]}


def _issue(what: dict[str, Any]) -> Call:
    return f"/documents/{what['document']}/issue", {}


def _send(what: dict[str, Any]) -> Call:
    to = [{"contact_id": person} if person else {"email": email} for person, email in what["to"]]
    return f"/documents/{what['document']}/send", {"to": to}


def _pay(what: dict[str, Any]) -> Call:
    paid = {"client_id": what["client"], "amount": major(what["amount"]), "currency": "USD", "method": "bank_transfer"}
    return "/payments", {**paid, "document_ids": [what["document"]], "note": what["token"], "receipt": True}


CALLS = {"client": _client, "draft": _draft, "issue": _issue, "send": _send, "pay": _pay}
