"""The list of payments: what is not matched first, then all, newest first; filters stay in the address."""

import csv
import datetime as dt
import uuid
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.gate import staff

from .model import METHODS, Allocation, Payment, Refund
from .slots import PAYMENTS_ATTENTION

FIRST_ROWS, MOST_ROWS, UNMATCHED_SHOWN = 50, 500, 20
STATES = [("", "All payments"), ("unmatched", "Not matched"), ("disputed", "Disputed"), ("refunded", "Given back")]
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@staff("payments.see")
@require_safe
def payments(request: HttpRequest) -> HttpResponse:
    """What came in."""
    found = _filtered(request)
    rows = min(_number(request.GET.get("rows"), FIRST_ROWS), MOST_ROWS)
    sums = found.sums()
    total = sum(many for _, _, many in sums)
    plain = not any(request.GET.get(name) for name in ("state", "method", "year", "client", "q"))
    context = {
        "payments": list(found.select_related("client", "receipt").order_by("-day", "-pk")[:rows]),
        "unmatched": _unmatched(request) if plain else [],
        "attention": PAYMENTS_ATTENTION.filled(request.acting, None) if plain else [],
        "sums": sums,
        "total": total,
        "shown": min(rows, total),
        "more": rows + FIRST_ROWS if total > rows and rows < MOST_ROWS else None,
        "places": _places(),
        "filters": _filters(request),
        "is_filtered": not plain,
        "query": request.GET.get("q", ""),
        "may_book": request.acting.may("payments.book"),
        "may_see_book": request.acting.may("ledger.see"),
        "may_export": request.acting.may("documents.export"),
    }
    return render(request, "billing/payments/list.html", context)


@staff("documents.export")
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The same list as CSV; a text that a spreadsheet would run as a formula stands behind an apostrophe."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="payments.csv"'
    answer.write("\ufeff")
    out = csv.writer(answer)
    out.writerow(["Date", "Client", "Amount", "Currency", "Method", "Not matched", "Fee", "Fee currency", "Note"])
    for row in _filtered(request).select_related("client").order_by("-day", "-pk").iterator(chunk_size=1000):
        fee = "" if row.fee_minor is None else str(row.fee)
        out.writerow(
            [row.day, harmless(row.client.name), row.amount, row.currency, METHODS[row.method], row.free_stored, fee,
             row.fee_currency, harmless(row.note)]
        )  # fmt: skip
    return answer


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _unmatched(request: HttpRequest) -> list[Payment]:
    rows = Payment.objects.visible_to(request.acting).unmatched().select_related("client")
    return list(rows.order_by("-day", "-pk")[:UNMATCHED_SHOWN])


def _filtered(request: HttpRequest) -> QuerySet[Payment]:
    found = Payment.objects.visible_to(request.acting)
    asked = request.GET
    if asked.get("state"):
        found = _in_state(found, asked["state"])
    if asked.get("method"):
        if asked["method"] not in METHODS:
            raise Http404
        found = found.filter(method=asked["method"])
    if asked.get("year"):
        year = _number(asked["year"], 0)
        if not 1900 < year < 3000:
            raise Http404
        found = found.filter(day__gte=dt.date(year, 1, 1), day__lt=dt.date(year + 1, 1, 1))
    if asked.get("client"):
        found = found.filter(client_id=_uuid(asked["client"]))
    if words := asked.get("q", "").replace("\x00", "").strip()[:100]:
        clients = Client.objects.filter(workspace=request.acting.workspace, name__icontains=words)
        numbers = Document.objects.filter(workspace=request.acting.workspace, number__icontains=words)
        by_number = Q(pk__in=Allocation.objects.filter(document__in=numbers).values("payment"))
        found = found.filter(Q(client__in=clients) | Q(note__icontains=words) | by_number)
    return found


def _in_state(found: QuerySet[Payment], state: str) -> QuerySet[Payment]:
    if state == "unmatched":
        return found.unmatched()
    if state == "disputed":
        return found.exclude(dispute="")
    if state == "refunded":
        return found.filter(pk__in=Refund.objects.filter(failed_at=None).values("payment"))
    raise Http404


def _places() -> list[dict[str, Any]]:
    """The shelf that payments stand on, as above the list of invoices."""
    invoices = reverse("documents:invoices")
    kinds = [("Invoices", invoices), ("Credit notes", f"{invoices}?kind=credit_note"), ("Receipts", f"{invoices}?kind=receipt")]
    return [*({"label": label, "url": url} for label, url in kinds), {"label": "Payments", "url": "?", "current": True}]


def _filters(request: HttpRequest) -> list[dict[str, Any]]:
    year = request.acting.workspace.today().year
    years = [("", "any year"), *((str(each), str(each)) for each in range(year, year - 8, -1))]
    methods = [("", "any way"), *((slug, words) for slug, words in METHODS.items())]
    return [
        _filter(request, "state", "State", STATES),
        _filter(request, "method", "How it was paid", methods),
        _filter(request, "year", "Year", years),
    ]


def _filter(request: HttpRequest, name: str, label: str, choices: list[tuple[str, str]]) -> dict[str, Any]:
    now = request.GET.get(name, "")
    rows = []
    for key, words in choices:
        query = request.GET.copy()
        for gone in (name, "rows"):
            query.pop(gone, None)
        if key:
            query[name] = key
        rows.append({"label": words[0].upper() + words[1:], "url": f"?{query.urlencode()}", "current": key == now})
    return {"label": label, "words": dict(choices).get(now, now), "choices": rows, "is_set": bool(now)}


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else default


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None
