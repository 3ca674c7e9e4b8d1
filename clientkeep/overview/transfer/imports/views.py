"""The pages of an import: the drop, the columns, the rehearsal, the progress, the result."""

import secrets
import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from clientkeep.foundation.errors import Conflict, Refusal
from clientkeep.relationship.clients.model import STAGE_LABELS
from clientkeep.workspace.members.gate import staff

from ..jobs import begin_rehearsal
from ..reading.presets import PRESETS
from .conflicts import open_conflicts
from .forms import ColumnsForm
from .model import Import
from .showing import RowList

FIRST_ROWS, MOST_ROWS = 50, 1000
GOING_ON = {"planning": "Rehearsing", "running": "Importing", "undoing": "Undoing"}


@require_http_methods(["GET", "POST"])
@staff("clients.import")
def imports(request: HttpRequest) -> HttpResponse:
    """Drop a file; below it the imports so far."""
    if request.method == "POST":
        return _take(request)
    return _list(request)


@require_GET
@staff("clients.import")
def one(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """One import, in whatever state it is."""
    whole = visible(request, import_id)
    if whole.state == "read":
        return redirect("transfer:columns", import_id=whole.pk)
    if whole.state in GOING_ON:
        return render(request, "transfer/going_on.html", {"whole": whole, **_progress(whole)})
    return show(request, whole)


@require_http_methods(["GET", "POST"])
@staff("clients.import")
def columns(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """What the columns mean, and what the file leaves open."""
    whole = visible(request, import_id)
    if whole.started_at or whole.state not in ("read", "planned", "failed"):
        return redirect("transfer:import", import_id=whole.pk)
    upload = whole.opened()
    answers = {name: getattr(whole, name) for name in ("date_order", "decimal_mark", "balance_currency")}
    if request.method == "GET":
        return _columns_page(request, whole, ColumnsForm(upload, upload.mapping, answers))
    form = ColumnsForm.posted(upload, request.POST, answers)
    if not form.errors:
        whole.say(mapping=form.mapping.as_json() if form.mapping else None, **form.answers)
        if not form.unanswered():
            begin_rehearsal(whole)
            return redirect("transfer:import", import_id=whole.pk)
        form.errors = {question.slug: "Choose one." for question in form.unanswered()}
    return _columns_page(request, whole, form, status=422)


@require_GET
@staff("clients.import")
def progress(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """How far it is, asked each second; when it has ended, the page is loaded anew."""
    whole = visible(request, import_id)
    answer = render(request, "transfer/_progress.html", {"whole": whole, **_progress(whole)})
    if whole.state not in GOING_ON:
        answer["HX-Refresh"] = "true"
    return answer


def visible(request: HttpRequest, import_id: uuid.UUID) -> Import:
    """The import, if this person may see it."""
    mine = Import.objects.visible_to(request.acting).exclude(state="dropped").select_related("workspace", "file")
    return get_object_or_404(mine, pk=import_id)


def show(request: HttpRequest, whole: Import, refusal: Refusal | None = None) -> HttpResponse:
    """The rehearsal or the result, with its rows."""
    asked = request.GET.get("show", "all")
    rows = RowList(whole, asked, request.GET.get("q", "").replace("\x00", "").strip()[:100], _number(request.GET.get("rows")))
    if not rows.exists:
        raise Http404
    to_write, has_run = whole.rows.acting().count(), whole.started_at is not None
    may_run = whole.state in ("planned", "failed") or (whole.state == "done" and to_write > 0)
    context = {
        "whole": whole,
        "rows": rows,
        "refusal": refusal,
        "stages": list(STAGE_LABELS.items()),
        "has_run": has_run,
        "may_run": may_run and whole.rows.pending().exists(),
        "to_write": to_write,
        "undecided": whole.rows.undecided().count(),
    }
    return render(request, "transfer/import.html", context, status=refusal.status if refusal else 200)


def _take(request: HttpRequest) -> HttpResponse:
    file = request.FILES.get("file")
    if file is None:
        return _list(request, "Choose a CSV or vCard file first.")
    try:
        whole = Import.take(request.acting, file, file.name, request.POST.get("form_token", "")[:64] or None)
        if whole.state == "read" and _is_clear(whole):
            begin_rehearsal(whole)
    except Conflict:
        raise
    except Refusal as refusal:
        return _list(request, refusal.message)
    return redirect("transfer:import", import_id=whole.pk)


def _is_clear(whole: Import) -> bool:
    """A known tool's file that leaves nothing open."""
    upload = whole.opened()
    return not upload.needs_mapping and not upload.questions()


def _list(request: HttpRequest, error: str = "") -> HttpResponse:
    found = list(Import.objects.visible_to(request.acting).shown()[:MOST_ROWS])
    waiting = {whole.pk: count for whole, count in open_conflicts(request.acting.workspace)}
    context: dict[str, Any] = {
        "imports": [(whole, waiting.get(whole.pk, 0)) for whole in found],
        "error": error,
        "form_token": secrets.token_urlsafe(24),
        "tools": sorted({preset.label.split(" (")[0] for preset in PRESETS}, key=str.casefold),
    }
    return render(request, "transfer/imports.html", context, status=422 if error else 200)


def _columns_page(request: HttpRequest, whole: Import, form: ColumnsForm, status: int = 200) -> HttpResponse:
    currency = form.answers.get("balance_currency") or whole.workspace.currency
    context = {"whole": whole, "form": form, "questions": form.questions(), "currency": currency}
    return render(request, "transfer/columns.html", context, status=status)


def _progress(whole: Import) -> dict[str, Any]:
    return {"going_on": GOING_ON.get(whole.state, "Done"), "left": max(whole.total - whole.done, 0)}


def _number(text: str | None) -> int:
    given = int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else FIRST_ROWS
    return min(max(given, 1), MOST_ROWS)
