"""Acting as a person does: the forms of the staff pages, with a session. A form's token makes repeating it safe."""

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from .firm import SECRET, Firm
from .journal import Act
from .line import Line

_DOCUMENT = re.compile(r"/documents/([0-9a-f-]{36})/")
Form = tuple[str, list[tuple[str, str]]]


def do(line: Line, firm: Firm, act: Act) -> tuple[bool, dict[str, Any]]:
    """Ask for an act; tells whether it was done, and what the answer says. Raises Gone."""
    path, form = FORMS[act.kind](act.what)
    headers = {
        "Cookie": f"ck_staff={firm.session}; ck_form={SECRET}", "Content-Type": "application/x-www-form-urlencoded"
    }  # fmt: skip
    return answered(*line.post(path, urlencode([*form, ("csrfmiddlewaretoken", SECRET)]), headers))


def answered(status: int, given: Any, body: bytes) -> tuple[bool, dict[str, Any]]:
    """A form that was taken leads to another page, and says by its address what was made."""
    if status != 302:
        return False, {"status": status, "said": _words(body)}
    place = given.get("Location", "")
    named = _DOCUMENT.search(place)
    return True, {"document": named[1]} if named else {"place": place}


def major(minor: int) -> str:
    """Cents as they are typed."""
    return f"{minor // 100}.{minor % 100:02}"


def today() -> str:
    """The firm's day: it keeps UTC."""
    return datetime.now(UTC).date().isoformat()


def _draft(what: dict[str, Any]) -> Form:
    line = {"what": "Brand identity", "quantity": "1", "price": major(what["amount"]), "off": "", "tax": ""}
    head = {"kind": "invoice", "client": what["name"], "client_id": what["client"], "currency": "USD", "act": "save"}
    more = {"issue_date": today(), "form_token": what["token"], "reference": what["token"]}
    return "/documents/new/", list({**head, **line, **more}.items())


def _issue(what: dict[str, Any]) -> Form:
    return f"/documents/{what['document']}/sending/", [("act", "issue"), ("version", "1")]


def _send(what: dict[str, Any]) -> Form:
    words = [("subject", "Invoice {number}"), ("text", "Hello {contact}, here it is: {link}")]
    people = [("to", person) for person, _ in what["to"] if person]
    people += [("other", ", ".join(email for person, email in what["to"] if not person))]
    return f"/documents/{what['document']}/sending/", [("act", "send"), ("version", "1"), *people, *words]


def _pay(what: dict[str, Any]) -> Form:
    form = {"amount": major(what["amount"]), "method": "bank_transfer", "form_token": what["token"]}
    form |= {"date": today(), "note": what["token"], "receipt": "on"}
    return f"/documents/{what['document']}/payment/", list(form.items())


def _letter(what: dict[str, Any]) -> Form:
    words = [("subject", what["token"]), ("text", f"Words of {what['token']}"), ("when", "now"), ("act", "send")]
    return f"/clients/{what['client']}/letter/", [("to", what["contact"]), *words, ("form_token", what["form"])]


def _talk(what: dict[str, Any]) -> Form:
    said = [("kind", "call"), ("text", f"We spoke of {what['token']}"), ("contact", what["contact"]), ("minutes", "15")]
    return f"/clients/{what['client']}/log/", [*said, ("form_token", what["form"])]


def _recap(what: dict[str, Any]) -> Form:
    return f"/log/{what['entry']}/recap/", [*_of_recap(what), ("act", "save"), ("form_token", what["form"])]


def _dispatch(what: dict[str, Any]) -> Form:
    return f"/recaps/{what['recap']}/", [*_of_recap(what), ("act", "send")]


def _of_recap(what: dict[str, Any]) -> list[tuple[str, str]]:
    return [("to", what["contact"]), ("subject", what["token"]), ("text", agreed(what["token"]))]


def agreed(token: str) -> str:
    """The text of a recap."""
    return f"We agreed on {token}: launch on 12 May 2031."


def _ask(what: dict[str, Any]) -> Form:
    asked = [("contact", what["contact"]), ("kind", "pulse"), ("question", f"How was {what['token']}?"), ("more", "")]
    return f"/clients/{what['client']}/surveys/new/", [*asked, ("form_token", what["form"])]


FORMS = {
    "draft": _draft, "issue": _issue, "send": _send, "pay": _pay,
    "letter": _letter, "talk": _talk, "recap": _recap, "dispatch": _dispatch, "ask": _ask,
}  # fmt: skip


def _words(body: bytes) -> str:
    text = re.sub(r"<(script|style).*?</\1>|<[^>]+>|\s+", " ", body.decode(errors="replace"))
    return re.sub(r"\s+", " ", text)[:600]
