"""Answers as programs read them: JSON made once, never stored on the way."""

import datetime as dt
import json
from typing import Any

from django.http import HttpResponse

JSON = "application/json"
PROBLEM = "application/problem+json"


def answer(content: Any, status: int = 200) -> HttpResponse:
    """Return plain values as JSON. Days and moments are ISO 8601; money and other decimals are text already."""
    if status == 204:
        return _unstored(HttpResponse(status=204))
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=_written)
    return _unstored(HttpResponse(body.encode(), status=status, content_type=JSON))


def kept_answer(status: int, body: str) -> HttpResponse:
    """Return an answer as it was given before."""
    if status == 204:
        return answer(None, 204)
    return _unstored(HttpResponse(body.encode(), status=status, content_type=PROBLEM if status >= 400 else JSON))


def moment(at: dt.datetime | None) -> str | None:
    """A moment in UTC: 2026-03-02T09:30:00.123456Z."""
    return None if at is None else at.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def day(on: dt.date | None) -> str | None:
    return None if on is None else on.isoformat()


def decimal(value: Any) -> str | None:
    """A decimal without trailing zeros: "1.5"."""
    return None if value is None else f"{value.normalize():f}"


def _written(value: Any) -> str:
    if isinstance(value, dt.datetime):
        return moment(value) or ""
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _unstored(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
