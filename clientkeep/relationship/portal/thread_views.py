"""The conversation in the portal: reading it, answering, beginning a new one."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from clientkeep.foundation.errors import Refusal
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.models import Thread
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.files.serving import send_file

from . import threads
from .slots import lands
from .views import framed
from .visitor import Visitor, portal_page


@portal_page
@require_http_methods(["GET", "HEAD", "POST"])
def new_thread(request: HttpRequest) -> HttpResponse:
    """Write to the firm."""
    return _page(request, None)


@portal_page
@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest, thread_id: uuid.UUID) -> HttpResponse:
    """One conversation, and the box that answers."""
    return _page(request, _thread(request.visitor, thread_id))


@portal_page
@require_safe
def thread_file(request: HttpRequest, thread_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponseBase:
    """A file of a message that this person may read."""
    messages = threads.messages_of(request.visitor).filter(thread=thread_id)
    stored = StoredFile.objects.filter(
        workspace=request.visitor.workspace, pk=file_id, removed_at=None, messages__in=messages.values("pk")
    ).first()  # fmt: skip
    if stored is None:
        raise Http404
    return send_file(request, stored)


@lands("thread")
def thread_address(client: Client, thread_id: uuid.UUID) -> str:
    """Where the letters of a conversation lead."""
    return reverse("portal:thread", args=[thread_id])


def _page(request: HttpRequest, found: Thread | None) -> HttpResponse:
    visitor: Visitor = request.visitor
    if not visitor.sees_all:
        raise Http404
    refusal = None
    if request.method == "POST":
        try:
            kept = threads.say(
                visitor, found, request.POST.get("subject", ""), request.POST.get("text", ""),
                request.FILES.getlist("file"), request.POST.get("form_token", ""),
            )  # fmt: skip
        except Refusal as caught:
            refusal = caught
        else:
            return redirect(f"/p/messages/{kept.thread_id}/#sent")
    messages = threads.messages_of(visitor).filter(thread=found) if found else None
    context = {
        "thread": found,
        "said": list(messages.prefetch_related("files").order_by("happened_at", "pk")[:200]) if found else [],
        "form_token": threads.mint(visitor),
        "typed": request.POST,
        "refusal": refusal,
    }
    return render(request, "portal/thread.html", framed(visitor, **context), status=refusal.status if refusal else 200)


def _thread(visitor: Visitor, thread_id: uuid.UUID) -> Thread:
    found = threads.threads_of(visitor).filter(pk=thread_id).first()
    if found is None:
        raise Http404
    return found
