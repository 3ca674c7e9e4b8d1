"""Writing to a client, and answering in a thread: one page for both, with the letter as it will arrive."""

import uuid
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients import once
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.mail.leaving import why_none_leaves
from clientkeep.workspace.members.gate import staff

from ..messages.model import Message, Thread
from . import merging, previewing
from .draft import LetterDraft
from .form import LetterForm, attached
from .letters import write_letter
from .moments import WAYS, moment_for, zone_of
from .signature import signature_of
from .templates import find_template, render_words, templates_of


@require_http_methods(["GET", "POST"])
@staff("clients.edit")
def write(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write to a client."""
    return _writing(request, _client(request, client_id), None)


@require_http_methods(["GET", "POST"])
@staff("clients.edit")
def answer(request: HttpRequest, thread_id: uuid.UUID) -> HttpResponse:
    """Answer in a thread."""
    thread = _thread(request, thread_id)
    return _writing(request, thread.client, thread)


@require_GET
@staff("clients.edit")
def drafts(request: HttpRequest) -> HttpResponse:
    """The letters that one has begun."""
    rows = LetterDraft.objects.open_of(request.acting).select_related("client").order_by("-saved_at")[:200]
    return render(request, "conversations/writing/drafts.html", {"drafts": rows})


@require_POST
@staff("clients.edit")
def preview(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """The letter as typed so far, as it will arrive at the first who is ticked; nothing is kept."""
    client = _client(request, client_id)
    return previewing.shown(request.acting, client, LetterForm.posted(client, None, request))


def _writing(request: HttpRequest, client: Client, thread: Thread | None) -> HttpResponse:
    if request.method == "GET":
        form = LetterForm.begun(request.acting, client, thread)
        if key := request.GET.get("template", "")[:60]:
            _take_template(request, form, key)
        return _page(request, form)
    form = LetterForm.posted(client, thread, request)
    act = request.POST.get("act", "send")
    try:
        if act == "discard":
            return _discard(request, form)
        return _keep(request, form) if act == "draft" else _send(request, form)
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(request, form, refusal.status)


def _send(request: HttpRequest, form: LetterForm) -> HttpResponse:
    acting, client = request.acting, form.client
    identity = once.identity_in(acting, request.POST.get(once.FIELD, ""))
    sent_before = Message.objects.filter(pk=identity, client=client).exists()
    if not sent_before:
        recipients = form.recipients()
        not_before = moment_for(form.when, client, form.at)
        merging.check(form.words.subject, form.words.text)
        with transaction.atomic():
            message = write_letter(
                client, acting.member, form.words, recipients, thread=form.thread, files=attached(form, acting),
                not_before=not_before, identity=identity,
            )  # fmt: skip
            LetterDraft.forget(acting, client, form.thread)
        say(request, _said(message, not_before))
    if form.thread:
        return redirect("inbox:thread", form.thread.pk)
    return redirect(reverse("clients:detail", args=[client.pk]) + "#story")


def _said(message: Message, not_before: Any) -> str:
    names = ", ".join(each["name"] or each["email"] for each in message.to)
    held = why_none_leaves(message.workspace, message.letters.first())
    if held:
        return f"The letter to {names} waits in the outbox. {held}"
    return f"The letter to {names} waits for its moment." if not_before else f"The letter is on its way to {names}."


def _keep(request: HttpRequest, form: LetterForm) -> HttpResponse:
    LetterDraft.save_for(request.acting, form.client, form.thread, **form.typed())
    said = "The draft is kept."
    say(request, f"{said} New files are not: add them when you send it." if form.uploads else said)
    return redirect(_own_address(form))


def _discard(request: HttpRequest, form: LetterForm) -> HttpResponse:
    LetterDraft.forget(request.acting, form.client, form.thread)
    say(request, "The draft is gone.")
    return redirect("clients:detail", form.client.pk)


def _take_template(request: HttpRequest, form: LetterForm, key: str) -> None:
    template = find_template(request.acting.workspace, key)
    first = next((recipient for recipient, ticked in form.choices if ticked), None)
    words = render_words(template, form.client, first and first.contact)
    form.words = type(words)(form.words.subject if form.thread else words.subject, words.text)


def _page(request: HttpRequest, form: LetterForm, status: int = 200) -> HttpResponse:
    return render(request, "conversations/writing/letter.html", page_context(request.acting, form), status=status)


def page_context(acting: Any, form: LetterForm) -> dict[str, Any]:
    """What the page and the box under a thread are drawn from."""
    client = form.client
    return {
        "client": client,
        "thread": form.thread,
        "form": form,
        "own_url": _own_address(form),
        "preview_url": reverse("conversations:preview", args=[client.pk]),
        "form_token": once.mint(acting),
        "files": StoredFile.objects.visible_to(acting).of_client(client.pk)[:30],
        "ways": WAYS.items(),
        "zone": zone_of(client),
        "firm_zone": acting.workspace.time_zone,
        "templates": templates_of(acting.workspace),
        "names": merging.meanings(),
        "signature": signature_of(acting.member),
        "held": why_none_leaves(acting.workspace),
        "has_draft": LetterDraft.of(acting, client, form.thread) is not None,
    }


def _own_address(form: LetterForm) -> str:
    if form.thread:
        return reverse("conversations:answer", args=[form.thread.pk])
    return reverse("conversations:write", args=[form.client.pk])


def _client(request: HttpRequest, client_id: uuid.UUID) -> Client:
    return get_object_or_404(Client.objects.visible_to(request.acting).select_related("workspace"), pk=client_id)


def _thread(request: HttpRequest, thread_id: uuid.UUID) -> Thread:
    threads = Thread.objects.visible_to(request.acting).select_related("client__workspace")
    return get_object_or_404(threads, pk=thread_id)
