"""The review: begin or go on, a card at a time, and what was decided at the end."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.errors import Refusal
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.signs import signs_of
from clientkeep.relationship.clients.slots import CLIENT_FACTS
from clientkeep.workspace.members.gate import staff

from .forms import CardForm
from .model import Review, last_card
from .ordering import suggested


@staff("clients.see")
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """How the review works, the one that is running, the earlier ones."""
    mine = Review.objects.visible_to(request.acting).order_by("-began_at")[:13]
    rows = list(mine)
    running = next((review for review in rows if review.finished_at is None), None)
    left = len(running.order) - running.cards.count() if running else 0
    context = {"running": running, "left": left, "earlier": [review for review in rows if review.finished_at], "may_begin": request.acting.may("clients.edit")}
    return render(request, "retention/reviews/start.html", context)


@staff("clients.edit")
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin, or go on with the one that is running."""
    return redirect("reviews:card", Review.begin(request.acting).pk)


@staff("clients.edit")
@require_http_methods(["GET", "POST"])
def card(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """The next client's card; a POST keeps what was decided on one, or passes over it."""
    review = _mine(request, review_id)
    if request.method == "POST":
        return _decide(request, review)
    done = review.done
    client = _next(request, review, done)
    if client is None or review.finished_at:
        return redirect("reviews:summary", review.pk)
    return _page(request, review, client, CardForm(initial=_now(client)), done)


@staff("clients.edit")
@require_POST
def finish(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """End the review here."""
    review = _mine(request, review_id)
    review.finish(request.acting.actor)
    return redirect("reviews:summary", review.pk)


@staff("clients.edit")
@require_safe
def summary(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """What was decided, client by client, and who was passed over or is left."""
    review = _mine(request, review_id)
    seen = Client.objects.visible_to(request.acting)
    cards = list(review.cards.filter(client__in=seen).select_related("client").order_by("at"))
    context = {
        "review": review, "decided": [card for card in cards if card.note or card.step], "left": len(review.order) - review.cards.count(),
        "skipped": [card for card in cards if card.skipped], "seen": sum(not card.skipped for card in cards),
    }  # fmt: skip
    return render(request, "retention/reviews/summary.html", context)


def _decide(request: HttpRequest, review: Review) -> HttpResponse:
    clients = Client.objects.visible_to(request.acting).select_related("workspace")
    client = get_object_or_404(clients, pk=_uuid(request.POST.get("client", "")))
    form = CardForm(request.POST)
    try:
        if request.POST.get("act") == "skip":
            review.skip(client, request.acting.actor)
            return redirect("reviews:card", review.pk)
        if form.is_valid():
            review.keep(client, request.acting.actor, **form.cleaned_data)
            return redirect("reviews:card", review.pk)
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    return _page(request, review, client, form, review.done, status=422)


def _page(request: HttpRequest, review: Review, client: Client, form: CardForm, done: set[str], status: int = 200) -> HttpResponse:
    acting = request.acting
    context: dict[str, Any] = {
        "review": review, "client": client, "form": form, "at": len(done) + 1, "total": len(review.order),
        "facts": CLIENT_FACTS.filled(acting, client), "signs": signs_of(acting, client), "suggestion": suggested(acting, client),
        "last": last_card(client.pk, acting.member, review),
    }  # fmt: skip
    return render(request, "retention/reviews/card.html", context, status=status)


def _next(request: HttpRequest, review: Review, done: set[str]) -> Client | None:
    """The next client of the order that may still be seen; whoever went out of sight is passed by."""
    clients = Client.objects.visible_to(request.acting).current().select_related("workspace")
    left = [pk for pk in review.order if pk not in done]
    for start in range(0, len(left), 50):
        part = left[start : start + 50]
        found = clients.in_bulk([uuid.UUID(pk) for pk in part])
        if client := next((found[uuid.UUID(pk)] for pk in part if uuid.UUID(pk) in found), None):
            return client
    return None


def _now(client: Client) -> dict[str, Any]:
    return {"step": client.next_step, "step_on": client.next_step_on}


def _mine(request: HttpRequest, review_id: uuid.UUID) -> Review:
    return get_object_or_404(Review.objects.visible_to(request.acting), pk=review_id)


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)
