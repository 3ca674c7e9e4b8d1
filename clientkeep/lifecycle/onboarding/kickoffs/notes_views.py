"""The page of the talk: notes are kept as one leaves a field and by a button, and the kickoff is closed from there."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients import once
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from .holding import hold
from .items import AgendaItem
from .model import Kickoff
from .notes_form import NotesForm, closing_values
from .views import kickoff_at
from .writing import Cells, add_action, write


@staff("clients.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: HttpRequest, kickoff_id: uuid.UUID) -> HttpResponse:
    """Save what was sent, all of it or one field. The page's script asks for JSON, and gets told what stands there now."""
    found = kickoff_at(request, kickoff_id)
    if request.method != "POST":
        return _page(request, found) if found.is_planned else redirect("kickoffs:kickoff", found.pk)
    form, theirs = _kept(request, found)
    if request.headers.get("Accept") == "application/json":
        faults = {name: errors[0] for name, errors in form.errors.items()}
        return JsonResponse({"faults": faults, "kept": theirs}, status=422 if faults else 200)
    if form.errors:
        return _page(request, found, 422, form)
    say(request, "The notes are saved.")
    at = request.POST.get("at", "")
    return redirect(reverse("kickoffs:notes", args=[found.pk]) + (f"#item-{at}" if _is_id(at) else ""))


@staff("clients.edit")
@require_POST
def holding(request: HttpRequest, kickoff_id: uuid.UUID) -> HttpResponse:
    """It was held: keep what was sent, log it, and go on to its recap. Sent twice, it is held once."""
    found = kickoff_at(request, kickoff_id)
    if found.state != "held":
        form, _ = _kept(request, found)
        said = {"at": form.cleaned_data.get("held_at"), "minutes": form.cleaned_data.get("minutes")} if not form.errors else {}
        if (form.errors or not tried(form, hold, found, request.acting.actor, **said)[0]) and not _held_meanwhile(found):
            return _page(request, found, 422, form)
        say(request, "It is logged, with its decisions and promises. Read the recap, then send it.")
    found.refresh_from_db()
    return redirect("conversations:recap", found.recap_id)


def _kept(request: HttpRequest, found: Kickoff) -> tuple[NotesForm, Cells]:
    """Keep what was sent; the form with what was wrong, and what others wrote meanwhile by its cell."""
    form = NotesForm(found, request.POST)
    form.beside = frozenset({"at"})
    if not form.is_valid():
        return form, {}
    done, theirs = tried(form, write, found, form.said, form.seen)
    gone, new = form.gone, form.added(once.identity_in(request.acting, request.POST.get(once.FIELD, "")))
    for item, what, who, due, identity in new if done else ():
        _add(form, item, what, who or "ours", due, identity)
    form = form.renewed(theirs) if theirs else form
    for words in gone:
        form.add_error(None, f"“{words[:300]}” stood in something that was taken out meanwhile. Put it down anew where it is still wanted.")
    return form, theirs or {}


def _add(form: NotesForm, item: AgendaItem, what: str, who: str, due: str, identity: uuid.UUID) -> None:
    try:
        add_action(form.kickoff, item, what, who, due, identity)
    except Refusal as refusal:
        name = f"new_{refusal.field}:{item.pk}"
        form.add_error(name if name in form.fields else None, refusal.message)


def _held_meanwhile(found: Kickoff) -> bool:
    return Kickoff.objects.filter(pk=found.pk, state="held").exists()


def _is_id(text: str) -> bool:
    try:
        return bool(uuid.UUID(text))
    except ValueError:
        return False


def _page(request: HttpRequest, found: Kickoff, status: int = 200, form: Any = None) -> HttpResponse:
    form = form or NotesForm(found, initial=closing_values(found, clock.now()))
    context = {"kickoff": found, "client": found.client, "form": form, "form_token": once.mint(request.acting)}
    return render(request, "onboarding/kickoffs/notes.html", context, status=status)
