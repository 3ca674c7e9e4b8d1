"""The trust account of one client, the standings of all, and how it works."""

import uuid

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from clientkeep.foundation import clock
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.settings_pages import PAGES

from .account import account_of
from .forms import WeightsForm
from .jobs import plan_reading
from .rules import LEVELS
from .signals import SIGNALS
from .standing import TrustStanding
from .weights import TrustWeights
from .words import signed

PAGE = 50
SORTS = {"": ("-turned_on", "balance", "pk"), "low": ("balance", "pk"), "high": ("-balance", "pk")}
SORT_WORDS = {"": "who needs you first", "low": "the lowest first", "high": "the highest first"}


@staff("clients.see")
@require_safe
def of_client(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Why a client's trust stands where it stands, line by line."""
    client = get_object_or_404(Client.objects.visible_to(request.acting), pk=client_id)
    account = account_of(request.acting.workspace, client.pk, clock.now())
    rows = [{"line": line, "then": signed(line.points), "now": signed(now)} for line, now in account.told[:200]]
    return render(request, "retention/trust/client.html", {
        "client": client, "account": account, "balance": signed(account.balance), "rows": rows,
        "more": len(account.lines) - len(rows), "chart": account.chart,
    })  # fmt: skip


@staff("clients.see")
@require_safe
def everybody(request: HttpRequest) -> HttpResponse:
    """All clients by how trust stands, those first with whom it turned for the worse."""
    sort = request.GET.get("sort", "")
    sort = sort if sort in SORTS else ""
    shown = min(max(_whole(request.GET.get("rows", "")), PAGE), 1000)
    standings = TrustStanding.objects.visible_to(request.acting).select_related("client")
    rows = list(standings.order_by(*SORTS[sort])[: shown + 1])
    return render(request, "retention/trust/everybody.html", {
        "rows": [{"standing": row, "points": signed(row.points), "change": signed(row.change)} for row in rows[:shown]],
        "more": shown + PAGE if len(rows) > shown else None, "shown": min(len(rows), shown), "total": standings.count(),
        "sort_words": SORT_WORDS[sort], "sorts": [{"label": words.capitalize(), "url": f"?sort={key}", "current": key == sort} for key, words in SORT_WORDS.items()],
    })  # fmt: skip


@staff("clients.see")
@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """How the trust account works, on one page."""
    weights = TrustWeights.of(request.acting.workspace)
    rows = [{"label": signal.label, "points": signed(weights.of_signal(signal.key)), "advice": signal.advice} for signal in SIGNALS]
    levels = [(word, signed(least)) for least, word in LEVELS]
    return render(request, "retention/trust/how.html", {"weights": weights, "rows": rows, "levels": levels})


@staff("settings.edit")
@require_http_methods(["GET", "POST"])
def weights(request: HttpRequest) -> HttpResponse:
    """What counts how much."""
    firm, status = request.acting.workspace, 200
    form = WeightsForm(TrustWeights.of(firm), request.POST or None)
    if request.method == "POST":
        if form.is_valid():
            with transaction.atomic():
                TrustWeights.change(firm, request.acting.actor, form.cleaned_data["half_life"], form.points)
                plan_reading(firm, anew=True)
            say(request, "Kept. Every balance, past ones too, follows the new points.")
            return redirect("trust:weights")
        status = 422
    return render(request, "retention/trust/weights.html", {"page": PAGES["trust"], "form": form}, status=status)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
