"""Writing an expectations letter, sending it, and what became of it."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.lifecycle.onboarding.playbooks.fetching import visible_client
from clientkeep.relationship.clients import once
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.reach import thing_at
from clientkeep.workspace.mail.leaving import why_none_leaves
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from .drafting import first_values
from .forms import LetterForm, values_of
from .model import ExpectationsLetter
from .rules import unfilled
from .sending import send

SHOWN = 100


@staff("clients.see")
@require_safe
def of_client(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """The letters of a client, the newest first."""
    client = visible_client(request.acting, client_id)
    rows = ExpectationsLetter.objects.visible_to(request.acting).filter(client=client).exclude(state="discarded").select_related("contact")
    may = request.acting.may("clients.edit") and not client.archived_at
    return render(request, "onboarding/expectations/of_client.html", {"client": client, "letters": rows.order_by("-created_at", "-pk")[:SHOWN], "may_write": may})


@staff("clients.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Draft a letter from the record; it is kept when it is saved."""
    client = visible_client(request.acting, client_id)
    if request.method != "POST":
        return _page(request, client, LetterForm(client, initial=first_values(client, str(request.acting.member))))
    form = LetterForm(client, request.POST)
    if form.is_valid():
        identity = once.identity_in(request.acting, request.POST.get(once.FIELD, ""))
        done, letter = tried(form, ExpectationsLetter.begin, client, request.acting.actor, id=identity, **form.values)
        if done:
            return _kept(request, form, letter)
    return _page(request, client, form, status=422)


@staff("clients.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, expectations_id: uuid.UUID) -> HttpResponse:
    """A draft to change and send; or one that was sent, with what became of it."""
    found = thing_at(request, ExpectationsLetter.objects.select_related("contact"), expectations_id)
    if request.method == "POST":
        form = LetterForm(found.client, request.POST)
        if form.is_valid() and tried(form, found.write, **form.values)[0]:
            return _kept(request, form, found)
        return _page(request, found.client, form, found, status=422)
    if found.state != "draft":
        return render(request, "onboarding/expectations/letter.html", {"letter": found, "client": found.client})
    return _page(request, found.client, LetterForm(found.client, initial=values_of(found)), found)


@staff("clients.edit")
@require_POST
def discard(request: HttpRequest, expectations_id: uuid.UUID) -> HttpResponse:
    """Put a draft away."""
    found = thing_at(request, ExpectationsLetter.objects, expectations_id)
    try:
        found.discard()
    except Refusal as refusal:
        say(request, refusal.message)
    else:
        say(request, "The draft was put away.")
    return redirect("expectations:of_client", found.client_id)


def _kept(request: HttpRequest, form: LetterForm, kept: ExpectationsLetter) -> HttpResponse:
    if request.POST.get("act") != "send":
        say(request, "The draft is kept.")
        return redirect("expectations:letter", kept.pk)
    if not tried(form, send, kept, request.acting.actor)[0]:
        return _page(request, kept.client, form, kept, status=422)
    say(request, "The letter is on its way. You see here when it is acknowledged.")
    return redirect("expectations:letter", kept.pk)


def _page(request: HttpRequest, client: Client, form: LetterForm, kept: Any = None, status: int = 200) -> HttpResponse:
    context = {"client": client, "form": form, "letter": kept, "form_token": once.mint(request.acting), "outbox": why_none_leaves(client.workspace), "unfilled": unfilled(str(form["text"].value() or ""))}
    return render(request, "onboarding/expectations/write.html", context, status=status)
