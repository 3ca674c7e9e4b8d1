"""The firm's pages of asks: the list, approving one, publishing what may be published."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.gate import staff

from ..cases.fetching import visible_client
from ..surveys.sending import whom_to_ask
from . import asking
from .forms import ApproveForm
from .model import IN_WORDS, Ask

PAGE = 100


@staff("clients.see")
@require_safe
def asks(request: HttpRequest) -> HttpResponse:
    """What was asked for, and who brought whom."""
    rows = Ask.objects.visible_to(request.acting).select_related("client", "contact", "referral__lead").order_by("-asked_at")[:PAGE]
    return render(request, "retention/asks/list.html", {"asks": list(rows), "may_edit": request.acting.may("clients.edit")})


@staff("clients.edit")
@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, client_id: uuid.UUID, kind: str) -> HttpResponse:
    """Read the letter, change it, send it: nothing is asked without a person's approval."""
    acting, client = request.acting, visible_client(request.acting, client_id)
    if kind not in IN_WORDS:
        raise Http404
    first = _first(request, client)
    words = asking.draft(first, kind, acting.actor) if first else None
    drafted = {"subject": words.subject, "text": words.text, "contact": str(first.pk), "win": "score"} if words else {}
    form = ApproveForm(client, request.POST or None, initial=drafted)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            asking.ask(form.people[said["contact"]], kind, acting.actor, said["win"], said["subject"], said["text"], said["win_note"])
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            say(request, f"{form.people[said['contact']]} is asked for {IN_WORDS[kind]}. The letter is in the outbox.")
            return redirect("asks:list")
    why_not = asking.why_not(first, kind) if first else ""
    context = {"client": client, "form": form, "what": IN_WORDS[kind], "why_not": why_not}
    return render(request, "retention/asks/approve.html", context, status=422 if form.is_bound and form.errors else 200)


@staff("clients.edit")
@require_POST
def change(request: HttpRequest, ask_id: uuid.UUID, act: str) -> HttpResponse:
    """Publish what may be published, or take it off."""
    found = visible_ask(request.acting, ask_id)
    verb = {"publish": found.publish, "withdraw": found.withdraw}.get(act)
    if verb is None:
        raise Http404
    try:
        verb(request.acting.actor)
    except Refusal as refusal:
        say(request, refusal.message)
    else:
        say(request, "It is published." if act == "publish" else "It is taken off, at once and for good.")
    return redirect("asks:list")


def visible_ask(acting: Acting, ask_id: uuid.UUID) -> Ask:
    """Return an ask; Http404 for one that is not there or not theirs to see."""
    found = Ask.objects.visible_to(acting).select_related("client", "contact").filter(pk=ask_id).first()
    if found is None:
        raise Http404
    return found


def _first(request: HttpRequest, client):
    """The contact that the address names, else whom one would ask."""
    named = next((person for person in client.people if str(person.pk) == request.GET.get("contact") and person.email), None)
    contact = named or whom_to_ask(client)
    if contact:
        contact.client = client
    return contact
