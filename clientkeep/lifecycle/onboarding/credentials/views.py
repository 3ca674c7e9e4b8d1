"""The firm's pages of credentials: those of a client, one with its log, and the one page that shows what it holds."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients import once
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.reach import client_at, thing_at
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from . import asking
from .forms import AgainForm, AskForm, EndForm, ReasonForm, WithdrawForm
from .model import Credential

SHOWN = 200


@staff("credentials.see")
@require_http_methods(["GET", "HEAD", "POST"])
def of_client(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """The credentials of one client; POST asks for another."""
    client = client_at(request, client_id)
    if request.method == "POST":
        request.acting.require("credentials.ask")
    form = AskForm(client, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and tried(form, _ask, request, client, form)[0]:
        say(request, f"{form.cleaned_data['contact']} is asked for it. The letter is in the outbox.")
        return redirect("credentials:of_client", client.pk)
    rows = Credential.objects.visible_to(request.acting).filter(client=client).select_related("contact").order_by("-asked_at", "-pk")
    context = {"client": client, "rows": list(rows[:SHOWN]), "form": form, "form_token": once.mint(request.acting)}
    return render(request, "onboarding/credentials/client.html", context, status=422 if form.errors else 200)


@staff("credentials.see")
@require_safe
def credential(request: HttpRequest, credential_id: uuid.UUID) -> HttpResponse:
    """One credential: how it stands, who looked at it, and what can be done. Never what it holds."""
    return _page(request, _credential(request, credential_id))


@staff("credentials.show")
@require_POST
@sensitive_variables("content")
def show(request: HttpRequest, credential_id: uuid.UUID) -> HttpResponse:
    """What it holds, on a page that nothing keeps; who looks and why is noted first."""
    found, form = _credential(request, credential_id), ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, found, 422, reason=form)
    done, content = tried(form, found.show, request.acting, form.cleaned_data["because"])
    if not done:
        return _page(request, found, 422, reason=form)
    answer = render(request, "onboarding/credentials/shown.html", {"credential": found, "client": found.client, "content": content})
    answer["Cache-Control"], answer["Referrer-Policy"] = "no-store, private", "no-referrer"
    return answer


@staff("credentials.ask")
@require_POST
def ask_again(request: HttpRequest, credential_id: uuid.UUID) -> HttpResponse:
    """It does not work: destroy it, and ask for it anew."""
    found, form = _credential(request, credential_id), AgainForm(request.POST)
    if form.is_valid() and tried(form, asking.ask_again, found, request.acting.actor, form.cleaned_data["note"])[0]:
        say(request, f"{found.contact} is asked for it anew. What was kept is destroyed.")
        return redirect("credentials:credential", found.pk)
    return _page(request, found, 422, again=form)


@staff("credentials.ask")
@require_POST
def end(request: HttpRequest, credential_id: uuid.UUID) -> HttpResponse:
    """Return or destroy it, or take the request back while nothing was handed over."""
    found = _credential(request, credential_id)
    form = EndForm(request.POST) if "how" in request.POST or found.state != "asked" else WithdrawForm(request.POST)
    if form.is_valid():
        how = form.cleaned_data.get("how", "withdrawn")
        if tried(form, found.end, how, request.acting.actor, form.cleaned_data["because"])[0]:
            say(request, f"“{found}” is {found.state_label.lower()}. Who looked at it stays on record.")
            return redirect("credentials:credential", found.pk)
    return _page(request, found, 422, end=form)


def _credential(request: HttpRequest, credential_id: uuid.UUID) -> Credential:
    return thing_at(request, Credential.objects.select_related("contact"), credential_id)


def _ask(request: HttpRequest, client: Client, form: AskForm) -> Credential:
    identity = once.identity_in(request.acting, request.POST.get(once.FIELD, ""))
    return asking.ask(client, request.acting.actor, id=identity, **form.cleaned_data)


def _page(request: HttpRequest, found: Credential, status: int = 200, **forms: Any) -> HttpResponse:
    may_show = request.acting.may("credentials.show")
    context = {
        "credential": found, "client": found.client, "showings": list(found.showings.all()[:SHOWN]), "may_show": may_show,
        "reason": forms.get("reason") or ReasonForm(auto_id="show_%s"), "again": forms.get("again") or AgainForm(auto_id="again_%s"),
        "end": forms.get("end") or (EndForm if found.state == "held" else WithdrawForm)(auto_id="end_%s"),
    }  # fmt: skip
    return render(request, "onboarding/credentials/credential.html", context, status=status)
