"""What went wrong, as RFC 9457 problem+json: it names the field and says what to do, and never repeats the input."""

import json
import logging
import secrets
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

from clientkeep.foundation.errors import Refusal, TooMany

from .answers import PROBLEM

log = logging.getLogger("clientkeep.requests")
MOST_NAMED = 20
# How pydantic names the kinds of a union, which are no part of a field's name.
_KINDS = ("function-", "literal[", "constrained-", "lax-or-strict", "nullable[", "chain[", "union[")
_WORDS = {
    "missing": "This field is required.",
    "extra_forbidden": "This is not a field that you can set.",
    "uuid_parsing": "Give an id, such as 0198c2f4-7d3e-7a51-9b1c-5f2e8d6a4c3b.",
    "uuid_type": "Give an id, such as 0198c2f4-7d3e-7a51-9b1c-5f2e8d6a4c3b.",
}


def problem(
    status: int, detail: str, code: str, field: str | None = None, errors: Sequence[dict[str, str]] = ()
) -> HttpResponse:
    """Return a problem. `code` is stable for programs; `errors` names each field at fault."""
    named = list(errors) or ([{"field": field, "message": detail}] if field else [])
    facts = {
        "type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, "field": field,
        "errors": named, "code": code,
    }  # fmt: skip
    response = HttpResponse(json.dumps(facts, ensure_ascii=False).encode(), status=status, content_type=PROBLEM)
    response["Cache-Control"] = "no-store"
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="Clientkeep"'
    return response


def of_refusal(refusal: Refusal) -> HttpResponse:
    """A verb's refusal in its own words."""
    response = problem(refusal.status, refusal.message, refusal.code, refusal.field)
    if isinstance(refusal, TooMany):
        response["Retry-After"] = str(refusal.retry_after)
    return response


def of_validation(errors: Sequence[dict[str, Any]]) -> HttpResponse:
    """Fields that are not as the description says."""
    # Of a field that may be one of several kinds, each kind complains: the first complaint is told.
    by_field = {field: _message(error) for field, error in reversed([(_field(one["loc"]), one) for one in errors[:MOST_NAMED]])}
    named = [{"field": field, "message": words} for field, words in reversed(by_field.items())]
    first = named[0]
    detail = f"{first['field']}: {first['message']}" if first["field"] else first["message"]
    return problem(422, detail, "invalid", first["field"], named)


def not_found() -> HttpResponse:
    """The same words for what never was and for what is not the caller's to see."""
    return problem(404, "There is nothing here that this token may see.", "not_found")


def broken(request: HttpRequest, fault: Exception) -> HttpResponse:
    """Our own fault, with a code to find it in the log by."""
    code = secrets.token_hex(4)
    log.error("broken page", exc_info=fault, extra={"code": code, "path": request.path, "method": request.method})
    return problem(500, "Something broke on our side. Nothing was saved.", code)


def _field(loc: Sequence[Any]) -> str:
    parts = [part for part in loc[1:] if part not in ("given", "asked") and not str(part).startswith(_KINDS)]
    path = ""
    for part in parts:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path[:200]


def _message(error: dict[str, Any]) -> str:
    if error["type"] in _WORDS:
        return _WORDS[error["type"]]
    words = str(error["msg"]).removeprefix("Value error, ")
    return words if words.endswith(".") else f"{words}."
