"""What later stages put on a document's page, rendered."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from clientkeep.foundation.slots import Slot


def rendered(slot: Slot, request: HttpRequest, document: Any, **more: Any) -> list[SafeString]:
    """Return the slot's fillings for this person and document, in order. `first` is true for the first of them."""
    shown = []
    for place, filling in enumerate(slot.filled(request.acting, document)):
        context = {"document": document, "acting": request.acting, "first": place == 0, **more, **filling["context"]}
        shown.append(render_to_string(filling["template"], context, request))
    return [markup for markup in shown if markup.strip()]
