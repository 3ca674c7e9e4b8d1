"""Settings of writing: one's signature, and the firm's letter templates."""

from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clientkeep.foundation.errors import Invalid, Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.mail import placeholders
from clientkeep.workspace.mail.frames import framed
from clientkeep.workspace.mail.layout import lay_out, with_link
from clientkeep.workspace.mail.wording import Words
from clientkeep.workspace.members.gate import staff

from . import merging, signature
from .language_rows import laid_out, place, rows_for, rows_of, versions_in
from .letters import BUTTON, signed
from .templates import find_template, keep_template, remove_template, templates_of


@require_http_methods(["GET", "POST"])
@staff("account.own")
def own_signature(request: HttpRequest) -> HttpResponse:
    """What stands under one's letters; who may change the settings also says what stands under the others'."""
    acting, errors = request.acting, {}
    typed: dict[str, str] = {}
    if request.method == "POST":
        whose = "firm" if request.POST.get("whose") == "firm" else "own"
        typed[whose] = request.POST.get("text", "")
        if whose == "firm":
            acting.require("settings.edit")
        try:
            signature.keep(acting.workspace, None if whose == "firm" else acting.member, typed[whose])
            say(request, "Kept.")
            return redirect("conversations:signature")
        except Invalid as invalid:
            errors[whose] = invalid.message
    context = {
        "own": signature.written_by(acting.workspace, acting.member),
        "firm": signature.written_by(acting.workspace, None),
        "shown": signature.signature_of(acting.member),
        "may_edit": acting.may("settings.edit"),
        "errors": errors,
        **typed,
    }
    return render(request, "conversations/writing/signature.html", context, status=422 if errors else 200)


@require_GET
@staff("settings.see")
def templates(request: HttpRequest) -> HttpResponse:
    """All letter templates."""
    return render(request, "conversations/writing/templates.html", {"templates": templates_of(request.acting.workspace)})


@require_http_methods(["GET", "POST"])
@staff("settings.edit")
def template_new(request: HttpRequest) -> HttpResponse:
    """Write a template."""
    return _template(request, "")


@require_http_methods(["GET", "POST"])
@staff("settings.edit")
def template(request: HttpRequest, key: str) -> HttpResponse:
    """Change a template."""
    find_template(request.acting.workspace, key)
    return _template(request, key)


@require_POST
@staff("settings.edit")
def template_remove(request: HttpRequest, key: str) -> HttpResponse:
    """Take a template off the list."""
    found = find_template(request.acting.workspace, key)
    remove_template(request.acting.workspace, request.acting.actor, key)
    say(request, f"{found.name} was removed.")
    return redirect("conversations:templates")


@require_POST
@staff("settings.edit")
def template_preview(request: HttpRequest) -> HttpResponse:
    """The words as typed so far, with sample values; nothing is kept."""
    acting = request.acting
    typed = Words(request.POST.get("subject", "")[:300], request.POST.get("text", "")[:20_000].replace("\r\n", "\n"))
    values = merging.samples(acting.workspace, acting.member)
    subject = placeholders.fill(typed.subject, values, late=False)
    text = signed(placeholders.fill(typed.text, values), signature.signature_of(acting.member), has_link=True)
    sample = SimpleNamespace(workspace=acting.workspace, subject=subject, text=text, is_secret=False, unsubscribe=None)
    return framed(with_link(lay_out(sample, BUTTON), "#"))


def _template(request: HttpRequest, key: str) -> HttpResponse:
    workspace = request.acting.workspace
    if request.method == "GET":
        found = find_template(workspace, key) if key else None
        rows = rows_for(found.versions if found else {})
        return _template_page(request, key, found.name if found else "", rows, {})
    name = request.POST.get("name", "")[:200]
    rows = rows_of(request.POST)
    errors: dict[str, str] = {}
    try:
        versions = versions_in(rows)
        kept = keep_template(workspace, request.acting.actor, key, name, versions)
    except Refusal as refusal:
        place(refusal, rows, errors)
        return _template_page(request, key, name, rows, errors, refusal.status)
    say(request, f"{kept.name}: saved.")
    return redirect("conversations:template", key=kept.key)


def _template_page(
    request: HttpRequest, key: str, name: str, rows: list[dict[str, Any]], errors: dict[str, str], status: int = 200
) -> HttpResponse:
    context = {"key": key, "name": name, "rows": laid_out(rows), "errors": errors, "names": merging.meanings()}
    return render(request, "conversations/writing/template.html", context, status=status)
