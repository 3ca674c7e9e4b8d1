"""Keeping: what clients said lately, what is open, what was asked."""

import datetime as dt
from collections import defaultdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clientkeep.foundation import clock
from clientkeep.foundation.ui.chart import Chart, Point
from clientkeep.foundation.ui.days import local_date
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.gate import staff

from ..asks.model import Ask, Referral
from ..cases.model import Case
from ..surveys.model import Survey
from ..surveys.rules import KINDS, nps
from ..themes.views import counted

YEAR = dt.timedelta(days=365)
SHOWN = 8
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@staff("clients.see")
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The start page of what keeps clients."""
    acting = request.acting
    surveys = Survey.objects.visible_to(acting)
    scores = list(surveys.answered().filter(answered_at__gte=clock.now() - YEAR, score__isnull=False).values_list("kind", "score", "answered_at"))
    cases = list(Case.objects.visible_to(acting).unresolved().select_related("client").order_by("opened_at")[:SHOWN])
    asks = Ask.objects.visible_to(acting)
    brought = Referral.objects.filter(ask__in=asks).select_related("referrer", "lead").order_by("-created_at")
    context = {
        "asks": list(asks.select_related("client", "contact").order_by("-asked_at")[:SHOWN]), "brought": list(brought[:SHOWN]),
        "themes": counted(acting)[:SHOWN],
        "latest": list(surveys.answered().select_related("client", "contact")[:SHOWN]),
        "cases": cases, "waiting": surveys.filter(state="asked").count(), "kinds": _by_kind(scores),
        "pulse": _by_month(acting, scores), "may_set": acting.may("settings.edit"),
    }  # fmt: skip
    return render(request, "retention/keeping/overview.html", context)


def _by_kind(scores: list[tuple[str, int, Any]]) -> list[dict[str, Any]]:
    """Each kind of the last year: how many answered, the mean to a tenth, and the balance of recommendation."""
    found = defaultdict(list)
    for kind, score, _ in scores:
        found[kind].append(score)
    return [
        {
            "label": KINDS[kind].label, "count": len(said), "highest": KINDS[kind].highest,
            "mean": f"{sum(said) / len(said):.1f}", "nps": nps(said) if kind == "nps" else None,
        }
        for kind, said in sorted(found.items())
    ]  # fmt: skip


def _by_month(acting: Acting, scores: list[tuple[str, int, Any]]) -> Chart | None:
    """The mean pulse of each of the last twelve months; a month without answers is a gap."""
    found = defaultdict(list)
    for kind, score, at in scores:
        if kind == "pulse":
            day = local_date(at, acting.workspace.time_zone)
            found[day.year * 12 + day.month - 1].append(score)
    if not found:
        return None
    today = acting.workspace.today()
    last = today.year * 12 + today.month - 1
    return Chart("Mean pulse by month", "Mean", [_point(month, found.get(month, [])) for month in range(last - 11, last + 1)])


def _point(month: int, said: list[int]) -> Point:
    mean = sum(said) / len(said) if said else None
    shown = "no answer" if mean is None else f"{mean:.1f} ({len(said)})"
    return Point(f"{MONTHS[month % 12]} {month // 12}", mean, shown)
