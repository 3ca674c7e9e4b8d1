"""Tags over all clients: which there are, and who has one."""

import json
import time
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from clientkeep.workspace.members.acting import Acting

from .model import Client

MOST_SHOWN = 100
_KEPT_SECONDS = 60
_known: dict[Any, tuple[float, list[str]]] = {}


def tagged(clients: QuerySet, tag: str) -> QuerySet:
    """Keep the clients with this very tag."""
    # The column is JSON text; the two databases differ in how they write letters beyond ASCII.
    plain, escaped = json.dumps(tag, ensure_ascii=False), json.dumps(tag)
    return clients.annotate(tag_text=Cast("tags", TextField())).filter(
        Q(tag_text__contains=plain) | Q(tag_text__contains=escaped)
    )


def known_tags(acting: Acting) -> list[str]:
    """The tags in use on clients that this person sees. Kept for a minute: it reads every tagged client."""
    if not acting.member.sees_all_clients:
        return _tags_of(Client.objects.visible_to(acting))
    kept = _known.get(acting.workspace.pk)
    if kept is None or kept[0] < time.monotonic():
        kept = (time.monotonic() + _KEPT_SECONDS, _tags_of(Client.objects.visible_to(acting)))
        _known[acting.workspace.pk] = kept
    return kept[1]


def forget_known(workspace_id: Any) -> None:
    """A tag was given or taken: the list is read anew."""
    _known.pop(workspace_id, None)


def _tags_of(clients: QuerySet) -> list[str]:
    rows = clients.current().exclude(tags=[]).order_by().values_list("tags", flat=True).distinct()[:5_000]
    return sorted({str(tag) for tags in rows for tag in tags}, key=str.casefold)[:MOST_SHOWN]
