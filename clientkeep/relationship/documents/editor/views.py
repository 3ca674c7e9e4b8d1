"""Writing drafts: a new one, changing one, the totals while one types."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.currencies import DECIMALS
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.secrets import new_token
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.gate import staff

from ..copying import plain_values_of
from ..drafting import FIELDS
from ..fetching import shown, visible
from ..kinds import KINDS
from ..models import Document
from .client_choice import chosen_client, offered_names
from .form import PAID_BY, EditorForm
from .preview import count_rows, unsaved


@staff("documents.draft")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write a new document of a kind. Nothing is kept until it is saved."""
    acting = request.acting
    kind = request.POST.get("kind") or request.GET.get("kind") or "invoice"
    if kind not in KINDS:
        raise Http404
    client = _client_asked_for(request)
    if request.method == "GET" and KINDS[kind].new_at:
        return redirect(reverse(KINDS[kind].new_at) + (f"?client={client.pk}" if client else ""))
    if request.method == "POST":
        form = EditorForm.posted(acting.workspace, kind, request.POST)
        if _changed_rows(request, form):
            return _page(request, form, None, client)
        document = _saved_new(request, form)
        return _after(request, document) if document else _page(request, form, None, client, 422)
    return _page(request, EditorForm.blank(acting.workspace, kind, client), None, client)


@staff("documents.draft")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Change a draft. Somebody else's save in between shows both versions (409)."""
    document = shown(request, document_id)
    if not document.is_draft:
        if request.method == "POST":
            raise Conflict(f"{document} is issued and never changes. Write a credit note or a copy.", "state")
        return redirect("documents:detail", document.pk)
    if document.editor_url:
        return redirect(document.editor_url)
    if request.method == "GET":
        return _page(request, EditorForm.of(document), document, document.client)
    form = EditorForm.posted(request.acting.workspace, document.kind, request.POST)
    if _changed_rows(request, form):
        return _page(request, form, document, document.client)
    try:
        saved = _saved(request, document, form)
    except Conflict as conflict:
        if conflict.field != "version":
            raise
        return _both_versions(request, visible(request.acting, document_id), form)
    return _after(request, document) if saved else _page(request, form, document, document.client, 422)


@staff("documents.draft")
@require_POST
def totals(request: HttpRequest) -> HttpResponse:
    """Count what is typed, without saving anything."""
    kind = request.POST.get("kind", "")
    if kind not in KINDS:
        raise Http404
    form = EditorForm.posted(request.acting.workspace, kind, request.POST)
    document_id = request.POST.get("document", "")
    document = visible(request.acting, uuid.UUID(document_id)) if _is_id(document_id) else None
    return render(request, "documents/editor/_totals.html", {"totals": count_rows(form, document), "form": form})


@staff("documents.draft")
@require_safe
def client_names(request: HttpRequest) -> HttpResponse:
    """Offer clients whose names fit what is typed."""
    names = offered_names(request.acting, request.GET.get("client", ""))
    return render(request, "documents/editor/_client_names.html", {"names": names})


def _saved_new(request: HttpRequest, form: EditorForm) -> Document | None:
    values = form.read()
    try:
        client = chosen_client(request.acting, form.head["client"], request.POST.get("client_id", ""))
        if values is None:
            return None
        lines = values.pop("lines")
        if form.kind.dated_due and not form.head["due_date"].strip():
            values.pop("due_date")
        token = request.POST.get("form_token", "")[:64] or None
        return Document.draft(client, form.kind.slug, request.acting.actor, lines, form_token=token, **values)
    except Invalid as refusal:
        form.take_refusal(refusal)
        return None


def _saved(request: HttpRequest, document: Document, form: EditorForm) -> bool:
    values = form.read()
    try:
        client = chosen_client(request.acting, form.head["client"], str(document.client_id))
        if values is None:
            return False
        version = request.POST.get("version", "")
        if not version.isdecimal() or int(version) != document.version:
            if not _says_the_same(document, values, client):
                raise Conflict("Somebody saved this draft meanwhile.", "version")
            return True
        document.client = client
        document.rewrite(request.acting.actor, version=int(version), **values)
    except Invalid as refusal:
        document.refresh_from_db()
        form.take_refusal(refusal)
        return False
    return True


def _says_the_same(document: Document, values: dict[str, Any], client: Client) -> bool:
    """Whether what was sent is what is saved already: the same form sent twice."""
    sent = plain_values_of(unsaved(document.workspace, document.kind, values, client))
    kept = plain_values_of(document)
    names = [name for name in FIELDS if name in values] + ["lines"]
    return client.pk == document.client_id and all(sent[name] == kept[name] for name in names)


def _changed_rows(request: HttpRequest, form: EditorForm) -> bool:
    """Without scripts the buttons "Add a line", "Remove" and "Count" come here as acts of the form."""
    act = request.POST.get("act", "")
    if act == "add_line":
        form.add_row()
    elif act.startswith("drop_line:") and act[10:].isdecimal():
        form.drop_row(int(act[10:]))
    elif act != "count":
        return False
    return True


def _after(request: HttpRequest, document: Document) -> HttpResponse:
    if request.POST.get("act") == "send":
        return redirect("documents:sending", document.pk)
    say(request, f"The draft for {document.client} is saved.")
    return redirect("documents:detail", document.pk)


def _both_versions(request: HttpRequest, document: Document, form: EditorForm) -> HttpResponse:
    from ..printing import paper_of

    return _page(request, form, document, document.client, 409, theirs=paper_of(document))


def _page(
    request: HttpRequest, form: EditorForm, document: Document | None, client: Client | None, status: int = 200, **more: Any
) -> HttpResponse:
    counted = count_rows(form, document) if status == 200 else _counted_beside(form, document)
    context = {
        "form": form,
        "kind": form.kind,
        "document": document,
        "client": client,
        "totals": counted,
        "label": document.label if document else form.kind.label,
        "currencies": sorted(DECIMALS),
        "paid_by": [("", "Not said"), *((slug, slug.replace("_", " ").capitalize()) for slug in PAID_BY)],
        "form_token": request.POST.get("form_token") or new_token(),
        "back_url": reverse("documents:detail", args=[document.pk]) if document else _list_of(form.kind),
        **more,
    }
    return render(request, "documents/editor/editor.html", context, status=status)


def _counted_beside(form: EditorForm, document: Document | None) -> list[Any]:
    """Count again for a refused form, keeping the errors that were found."""
    errors, cells = dict(form.errors), [dict(row.errors) for row in form.rows]
    counted = count_rows(form, document)
    form.errors = {**form.errors, **errors}
    for row, kept in zip(form.rows, cells, strict=True):
        row.errors = {**row.errors, **kept}
    return counted


def _list_of(kind: Any) -> str:
    return reverse("documents:quotes" if kind.answerable else "documents:invoices")


def _client_asked_for(request: HttpRequest) -> Client | None:
    asked = request.POST.get("client_id") or request.GET.get("client")
    if not asked:
        return None
    if not _is_id(asked):
        raise Http404
    return get_object_or_404(Client.objects.visible_to(request.acting).select_related("workspace"), pk=uuid.UUID(asked))


def _is_id(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
