"""One opportunity: noting it, its page, changing it, and what becomes of it."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients import once
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from ..pipeline.stage import Stage
from .adopting import add_as_client
from .forms import LoseForm, OpportunityForm, source_names
from .matching import known_clients
from .model import Opportunity
from .reach import client_of, opportunity_at
from .slots import OPPORTUNITY_PANELS

EVENTS = 50


@staff("clients.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Note an opportunity; `?client=` names the client it is of."""
    acting = request.acting
    client = client_of(acting, request.GET.get("client", ""))
    form = OpportunityForm(acting, request.POST if request.method == "POST" else None, client=client)
    if form.is_bound and form.is_valid():
        done, made = tried(form, _noted, request, form, client)
        if done:
            say(request, f"Noted: {made}.")
            return redirect("opportunities:opportunity", made.pk)
    context = {"form": form, "client": client, "form_token": once.mint(acting), "sources": source_names(acting)}
    return render(request, "sales/opportunities/form.html", context, status=422 if form.errors else 200)


@staff("clients.see")
@require_safe
def opportunity(request: HttpRequest, opportunity_id: uuid.UUID) -> HttpResponse:
    """One opportunity with its story."""
    return _page(request, opportunity_at(request.acting, opportunity_id))


@staff("clients.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, opportunity_id: uuid.UUID) -> HttpResponse:
    """Change what is known of it."""
    acting, found = request.acting, opportunity_at(request.acting, opportunity_id)
    form = OpportunityForm(acting, request.POST if request.method == "POST" else None, found)
    if form.is_bound and form.is_valid() and tried(form, found.change, acting.actor, **form.values)[0]:
        say(request, f"Changed: {found}.")
        return redirect("opportunities:opportunity", found.pk)
    context = {"form": form, "opportunity": found, "client": found.client, "sources": source_names(acting)}
    return render(request, "sales/opportunities/form.html", context, status=422 if form.errors else 200)


@staff("clients.edit")
@require_POST
def move(request: HttpRequest, opportunity_id: uuid.UUID) -> HttpResponse:
    """Put it in another stage; the board stays where it was asked from."""
    acting, found = request.acting, opportunity_at(request.acting, opportunity_id)
    stage = next((each for each in Stage.of(acting.workspace) if str(each.pk) == request.POST.get("stage")), None)
    if stage is None:
        raise Http404
    try:
        found.move(acting.actor, stage)
    except Refusal as refusal:
        return _page(request, found, refusal.status, refusal=refusal.message)
    say(request, f"{found} is in {stage} now.")
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, None) and back.startswith("/"):
        return redirect(f"{back}#card-{found.pk}")
    return redirect("opportunities:opportunity", found.pk)


@staff("clients.edit")
@require_POST
def win(request: HttpRequest, opportunity_id: uuid.UUID) -> HttpResponse:
    """It is won."""
    found = opportunity_at(request.acting, opportunity_id)
    return _done(request, found, found.win, "Won. Well done.")


@staff("clients.edit")
@require_POST
def reopen(request: HttpRequest, opportunity_id: uuid.UUID) -> HttpResponse:
    """It was not over."""
    found = opportunity_at(request.acting, opportunity_id)
    return _done(request, found, found.reopen, "It is open again.")


@staff("clients.edit")
@require_POST
def lose(request: HttpRequest, opportunity_id: uuid.UUID) -> HttpResponse:
    """It is lost, for a reason."""
    acting, found = request.acting, opportunity_at(request.acting, opportunity_id)
    form = LoseForm(acting, request.POST)
    if form.is_valid() and tried(form, found.lose, acting.actor, form.reason_chosen, form.cleaned_data["note"])[0]:
        say(request, "It is lost, and the reason is kept.")
        return redirect("opportunities:opportunity", found.pk)
    return _page(request, found, 422, lose_form=form)


@staff("clients.edit")
@require_POST
def give_client(request: HttpRequest, opportunity_id: uuid.UUID) -> HttpResponse:
    """It is of a client on record, or whoever asks becomes one."""
    acting, found = request.acting, opportunity_at(request.acting, opportunity_id)
    try:
        if client := client_of(acting, request.POST.get("client", "")):
            found.belongs_to(client, acting.actor)
        else:
            client = add_as_client(acting, found, once.identity_in(acting, request.POST.get(once.FIELD, "")))
    except Refusal as refusal:
        return _page(request, found, refusal.status, refusal=refusal.message)
    say(request, f"It belongs to {client}.")
    return redirect("opportunities:opportunity", found.pk)


def _noted(request: HttpRequest, form: OpportunityForm, client: Client | None) -> Opportunity:
    acting = request.acting
    identity = once.identity_in(acting, request.POST.get(once.FIELD, ""))
    whose = {"client": client} if client else {}
    return Opportunity.begin(acting.workspace, acting.actor, stage=form.stage_chosen, id=identity, **form.values, **whose)


def _done(request: HttpRequest, found: Opportunity, verb: Any, words: str) -> HttpResponse:
    try:
        verb(request.acting.actor)
    except Refusal as refusal:
        return _page(request, found, refusal.status, refusal=refusal.message)
    say(request, words)
    return redirect("opportunities:opportunity", found.pk)


def _page(request: HttpRequest, found: Opportunity, status: int = 200, **more: Any) -> HttpResponse:
    acting = request.acting
    may, today = acting.may("clients.edit"), acting.workspace.today()
    sees_client = bool(found.client_id) and Client.objects.visible_to(acting).filter(pk=found.client_id).exists()
    events = Event.objects.filter(workspace_id=found.workspace_id, about_type="opportunity", about_id=found.pk)
    context = {
        "opportunity": found, "may": may, "sees_client": sees_client, "is_stale": found.state == "open" and found.stale_on <= today,
        "is_late": bool(found.next_step_on and found.next_step_on < today), "stages": Stage.of(acting.workspace), "lose_form": LoseForm(acting),
        "matches": known_clients(acting, found.email, found.name) if may and not found.client_id else [], "form_token": once.mint(acting),
        "events": list(events.order_by("-seq")[:EVENTS]), "panels": OPPORTUNITY_PANELS.filled(acting, found), **more,
    }  # fmt: skip
    return render(request, "sales/opportunities/opportunity.html", context, status=status)
