"""Pages of gates: what work waits for, the override, and the firm's own choice of facts."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried
from clientkeep.workspace.office.settings_pages import PAGES

from .forms import NeedsForm, OverrideForm
from .model import Gate
from .needs import keep_deposit_at_once, keep_needs, needs_of, sends_deposit_at_once
from .telling import facts_of


def visible_gate(acting: Acting, document_id: uuid.UUID) -> Gate:
    """Fetch the gate of a document that this person may see; Http404 otherwise."""
    gate = Gate.objects.visible_to(acting).whole().filter(document=document_id).first()
    if gate is None:
        raise Http404
    return gate


@staff("documents.see")
@require_http_methods(["GET", "HEAD", "POST"])
def gate(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """What work waits for; POST lets it start before that, with a reason."""
    found, may = visible_gate(request.acting, document_id), request.acting.may("gates.override")
    form, status = OverrideForm(), 200
    if request.method == "POST":
        request.acting.require("gates.override")
        form, status = OverrideForm(request.POST), 422
        if form.is_valid():
            because = form.cleaned_data["because"]
            if tried(form, found.override, request.acting.actor, because, request.acting.member)[0]:
                say(request, f"Work on {found} may start. The reason stands on the timeline.")
                return redirect("gates:gate", document_id)
    shown = {"gate": found, "document": found.document, "client": found.document.client, "facts": facts_of(found)}
    return render(request, "agreements/gates/gate.html", {**shown, "form": form, "may_override": may, "may_ask": request.acting.may("documents.issue")}, status=status)


@staff("gates.override")
@require_POST
def take_back(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Wait for what is missing after all."""
    found = visible_gate(request.acting, document_id)
    try:
        found.take_back_override(request.acting.actor)
    except Refusal as refused:
        say(request, refused.message)
    else:
        say(request, f"Work on {found} waits again.")
    return redirect("gates:gate", document_id)


@staff("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def needs(request: HttpRequest) -> HttpResponse:
    """Choose what new gates wait for."""
    firm = request.acting.workspace
    form, status = NeedsForm(initial={"needs": needs_of(firm), "deposit_at_once": sends_deposit_at_once(firm)}), 200
    if request.method == "POST":
        form, status = NeedsForm(request.POST), 422
        if form.is_valid() and tried(form, keep_needs, firm, request.acting.actor, form.cleaned_data["needs"])[0]:
            keep_deposit_at_once(firm, request.acting.actor, form.cleaned_data["deposit_at_once"])
            say(request, "Kept. Agreements accepted from now on wait for this.")
            return redirect("gates:needs")
    return render(request, "agreements/gates/needs.html", {"page": PAGES["gates"], "form": form}, status=status)
