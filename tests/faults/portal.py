"""Acting as a client's contact does: the forms of the portal, with the cookie of their own key."""

from typing import Any
from urllib.parse import urlencode

from .firm import SECRET, Firm
from .journal import Act
from .line import Line
from .pages import Form, answered


def do(line: Line, firm: Firm, act: Act) -> tuple[bool, dict[str, Any]]:
    """Ask for an act; tells whether it was done, and what the answer says. Raises Gone."""
    path, form = FORMS[act.kind](act.what)
    cookie = act.what.get("cookie") or next(each.cookie for each in [*firm.people, *firm.asked] if each.contact == act.what["contact"])
    headers = {"Cookie": f"ck_portal={cookie}; ck_form={SECRET}", "Content-Type": "application/x-www-form-urlencoded"}
    return answered(*line.post(path, urlencode([*form, ("csrfmiddlewaretoken", SECRET)]), headers))


def _confirm(what: dict[str, Any]) -> Form:
    return f"/p/recaps/{what['recap']}/confirmation/", [("digest", what["digest"])]


def _answer(what: dict[str, Any]) -> Form:
    return f"/p/surveys/{what['survey']}/", [("score", str(what["score"])), ("comment", what["token"])]


def _accept(what: dict[str, Any]) -> Form:
    return f"/p/documents/{what['document']}/acceptance/", [("name", what["name"]), ("package", what["package"]), ("option", what["option"])]


FORMS = {"confirm": _confirm, "answer": _answer, "accept": _accept}
