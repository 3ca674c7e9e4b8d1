"""The agenda: its items added, worded anew, put in order, taken off; and sent to the client once somebody has read the letter."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients import once
from clientkeep.workspace.mail.frames import framed
from clientkeep.workspace.mail.layout import lay_out, with_link
from clientkeep.workspace.mail.leaving import why_none_leaves
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from .forms import AgendaForm, ItemForm
from .items import AgendaItem
from .sending import BUTTON, as_it_leaves, drafted_letter, send_agenda
from .views import kickoff_at, page


@staff("clients.edit")
@require_POST
def add(request: HttpRequest, kickoff_id: uuid.UUID) -> HttpResponse:
    """Put an item on the agenda, behind the others."""
    found, form = kickoff_at(request, kickoff_id), ItemForm(request.POST)
    if form.is_valid():
        identity = once.identity_in(request.acting, request.POST.get(once.FIELD, ""))
        if tried(form, AgendaItem.add, found, **form.cleaned_data, id=identity)[0]:
            say(request, "The item is on the agenda.")
            return redirect("kickoffs:kickoff", found.pk)
    return page(request, found, 422, item_form=form)


@staff("clients.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, agenda_item_id: uuid.UUID) -> HttpResponse:
    """Word an item anew."""
    found = item_at(request, agenda_item_id)
    first = {"title": found.title, "text": found.text, "internal": found.internal}
    form = ItemForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid() and tried(form, found.change, **form.cleaned_data)[0]:
        say(request, "The item is kept.")
        return redirect("kickoffs:kickoff", found.kickoff_id)
    context = {"item": found, "kickoff": found.kickoff, "client": found.kickoff.client, "form": form}
    return render(request, "onboarding/kickoffs/item.html", context, status=422 if request.method == "POST" else 200)


@staff("clients.edit")
@require_POST
def place(request: HttpRequest, agenda_item_id: uuid.UUID, act: str) -> HttpResponse:
    """Put an item earlier or later, or take it off."""
    found = item_at(request, agenda_item_id)
    verbs = {"up": lambda: found.move(up=True), "down": lambda: found.move(up=False), "remove": found.remove}
    if act not in verbs:
        raise Http404
    try:
        verbs[act]()
    except Refusal as refusal:
        say(request, refusal.message)
    else:
        say(request, "The item is off the agenda." if act == "remove" else "The order is kept.")
    return redirect("kickoffs:kickoff", found.kickoff_id)


@staff("clients.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, kickoff_id: uuid.UUID) -> HttpResponse:
    """The letter with the agenda: read it, change it, send it."""
    found = kickoff_at(request, kickoff_id)
    subject, text = drafted_letter(found, str(request.acting.member))
    first = {"subject": subject, "text": text, "to": [each.pk for each in found.contacts.exclude(email="")]}
    form = AgendaForm(found, request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if tried(form, send_agenda, found, request.acting.actor, said["subject"], said["text"], list(said["to"]))[0]:
            say(request, "The agenda is on its way, and stands in the portal from now on.")
            return redirect("kickoffs:kickoff", found.pk)
    context = {"kickoff": found, "client": found.client, "form": form, "outbox": why_none_leaves(found.workspace), "hidden": found.items.filter(internal=True).count()}
    return render(request, "onboarding/kickoffs/letter.html", context, status=422 if request.method == "POST" else 200)


@staff("clients.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, kickoff_id: uuid.UUID) -> HttpResponse:
    """The letter as it will arrive; by POST as it was typed so far. Nothing is kept, and its links lead nowhere."""
    found = kickoff_at(request, kickoff_id)
    subject, text = drafted_letter(found, str(request.acting.member))
    if request.method == "POST":
        subject, text = request.POST.get("subject", "")[:200], request.POST.get("text", "")[:20_000].replace("\r\n", "\n")
    shown = Letter(workspace=found.workspace, subject=subject, text=as_it_leaves(text))
    return framed(with_link(lay_out(shown, BUTTON), "#"))


def item_at(request: HttpRequest, agenda_item_id: uuid.UUID) -> AgendaItem:
    """Return an item of an agenda that this person may see; Http404 else."""
    rows = AgendaItem.objects.visible_to(request.acting).select_related("kickoff__client__workspace", "kickoff__workspace", "workspace")
    found = rows.filter(pk=agenda_item_id).first()
    if found is None:
        raise Http404
    return found
