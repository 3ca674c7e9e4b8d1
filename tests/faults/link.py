"""Acting as a signer does: the forms of the page that the link of a letter opens. Its address proves who it is."""

from typing import Any
from urllib.parse import urlencode

from .firm import Firm
from .journal import Act
from .line import Line
from .pages import Form, answered


def do(line: Line, firm: Firm, act: Act) -> tuple[bool, dict[str, Any]]:
    """Ask for an act; tells whether it was done, and what the answer says. Raises Gone."""
    path, form = FORMS[act.kind](act.what)
    return answered(*line.post(path, urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"}))


def _consent(what: dict[str, Any]) -> Form:
    return f"/sign/{what['secret']}/consent/", [("agree", "yes"), ("version", what["version"])]


def _sign(what: dict[str, Any]) -> Form:
    return f"/sign/{what['secret']}/signature/", [("name", what["name"])]


FORMS = {"consent": _consent, "sign": _sign}
