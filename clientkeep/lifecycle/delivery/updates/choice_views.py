"""Choosing who gets an update every week: for the firm, and for one client."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.conversations.reach import client_at
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried
from clientkeep.workspace.office.settings_pages import PAGES

from .choice import ClientUpdateChoice, UpdateChoice
from .forms import ChoiceForm, ClientChoiceForm
from .views import client_page


@require_http_methods(["GET", "HEAD", "POST"])
@staff("settings.edit")
def choose(request: HttpRequest) -> HttpResponse:
    """Show and keep the firm's choice."""
    firm = request.acting.workspace
    form, status = ChoiceForm.over(UpdateChoice.of(firm)), 200
    if request.method == "POST":
        form, status = ChoiceForm(request.POST), 422
        if form.is_valid():
            done, chosen = tried(form, UpdateChoice.choose, firm, request.acting.actor, **form.cleaned_data)
            if done:
                say(request, f"Kept: updates are drafted {chosen.said}.")
                return redirect("delivery:choice")
    return render(request, "delivery/updates/choice.html", {"page": PAGES["updates"], "form": form}, status=status)


@require_POST
@staff("clients.edit")
def choose_for_client(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Keep what is chosen for one client."""
    client, form = client_at(request, client_id), ClientChoiceForm(request.POST)
    if form.is_valid() and tried(form, ClientUpdateChoice.choose, client, request.acting.actor, **form.cleaned_data)[0]:
        say(request, f"Kept for {client.name}.")
        return redirect("delivery:client_updates", client.pk)
    return client_page(request, client, 422, form)
