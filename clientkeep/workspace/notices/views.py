"""The page of notices: unread first, a filter by kind, and marking as read by POST."""

import uuid
from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.gate import staff

from .kinds import KINDS, in_order
from .model import Notice, told
from .slots import lead_of, names_of

PAGE = 50
MOST = 1_000


@require_GET
@staff("account.own")
def notices(request: HttpRequest) -> HttpResponse:
    """What happened with one's clients, unread first."""
    show = "unread" if request.GET.get("show") == "unread" else ""
    kind = KINDS.get(request.GET.get("kind", ""))
    mine = Notice.objects.visible_to(request.acting)
    found = mine.filter(kind=kind.slug) if kind else mine
    found = found.unread() if show else found
    most = _shown(request)
    rows = list(found.select_related("event").order_by(F("read_at").asc(nulls_first=True), "-pk")[: most + 1])
    if not show:  # those that were read stand by their day, not by when they were read
        rows = [row for row in rows if not row.read_at] + sorted((row for row in rows if row.read_at), key=lambda row: row.pk, reverse=True)
    names = names_of(row.client_id for row in rows[:most])
    context = {
        "rows": [(row, told(row, names)) for row in rows[:most]], "unread": mine.unread().count(), "show": show, "kind": kind,
        "kinds": _choices(request, show, kind), "shows": _shows(show, kind), "is_set": bool(show or kind),
        "clear_url": reverse("notices:list") if show or kind else "",
        "more": _address(show, kind) + f"&most={most + PAGE}" if len(rows) > most else "",
    }  # fmt: skip
    return render(request, "notices/list.html", context)


@require_POST
@staff("account.own")
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    many = Notice.objects.visible_to(request.acting).read_all()
    say(request, "Nothing was unread." if not many else f"{many} marked as read.")
    return redirect("notices:list")


@require_POST
@staff("account.own")
def opening(request: HttpRequest, notice_id: uuid.UUID) -> HttpResponse:
    """Mark a notice as read and go where it leads."""
    notice = _mine(request, notice_id)
    notice.read()
    lead = notice.told_as.leads(request.acting, notice.event) if notice.told_as.leads else ""
    return redirect(lead or lead_of(request.acting, notice.event) or reverse("notices:list"))


@require_POST
@staff("account.own")
def reading(request: HttpRequest, notice_id: uuid.UUID) -> HttpResponse:
    """Mark a notice as read, or keep it for later."""
    notice = _mine(request, notice_id)
    if request.POST.get("as") == "unread":
        notice.unread()
    else:
        notice.read()
    return redirect("notices:list")


def _mine(request: HttpRequest, notice_id: uuid.UUID) -> Notice:
    return get_object_or_404(Notice.objects.visible_to(request.acting).select_related("event"), pk=notice_id)


def _shown(request: HttpRequest) -> int:
    asked = request.GET.get("most", "")
    return min(int(asked), MOST) if asked.isascii() and asked.isdigit() and len(asked) < 6 and int(asked) else PAGE


def _address(show: str, kind: Any) -> str:
    return f"?show={show}&kind={kind.slug if kind else ''}"


def _choices(request: HttpRequest, show: str, chosen: Any) -> list[dict[str, Any]]:
    kinds = [kind for kind in in_order() if request.acting.may(kind.act)]
    every = {"label": "Everything", "url": _address(show, None), "current": chosen is None}
    return [every, *({"label": kind.label, "url": _address(show, kind), "current": kind is chosen} for kind in kinds)]


def _shows(show: str, kind: Any) -> list[dict[str, Any]]:
    return [
        {"label": "All, unread first", "url": _address("", kind), "current": not show},
        {"label": "Unread", "url": _address("unread", kind), "current": bool(show)},
    ]
