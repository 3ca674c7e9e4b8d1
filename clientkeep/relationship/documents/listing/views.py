"""The lists: invoices with credit notes and receipts, quotes with estimates."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from clientkeep.foundation.errors import Conflict
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.gate import staff

from ..dropping import drop
from ..kinds import KINDS
from ..models import Document
from ..slots import LIST_PLACES
from .export import csv_rows
from .filters import PERIODS, SORTS, Filters
from .paging import page_of
from .rows import COLUMNS, list_rows
from .sums import sums_of

TITLES = {"invoices": "Invoices", "quotes": "Agreements"}
MOST_CHOSEN = 200


@staff("documents.see")
@require_safe
def invoices(request: HttpRequest) -> HttpResponse:
    """List invoices, credit notes or receipts."""
    return _list(request, "invoices")


@staff("documents.see")
@require_safe
def quotes(request: HttpRequest) -> HttpResponse:
    """List quotes and estimates."""
    return _list(request, "quotes")


@staff("documents.export")
@require_safe
def export(request: HttpRequest, shelf: str) -> HttpResponseBase:
    """Download what the list shows as CSV."""
    return _csv(_found(request, Filters.read(shelf, request.GET)), shelf)


@staff("documents.see")
@require_POST
def chosen(request: HttpRequest, shelf: str) -> HttpResponseBase:
    """Do something with the ticked documents: export them, or throw the drafts among them away."""
    ids = [_id for _id in map(_uuid, request.POST.getlist("chosen")[:MOST_CHOSEN]) if _id]
    documents = Document.objects.visible_to(request.acting).filter(pk__in=ids)
    if request.POST.get("act") == "export":
        request.acting.require("documents.export")
        return _csv(documents, shelf)
    request.acting.require("documents.draft")
    drafts = list(documents.drafts().select_related("client", "workspace"))
    for draft in drafts:
        drop(request, draft)
    if not drafts:
        raise Conflict("Choose at least one draft. What is issued is voided on its own page.", "chosen")
    undo = reverse("documents:bring_back") + "?" + urlencode({"dropped": [str(draft.pk) for draft in drafts]}, doseq=True)
    say(request, f"{len(drafts)} draft{'s' if len(drafts) != 1 else ''} thrown away", undo=undo)
    return redirect(f"documents:{shelf}")


def _list(request: HttpRequest, shelf: str) -> HttpResponse:
    acting, filters = request.acting, Filters.read(shelf, request.GET)
    found = _found(request, filters)
    documents, cursor = page_of(found.select_related("client").only(*COLUMNS), filters, request.GET.get("after", ""))
    count, sums = sums_of(acting.workspace, found)
    client = Client.objects.visible_to(acting).filter(pk=filters.client).first() if filters.client else None
    context = {
        "filters": filters,
        "shelf": shelf,
        "title": KINDS[filters.kinds[0]].plural if len(filters.kinds) == 1 else TITLES[shelf],
        "kind": KINDS[filters.kinds[0]],
        "rows": list_rows(acting.workspace, documents),
        "count": count,
        "sums": sums,
        "next": _address(request, after=cursor) if cursor else "",
        "client": client,
        "segments": [*_segments(request, filters), *(place["context"] for place in LIST_PLACES.filled(acting, shelf))],
        "states": _choices(request, "state", filters.states, filters.state),
        "periods": _choices(request, "period", PERIODS, filters.period),
        "sorts": {name: _sort(request, filters, name) for name in SORTS},
        "kept": {name: value for name in ("kind", "state", "period", "client", "sort") if (value := request.GET.get(name))},
        "may_draft": acting.may("documents.draft"),
        "may_export": acting.may("documents.export"),
        "shows_due": filters.kinds == ("invoice",) or shelf == "quotes",
    }
    return render(request, "documents/list/list.html", context)


def _found(request: HttpRequest, filters: Filters):
    acting = request.acting
    return filters.apply(Document.objects.visible_to(acting), acting.workspace.today(), Client.objects.visible_to(acting))


def _csv(found, shelf: str) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(csv_rows(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{shelf}.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _segments(request: HttpRequest, filters: Filters) -> list[dict]:
    if filters.shelf == "quotes":
        kinds = [("", "All"), ("proposal", "Proposals"), ("contract", "Contracts"), ("quote", "Quotes"), ("estimate", "Estimates"), ("change_order", "Change orders")]
        now = filters.kinds[0] if len(filters.kinds) == 1 else ""
    else:
        kinds = [("", "Invoices"), ("credit_note", "Credit notes"), ("receipt", "Receipts")]
        now = "" if filters.kinds == ("invoice",) else filters.kinds[0]
    client = request.GET.get("client", "")
    return [
        {"label": label, "url": "?" + urlencode({k: v for k, v in (("kind", kind), ("client", client)) if v}), "current": kind == now}
        for kind, label in kinds
    ]  # fmt: skip


def _choices(request: HttpRequest, name: str, words: dict[str, str], now: str) -> list[dict]:
    return [
        {"label": label[0].upper() + label[1:], "url": _address(request, **{name: value}), "current": value == now}
        for value, label in words.items()
    ]


def _sort(request: HttpRequest, filters: Filters, name: str) -> dict[str, str]:
    direction = ("ascending" if filters.ascending else "descending") if filters.sort == name else ""
    turned = name if direction == "descending" else f"-{name}"
    return {"label": SORTS[name][1], "url": _address(request, sort=turned), "direction": direction}


def _address(request: HttpRequest, **changes: str) -> str:
    query = request.GET.copy()
    query.pop("after", None)
    for name, value in changes.items():
        query[name] = value
        if not value:
            query.pop(name)
    return "?" + query.urlencode()


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
