"""Reading what a program sends: at most 2 MB, at most 32 deep, exact JSON without NaN."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.parser import Parser
from pydantic_core import from_json

from clientkeep.foundation.errors import Invalid, Refusal

DEEPEST = 32
# Far above what the largest document needs, low enough to be refused at once.
MOST_BRACKETS, MOST_COLONS, MOST_FIELDS = 50_000, 60_000, 200


class TooLarge(Refusal):
    """More than the server takes."""

    status = 413
    code = "too_large"


class StrictParser(Parser):
    """Hands ninja the body that check_body has read."""

    def parse_body(self, request: HttpRequest) -> Any:
        return request.json_read if hasattr(request, "json_read") else read(request.body)


def check_size(request: HttpRequest) -> None:
    """Raise TooLarge before a byte of a large body is read."""
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if request.content_type == "multipart/form-data":
        if length > settings.UPLOAD_LIMIT + 64 * 1024:
            raise TooLarge(f"A file is at most {settings.UPLOAD_LIMIT // 2**20} MB.", "file")
    elif length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        raise TooLarge(f"A body is at most {settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20} MB.")


def check_body(request: HttpRequest) -> None:
    """Read the JSON of a request once. Raises Invalid for what is no JSON, and for what is nested too deep."""
    if request.content_type == "multipart/form-data" or not request.body:
        return
    if request.content_type not in ("application/json", "text/plain", ""):
        raise Invalid("Send JSON, with Content-Type: application/json.", "Content-Type", "not_json")
    request.json_read = read(request.body)
    if not isinstance(request.json_read, dict):
        raise Invalid("Send one JSON object.", None, "not_json")


def read(body: bytes) -> Any:
    """Return the values of a JSON text, none of its objects too wide or too deep."""
    brackets = body.count(b"[") + body.count(b"{")
    if brackets > MOST_BRACKETS or body.count(b":") > MOST_COLONS:
        raise Invalid("The body holds too many fields. Send less at a time.", None, "too_many")
    try:
        found = from_json(body, allow_inf_nan=False)
    except ValueError as problem:
        words = "The body is nested too deep." if "recursion" in str(problem) else "The body is not JSON."
        raise Invalid(f"{words} Send an object, at most {DEEPEST} levels deep.", None, "not_json") from None
    _check_shape(found)
    return found


def _check_shape(value: Any) -> None:
    level = [value]
    for _ in range(DEEPEST + 1):
        inner: list[Any] = []
        for each in level:
            if isinstance(each, dict):
                if len(each) > MOST_FIELDS:
                    raise Invalid(f"An object has at most {MOST_FIELDS} fields.", None, "too_many")
                inner.extend(part for part in each.values() if isinstance(part, dict | list))
            elif isinstance(each, list):
                inner.extend(part for part in each if isinstance(part, dict | list))
        if not inner:
            return
        level = inner
    raise Invalid(f"The body is nested too deep. Send at most {DEEPEST} levels.", None, "too_deep")
