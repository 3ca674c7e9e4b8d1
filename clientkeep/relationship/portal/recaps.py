"""Recaps in the portal: the client reads what was agreed, and confirms it by an act, or says what they see differently."""

import uuid
from typing import Any

from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from clientkeep.foundation.errors import Conflict, Refusal
from clientkeep.foundation.ui.days import local_date
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.models import Recap

from .gathering import Listed, shelf
from .slots import SECTIONS, WAITING, WaitingCard, lands
from .views import framed
from .visitor import Visitor, portal_page

SHOWN = 100
# Each by the moment of its last word: confirmed, or sent.
listed = shelf(
    "recaps", lambda visitor: recaps_of(visitor).annotate(said_at=Coalesce("confirmed_at", "sent_at")), words="subject", at="said_at", contact=""
)


@WAITING.add("recaps", "", order=20)
def recaps_to_confirm(visitor: Visitor, _: Any) -> dict[str, Any] | None:
    """Recaps that wait for the client's word."""
    if not visitor.may_agree or not visitor.sees_all:
        return None
    return {"cards": [_card(row, visitor) for row in reversed(listed(visitor)) if row.state == "sent"][:20]}


@SECTIONS.add("recaps", "portal/sections/recaps.html", order=15)
def past_recaps(visitor: Visitor, _: Any) -> dict[str, Any] | None:
    """What was agreed so far."""
    rows = listed(visitor)[:SHOWN]
    return {"recaps": rows} if rows else None


@portal_page
@require_safe
def recap(request: HttpRequest, recap_id: uuid.UUID) -> HttpResponse:
    """One recap: the exact text, its digest, and what can be said to it."""
    return _page(request, _recap(request.visitor, recap_id))


@portal_page
@require_POST
def confirm(request: HttpRequest, recap_id: uuid.UUID) -> HttpResponse:
    """This is what we agreed."""
    shown = _recap(request.visitor, recap_id)
    return _said(request, shown, lambda: _confirm(request.visitor, shown, request.POST.get("digest", "")))


@portal_page
@require_POST
def differ(request: HttpRequest, recap_id: uuid.UUID) -> HttpResponse:
    """Not quite: the words go to the firm."""
    visitor, shown = request.visitor, _recap(request.visitor, recap_id)
    return _said(request, shown, lambda: shown.ask(visitor.actor, visitor.contact, request.POST.get("text", "")))


def recaps_of(visitor: Visitor) -> Any:
    """The recaps that this visitor may see."""
    return Recap.objects.filter(workspace=visitor.workspace, client=visitor.client).shown_to_client()


def newest_version(client: Client, recap_id: uuid.UUID) -> Recap | None:
    """The recap as the client may see it now: a letter about an earlier version leads to the one that took its place."""
    found = Recap.objects.filter(client=client, pk=recap_id).first()
    if found is None or found.state != "replaced":
        return found
    later = Recap.objects.filter(client=client, entry=found.entry_id, version__gt=found.version)
    return later.shown_to_client().order_by("-version").first()


@lands("recap")
def recap_address(client: Client, recap_id: uuid.UUID) -> str | None:
    """Where the letter of a recap leads."""
    newest = newest_version(client, recap_id)
    return reverse("portal:recap", args=[newest.pk]) if newest else None


def _recap(visitor: Visitor, recap_id: uuid.UUID) -> Recap:
    rows = recaps_of(visitor).select_related("client", "workspace") if visitor.sees_all else Recap.objects.none()
    if (found := rows.filter(pk=recap_id).first()) is None:
        raise Http404
    return found


def _said(request: HttpRequest, shown: Recap, act: Any) -> HttpResponse:
    try:
        request.visitor.require(request.visitor.may_agree)
        act()
    except Refusal as refusal:
        # What meanwhile took its place is not shown under this address any more.
        return _page(request, _recap(request.visitor, shown.pk), refusal.status, refusal=refusal, typed=request.POST.get("text", ""))
    return redirect("portal:recap", shown.pk)


def _confirm(visitor: Visitor, shown: Recap, digest: str) -> None:
    try:
        shown.confirm(visitor.actor, visitor.contact, digest)
    except Conflict:
        if not shown.is_confirmed_by(visitor.contact, digest):
            raise


def _page(request: HttpRequest, shown: Recap, status: int = 200, **more: Any) -> HttpResponse:
    visitor: Visitor = request.visitor
    may = visitor.may_agree and not visitor.looking and shown.state in ("sent", "questioned")
    return render(request, "portal/recap.html", framed(visitor, recap=shown, may=may, **more), status=status)


def _card(row: Listed, visitor: Visitor) -> WaitingCard:
    day = local_date(row.at, visitor.workspace.time_zone)
    return WaitingCard(
        title="Confirm what we agreed", words=f"{row.words}, sent on {day.day} {day:%B}.", url=reverse("portal:recap", args=[row.pk]),
        label="Read and confirm", minutes=1, rank=20,
    )  # fmt: skip
