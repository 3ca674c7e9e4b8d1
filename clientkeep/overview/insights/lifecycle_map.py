"""The lifecycle map: every station with its numbers on one page, and each with the rows behind them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from clientkeep.lifecycle.retention.figures.metrics import span_to
from clientkeep.lifecycle.retention.passages import stations  # noqa: F401  they announce themselves
from clientkeep.lifecycle.retention.passages.rules import Passage, leak, longest_wait, standing
from clientkeep.lifecycle.retention.passages.station import Reading, stations_for
from clientkeep.workspace.members.gate import staff

from .lengths import length_choices, length_of

MOST = 200


@staff("clients.see")
@require_safe
def lifecycle_map(request: HttpRequest) -> HttpResponse:
    """Where clients stand, where they are lost, and what waits longest."""
    months = length_of(request)
    span = span_to(request.acting.workspace.today(), months)
    seen, read = stations_for(request.acting), Reading(request.acting)
    figures = [standing(each.passages(read), span.first, span.last) for each in seen]
    leaking, waiting = leak(figures), longest_wait(figures)
    rows = [
        {"station": each, "standing": figure, "leaks": place == leaking, "waits": bool(waiting and waiting[0] == place)}
        for place, (each, figure) in enumerate(zip(seen, figures, strict=True))
    ]
    context = {
        "rows": rows, "span": span, "months": months, "leak": None if leaking is None else rows[leaking],
        "wait": waiting and {"station": seen[waiting[0]], "step": waiting[1]}, **length_choices(months),
    }  # fmt: skip
    return render(request, "insights/lifecycle/map.html", context)


@staff("clients.see")
@require_safe
def station_page(request: HttpRequest, station: str) -> HttpResponse:
    """One station: who is there, the longest waiting first, and what left it in the span."""
    found = next((each for each in stations_for(request.acting) if each.slug == station), None)
    if found is None:
        raise Http404
    months = length_of(request)
    span = span_to(request.acting.workspace.today(), months)
    figure = standing(found.passages(Reading(request.acting)), span.first, span.last)
    lost, on = (sorted(rows, key=lambda each: each.left, reverse=True) for rows in (figure.lost, figure.on))
    context = {
        "station": found, "standing": figure, "span": span, "months": months, **length_choices(months),
        **{name: _told(rows[:MOST], span.last) for name, rows in (("here", figure.here), ("lost", lost), ("on", on))},
        "reasons": [{"words": words, "count": count} for words, count in figure.reasons],
    }  # fmt: skip
    return render(request, "insights/lifecycle/station.html", context)


def _told(rows: list[Passage], day: Any) -> list[dict[str, Any]]:
    return [{"row": each, "url": reverse(each.page, args=[each.id]), "days": each.age(day)} for each in rows]
