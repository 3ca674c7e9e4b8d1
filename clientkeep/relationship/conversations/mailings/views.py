"""Mailings: whom to write to, each letter before it goes, and what became of each."""

import uuid
from collections import Counter
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients import once
from clientkeep.relationship.clients.listing import TIERS, Listing, Shown
from clientkeep.relationship.clients.menus import colleagues
from clientkeep.relationship.clients.model import STAGE_LABELS
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.tags import known_tags
from clientkeep.workspace.mail.frames import framed
from clientkeep.workspace.mail.leaving import why_none_leaves
from clientkeep.workspace.mail.state_words import WORDS
from clientkeep.workspace.members.gate import staff

from ..writing.previewing import letter_page
from ..writing.recipients import Recipient
from ..writing.templates import find_template, templates_of
from .model import MOST, ROW_STATES, Mailing, MailingRow

ROWS, MOST_ROWS = 50, 1_000


@require_GET
@staff("clients.edit")
def mailings(request: HttpRequest) -> HttpResponse:
    """All mailings, the newest first."""
    rows = Mailing.objects.visible_to(request.acting).select_related("member__user").order_by("-created_at")
    counted = rows.annotate(count=Count("rows"))[:200]
    return render(request, "conversations/mailings/list.html", {"mailings": counted})


@require_http_methods(["GET", "POST"])
@staff("clients.edit")
def new(request: HttpRequest) -> HttpResponse:
    """Choose a template and clients, by what they have in common or one by one."""
    post = request.POST
    if request.method == "GET" or "template" not in post:
        return _new_page(request, post.getlist("chosen"))
    acting = request.acting
    try:
        template = find_template(acting.workspace, post.get("template", "")[:60])
        identity = once.identity_in(acting, post.get(once.FIELD, ""))
        mailing = Mailing.make(acting, template, _clients(request), id=identity)
    except Refusal as refusal:
        return _new_page(request, post.getlist("chosen"), refusal)
    return redirect("conversations:mailing", mailing.pk)


@require_GET
@staff("clients.edit")
def mailing(request: HttpRequest, mailing_id: uuid.UUID) -> HttpResponse:
    """Each recipient with what is missing, and what became of each letter."""
    return _page(request, _mailing(request, mailing_id))


@require_POST
@staff("clients.edit")
def sending(request: HttpRequest, mailing_id: uuid.UUID) -> HttpResponse:
    """Send it; a second press sends nothing new."""
    found = _mailing(request, mailing_id)
    try:
        found.send(request.acting.actor)
    except Refusal as refusal:
        return _page(request, found, refusal)
    say(request, "The letters are being written. Each is in the outbox in a moment.")
    return redirect("conversations:mailing", found.pk)


@require_POST
@staff("clients.edit")
def removal(request: HttpRequest, mailing_id: uuid.UUID) -> HttpResponse:
    """Throw a draft away."""
    found = _mailing(request, mailing_id)
    try:
        found.discard()
    except Refusal as refusal:
        return _page(request, found, refusal)
    say(request, f"{found} was thrown away. Nothing was sent.")
    return redirect("conversations:mailings")


@require_POST
@staff("clients.edit")
def choice(request: HttpRequest, mailing_id: uuid.UUID, recipient_id: uuid.UUID) -> HttpResponse:
    """Take a recipient out, or back in."""
    found = _mailing(request, mailing_id)
    row = _row(request, found, recipient_id)
    try:
        row.choose(request.POST.get("act") == "include")
    except Refusal as refusal:
        return _page(request, found, refusal)
    return redirect("conversations:mailing", found.pk)


@require_GET
@staff("clients.edit")
def letter(request: HttpRequest, mailing_id: uuid.UUID, recipient_id: uuid.UUID) -> HttpResponse:
    """One recipient's letter as it will arrive."""
    found = _mailing(request, mailing_id)
    row = _row(request, found, recipient_id)
    if row.contact is None:
        raise Http404
    row.client.workspace = found.workspace
    to = Recipient(str(row.contact_id), row.contact.email, str(row.contact), row.contact)
    return framed(letter_page(found.member, row.client, found.words_for(row), to, mailing=True))


def _page(request: HttpRequest, found: Mailing, refusal: Refusal | None = None) -> HttpResponse:
    rows = found.rows.filter(client__in=Client.objects.visible_to(request.acting))
    counts = Counter(dict(rows.order_by().values_list("state").annotate(Count("pk"))))
    size = _number(request.GET.get("rows"))
    shown = rows.select_related("client", "contact").prefetch_related("message__letters").order_by("client__words", "pk")[:size]
    total = sum(counts.values())
    letters = Counter(dict(found.letters().order_by().values_list("state").annotate(Count("pk"))))
    context = {
        "mailing": found,
        "rows": [_told(row) for row in shown],
        "total": total,
        "more": size + ROWS if total > size < MOST_ROWS else None,
        "counts": [(label, counts[state]) for state, label in ROW_STATES.items() if counts[state]],
        "letters": [(WORDS[state][0], count) for state, count in letters.items()],
        "ready": counts["ready"],
        "refusal": refusal,
        "held": why_none_leaves(found.workspace),
    }
    return render(request, "conversations/mailings/mailing.html", context, status=refusal.status if refusal else 200)


def _told(row: MailingRow) -> dict[str, Any]:
    letters = list(row.message.letters.all()) if row.message else []
    return {"row": row, "word": ROW_STATES[row.state], "letter": letters[0] if letters else None}


def _new_page(request: HttpRequest, chosen: list[str], refusal: Refusal | None = None) -> HttpResponse:
    acting = request.acting
    context = {
        "templates": templates_of(acting.workspace),
        "chosen": _by_id(request, chosen) if chosen else [],
        "stages": STAGE_LABELS.items(),
        "tiers": TIERS.items(),
        "tags": known_tags(acting),
        "team": colleagues(acting),
        "typed": request.POST,
        "form_token": once.mint(acting),
        "refusal": refusal,
    }
    return render(request, "conversations/mailings/new.html", context, status=refusal.status if refusal else 200)


def _clients(request: HttpRequest) -> list[Client]:
    """Those that were ticked; else all that fit the filters."""
    chosen = request.POST.getlist("chosen")
    if chosen:
        return _by_id(request, chosen)
    shown = Shown(request.acting, Listing.of(request.POST))
    return list(shown.filtered.order_by("words", "pk")[: MOST + 1])


def _by_id(request: HttpRequest, chosen: list[str]) -> list[Client]:
    ids = [value for value in chosen[: MOST + 1] if _is_id(value)]
    return list(Client.objects.visible_to(request.acting).current().filter(pk__in=ids).order_by("words", "pk"))


def _mailing(request: HttpRequest, mailing_id: uuid.UUID) -> Mailing:
    found = Mailing.objects.visible_to(request.acting).select_related("workspace", "member__user", "member__workspace")
    return get_object_or_404(found, pk=mailing_id)


def _row(request: HttpRequest, found: Mailing, recipient_id: uuid.UUID) -> MailingRow:
    rows = found.rows.filter(client__in=Client.objects.visible_to(request.acting)).select_related("client", "contact")
    return get_object_or_404(rows, pk=recipient_id)


def _is_id(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def _number(text: str | None) -> int:
    return min(int(text), MOST_ROWS) if text and text.isascii() and text.isdigit() and len(text) < 6 and int(text) else ROWS
