"""The inbox: conversations across clients, who waits on us first; a thread, and what one does with it."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.mail.frames import framed
from clientkeep.workspace.members.gate import staff

from ..choosing import clients_like
from ..mailboxes.arrival import Arrival
from ..mailboxes.model import Mailbox
from ..messages.model import Message, Thread
from ..slots import THREAD_ANSWER
from .filters import SHOWS, Filters
from .listing import count_waiting, page_of
from .telling import told


@require_GET
@staff("inbox.see")
def inbox(request: HttpRequest) -> HttpResponse:
    """List threads: those that wait on us, those of one's own clients, or all."""
    acting, filters = request.acting, Filters.read(request.GET)
    page = page_of(acting, filters, request.GET.get("after", ""))
    context = {
        "filters": filters, "rows": page.rows, "after": page.after, "parts": _parts(request, filters), "keep": {"show": filters.show},
        "is_later": bool(request.GET.get("after")), "has_mailbox": Mailbox.objects.filter(workspace=acting.workspace).exists(),
        "mailboxes_url": _mailboxes_url(request),
    }  # fmt: skip
    return render(request, "inbox/list.html", context)


@require_GET
@staff("inbox.see")
def thread(request: HttpRequest, thread_id: uuid.UUID) -> HttpResponse:
    """One conversation: its messages by day, and the box that answers."""
    return _thread_page(request, _thread(request, thread_id))


@require_POST
@staff("inbox.answer")
def settlement(request: HttpRequest, thread_id: uuid.UUID) -> HttpResponse:
    """Say that nothing is to be answered."""
    found = _thread(request, thread_id)
    found.settle(request.acting.actor)
    say(request, "It waits for no answer any more.")
    return redirect("inbox:thread", found.pk)


@require_GET
@staff("inbox.see")
def reading(request: HttpRequest, message_id: uuid.UUID) -> HttpResponse:
    """A message as it was laid out, for the frame on its page: cleaned, and in a sandbox."""
    found = _message(request, message_id)
    return framed(found.html or "<p>This message has no layout of its own.</p>", leads_out=True)


@require_http_methods(["GET", "POST"])
@staff("inbox.answer")
def move(request: HttpRequest, message_id: uuid.UUID) -> HttpResponse:
    """Put a message with another client."""
    acting, found = request.acting, _message(request, message_id)
    refusal, status = None, 200
    if request.method == "POST":
        client = get_object_or_404(Client.objects.visible_to(acting), pk=_id_in(request.POST.get("client", "")))
        try:
            moved = found.move_to(client, acting.actor)
        except Refusal as refused:
            refusal, status = refused, refused.status
        else:
            say(request, f"The message is now with {client.name}.")
            return redirect("inbox:thread", moved.pk)
    typed = request.GET.get("q", "")[:100]
    context = {"message": found, "typed": typed, "clients": clients_like(acting, typed, found.client_id), "refusal": refusal}
    return render(request, "inbox/move.html", context, status=status)


def _thread_page(request: HttpRequest, found: Thread) -> HttpResponse:
    acting = request.acting
    parts = request.GET.get("parts", "1")
    context = {
        "thread": found, "client": found.client, "told": told(acting, found, int(parts) if parts.isdecimal() and len(parts) < 3 else 1),
        "answers": THREAD_ANSWER.filled(acting, found), "may_settle": acting.may("inbox.answer") and found.waits_since is not None,
        "may_move": acting.may("inbox.answer"), "may_read_letters": acting.may("outbox.see"),
    }  # fmt: skip
    return render(request, "inbox/thread.html", context)


def _parts(request: HttpRequest, filters: Filters) -> list[dict[str, object]]:
    acting, url = request.acting, reverse("inbox:list")
    counts = {"waiting": count_waiting(acting)}
    parts = [
        {"label": label, "url": f"{url}?show={key}", "current": key == filters.show, "count": counts.get(key) or None}
        for key, label in SHOWS.items()
    ]
    if acting.may("inbox.tray"):
        waiting = Arrival.objects.visible_to(acting).waiting()[:999].count()
        parts.append({"label": "Unknown senders", "url": reverse("mailboxes:tray"), "current": False, "count": waiting or None})
    return parts


def _mailboxes_url(request: HttpRequest) -> str:
    if request.acting.may("settings.money"):
        return reverse("mailboxes:firm")
    return reverse("mailboxes:own") if request.acting.may("mailboxes.own") else ""


def _thread(request: HttpRequest, thread_id: uuid.UUID) -> Thread:
    seen = Thread.objects.visible_to(request.acting).select_related("client__workspace")
    return get_object_or_404(seen, pk=thread_id)


def _message(request: HttpRequest, message_id: uuid.UUID) -> Message:
    seen = Message.objects.visible_to(request.acting).select_related("client", "thread")
    return get_object_or_404(seen, pk=message_id)


def _id_in(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
