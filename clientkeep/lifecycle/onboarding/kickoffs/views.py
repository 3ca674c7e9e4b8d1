"""The firm's pages of kickoffs: those of a client, planning one, its page, and calling it off."""

import uuid
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients import once
from clientkeep.relationship.conversations.reach import client_at, thing_at
from clientkeep.relationship.conversations.writing.recipients import usual
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from .forms import CancelForm, ItemForm, NewForm, PlanForm, agreements_of, plan_of
from .items import KickoffAction
from .model import TITLE, Kickoff

SHOWN = 100


@staff("clients.see")
@require_safe
def of_client(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """The kickoffs of a client, the newest first."""
    client = client_at(request, client_id)
    rows = Kickoff.objects.visible_to(request.acting).filter(client=client).select_related("recap", "workspace")
    may = request.acting.may("clients.edit") and not client.archived_at
    return render(request, "onboarding/kickoffs/of_client.html", {"client": client, "kickoffs": rows.order_by("-created_at", "-pk")[:SHOWN], "may": may})


@staff("clients.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Plan a kickoff; its agenda is drafted from what is on record. `?agreement=` names what it is about."""
    acting, client = request.acting, client_at(request, client_id)
    form, status = NewForm(client, request.POST if request.method == "POST" else None, initial=_first_values(request, client)), 200
    if request.method == "POST":
        if form.is_valid():
            identity = once.identity_in(acting, request.POST.get(once.FIELD, ""))
            done, made = tried(form, Kickoff.begin, client, acting.actor, id=identity, agreement=form.cleaned_data["agreement"], **form.plan)
            if done:
                say(request, "The kickoff is planned, and its agenda drafted. Read it, and change what you like.")
                return redirect("kickoffs:kickoff", made.pk)
        status = 422
    return render(request, "onboarding/kickoffs/new.html", {"client": client, "form": form, "form_token": once.mint(acting)}, status=status)


@staff("clients.see")
@require_safe
def kickoff(request: HttpRequest, kickoff_id: uuid.UUID) -> HttpResponse:
    """One kickoff: when and with whom, its agenda, and what came of it."""
    return page(request, kickoff_at(request, kickoff_id))


@staff("clients.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest, kickoff_id: uuid.UUID) -> HttpResponse:
    """Change when it is, where, and who takes part."""
    found = kickoff_at(request, kickoff_id)
    form = PlanForm(found.client, found, request.POST if request.method == "POST" else None, initial=plan_of(found))
    if request.method == "POST" and form.is_valid() and tried(form, found.change, request.acting.actor, **form.plan)[0]:
        say(request, "The change is kept.")
        return redirect("kickoffs:kickoff", found.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "onboarding/kickoffs/details.html", {"kickoff": found, "client": found.client, "form": form}, status=status)


@staff("clients.edit")
@require_POST
def cancel(request: HttpRequest, kickoff_id: uuid.UUID) -> HttpResponse:
    """Call it off, with a reason."""
    found, form = kickoff_at(request, kickoff_id), CancelForm(request.POST)
    if form.is_valid() and tried(form, found.cancel, request.acting.actor, form.cleaned_data["because"])[0]:
        say(request, "The kickoff is cancelled.")
        return redirect("kickoffs:kickoff", found.pk)
    return page(request, kickoff_at(request, kickoff_id), 422, cancel_form=form)


def kickoff_at(request: HttpRequest, kickoff_id: uuid.UUID) -> Kickoff:
    """Return a kickoff that this person may see; Http404 else."""
    rows = Kickoff.objects.select_related("agreement", "booking", "meeting_type", "recap", "entry", "client__owner__user")
    return thing_at(request, rows, kickoff_id)


def page(request: HttpRequest, found: Kickoff, status: int = 200, **more: Any) -> HttpResponse:
    """The page of one kickoff."""
    actions = KickoffAction.objects.in_order().select_related("member__user", "contact", "workspace", "kickoff__client")
    items = list(found.items.in_order().prefetch_related(Prefetch("actions", actions, to_attr="agreed")))
    may = request.acting.may("clients.edit")
    context = {
        "kickoff": found, "client": found.client, "items": items, "members": found.members.select_related("user"), "contacts": found.contacts.all(),
        "may": may, "may_change": may and found.is_planned and not found.client.archived_at, "item_form": ItemForm(), "cancel_form": CancelForm(),
        "form_token": once.mint(request.acting) if may else "", **more,
    }  # fmt: skip
    return render(request, "onboarding/kickoffs/kickoff.html", context, status=status)


def _first_values(request: HttpRequest, client: Any) -> dict[str, Any]:
    agreements = list(agreements_of(client)[:SHOWN])
    asked = request.GET.get("agreement", "")
    named = [each for each in agreements if str(each.pk) == asked]
    first = next(iter(named or agreements), None)
    to, own = usual(client), request.acting.member
    people = {each.pk: each for each in (client.owner, own) if each}
    title = f"{TITLE}: {first.title or first}"[:200] if first else TITLE
    return {"title": title, "agreement": first, "minutes": 60, "members": list(people.values()), "contacts": [to.contact] if to and to.contact else []}
