"""What the quiet bar says after an act, with the way to undo it."""

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

_UNDO = "undo="


def say(request: HttpRequest, text: str, *, undo: str = "") -> None:
    """Say `text` on the next page. `undo` is the path that takes the act back when it is posted to."""
    messages.info(request, text, extra_tags=_UNDO + undo if undo else "")


def undo_path(message: object) -> str:
    """Return the path that undoes what a message tells, or an empty text."""
    tags = str(getattr(message, "extra_tags", "") or "")
    return tags.removeprefix(_UNDO) if tags.startswith(_UNDO) else ""


def say_now(response: HttpResponse, text: str, *, undo: str = "") -> HttpResponse:
    """Say `text` beside the part that htmx swaps in: the page shows it without loading anew."""
    response["HX-Trigger"] = json.dumps({"ui:notice": {"text": text, "undo": undo}})
    return response
