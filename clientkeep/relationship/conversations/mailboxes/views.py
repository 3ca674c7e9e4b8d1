"""The tray: mail of people who are on no record, and mail that could not be read; a person chooses."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.gate import staff

from ..choosing import clients_like
from ..slots import STRANGER_ACTS
from .arrival import Arrival
from .deciding import put_with, retry
from .filing import Fetched

PAGE = 40


@require_GET
@staff("inbox.tray")
def tray(request: HttpRequest) -> HttpResponse:
    """List what waits for a choice, the newest first."""
    waiting = Arrival.objects.visible_to(request.acting).waiting()
    if after := _id_in(request.GET.get("after", "")):
        waiting = waiting.filter(pk__lt=after)
    rows = list(waiting[: PAGE + 1])
    more = rows[PAGE - 1].pk if len(rows) > PAGE else ""
    return render(request, "mailboxes/tray.html", {"rows": rows[:PAGE], "after": more})


@require_GET
@staff("inbox.tray")
def arrival(request: HttpRequest, arrival_id: uuid.UUID) -> HttpResponse:
    """One mail, with its choices."""
    return _page(request, _arrival(request, arrival_id))


@require_POST
@staff("inbox.tray")
def decision(request: HttpRequest, arrival_id: uuid.UUID) -> HttpResponse:
    """Put it with a client, ignore its sender, drop it or try it again."""
    found, act = _arrival(request, arrival_id), request.POST.get("act", "")
    try:
        said = _ACTS[act](request, found) if act in _ACTS else None
    except Refusal as refusal:
        return _page(request, found, refusal)
    if said is None:
        raise Http404
    say(request, said)
    return redirect("mailboxes:tray")


def _put(request: HttpRequest, found: Arrival) -> str:
    acting = request.acting
    acting.require("clients.edit")
    client = get_object_or_404(Client.objects.visible_to(acting).select_related("workspace"), pk=_id_in(request.POST.get("client", "")))
    count = put_with(found, client, acting.actor)
    return f"{'The mail is' if count == 1 else f'{count} mails are'} with {client.name}, and the sender is on its record."


def _ignore(request: HttpRequest, found: Arrival) -> str:
    found.ignore_sender(request.acting.actor)
    return f"Mail of {found.sender_email} is ignored from now on."


def _drop(request: HttpRequest, found: Arrival) -> str:
    found.drop(request.acting.actor)
    return "It was taken out of the tray. In the mailbox it is still there."


def _retry(request: HttpRequest, found: Arrival) -> str:
    kind = retry(found, request.acting.actor)
    return {"filed": "It was filed.", "tray": "Its sender is on no record: it waits for your choice.", "bounce": "It is a letter that came back."}.get(
        kind, "It still cannot be filed." if kind == "aside" else "It needs no filing."
    )


_ACTS = {"put": _put, "ignore": _ignore, "drop": _drop, "retry": _retry}


def _page(request: HttpRequest, found: Arrival, refusal: Refusal | None = None) -> HttpResponse:
    typed = request.GET.get("q", found.sender_email.rpartition("@")[2].partition(".")[0])[:100]
    fetched = Fetched.of(found.raw, found.happened_at)
    context = {
        "arrival": found, "mail": fetched.mail, "typed": typed, "refusal": refusal,
        "clients": clients_like(request.acting, typed) if fetched.mail and request.acting.may("clients.edit") else [],
        "may_put": request.acting.may("clients.edit"), "more_acts": STRANGER_ACTS.filled(request.acting, found) if fetched.mail else [],
    }  # fmt: skip
    return render(request, "mailboxes/arrival.html", context, status=refusal.status if refusal else 200)


def _arrival(request: HttpRequest, arrival_id: uuid.UUID) -> Arrival:
    seen = Arrival.objects.visible_to(request.acting).waiting().select_related("workspace", "mailbox")
    return get_object_or_404(seen, pk=arrival_id)


def _id_in(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
