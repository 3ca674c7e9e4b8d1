"""The list of promises over all clients: what it is narrowed to stands in the address."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Member

from .model import Promise

FIRST_ROWS, MOST_ROWS = 50, 500
SIDE = [("", "both sides"), ("ours", "ours"), ("theirs", "theirs")]
WHEN = [
    ("", "open"), ("late", "late"), ("week", "due this week"), ("undated", "without a day"), ("kept", "kept"), ("dropped", "dropped"),
]  # fmt: skip


def listed(request: HttpRequest) -> QuerySet[Promise]:
    """The promises that the address asks for, of clients that this person sees."""
    acting: Acting = request.acting
    found, today = Promise.objects.visible_to(acting).filter(client__archived_at=None), acting.workspace.today()
    if (side := request.GET.get("side", "")) in ("ours", "theirs"):
        found = found.filter(side=side)
    if owner := _owner(acting, request.GET.get("owner", "")):
        found = found.filter(member=owner)
    when = request.GET.get("when", "")
    if when in ("kept", "dropped"):
        return found.filter(state=when).order_by("-closed_on", "pk")
    narrowed = {"late": found.late, "week": found.due_this_week}
    found = narrowed[when](today) if when in narrowed else found.open()
    return (found.filter(due_on=None) if when == "undated" else found).soonest_first()


def filters(request: HttpRequest) -> list[dict[str, Any]]:
    """The menus above the list."""
    people = Member.objects.filter(workspace=request.acting.workspace).select_related("user").order_by("pk")[:60]
    owners = [("", "all owners"), ("me", "mine"), *((str(each.pk), str(each)) for each in people)]
    return [
        _menu(request, "side", "Whose", SIDE), _menu(request, "when", "Which", WHEN), _menu(request, "owner", "Owner", owners),
    ]  # fmt: skip


def rows_asked(request: HttpRequest) -> int:
    """How many rows the address asks for."""
    text = request.GET.get("rows", "")
    asked = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else FIRST_ROWS
    return max(1, min(asked, MOST_ROWS))


def _menu(request: HttpRequest, name: str, label: str, choices: list[tuple[str, str]]) -> dict[str, Any]:
    now = request.GET.get(name, "")
    now = now if now in dict(choices) else ""
    rows = []
    for key, words in choices:
        query = request.GET.copy()
        for gone in (name, "rows"):
            query.pop(gone, None)
        if key:
            query[name] = key
        rows.append({"label": words[:1].upper() + words[1:], "url": f"?{query.urlencode()}", "current": key == now})
    return {"label": label, "words": dict(choices)[now], "choices": rows, "is_set": bool(now)}


def _owner(acting: Acting, text: str) -> uuid.UUID | None:
    if text == "me":
        return acting.member.pk
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
