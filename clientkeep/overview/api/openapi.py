"""The OpenAPI document, made once from the rooms and put right where ninja leaves something out."""

from functools import cache
from typing import Any

from django.conf import settings

from .answers import PROBLEM
from .interface import api
from .once.keeping import HEADER

PREFIX = "/api/v1"
METHODS = ("get", "post", "put", "patch", "delete")
_KEY = {
    "name": HEADER, "in": "header", "required": False, "schema": {"type": "string", "minLength": 1, "maxLength": 255},
    "description": "Your own name for this write: sent again under it, it gets the first answer and does nothing.",
}  # fmt: skip
_RETRY = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds after which there is a turn again"}}


@cache
def document() -> dict[str, Any]:
    """Return the OpenAPI 3.1 document."""
    made = dict(api.get_openapi_schema(path_prefix=f"{PREFIX}/"))
    made["info"]["x-rate"] = {"a_minute": settings.API_RATE, "at_once": settings.API_BURST}
    for _, method, operation in operations(made):
        _mend(method, operation)
    return made


def operations(made: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """(address, method, operation) of everything that the document holds, in its order."""
    return [
        (address, method, each)
        for address, methods in made["paths"].items()
        for method, each in methods.items()
        if method in METHODS
    ]


def _mend(method: str, operation: dict[str, Any]) -> None:
    for status, response in operation["responses"].items():
        if int(status) >= 400 and "application/json" in response.get("content", {}):
            response["content"] = {PROBLEM: response["content"]["application/json"]}
        if int(status) == 429:
            response["headers"] = _RETRY
        if operation.get("x-answer-type") and int(status) == 200:
            response["content"] = {operation["x-answer-type"]: {"schema": {"type": "string", "format": "binary"}}}
    operation["responses"] = {str(status): response for status, response in operation["responses"].items()}
    if method != "get":
        operation.setdefault("parameters", []).append(_KEY)
