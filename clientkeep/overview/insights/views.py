"""The figures on one page, and each with its formula, its trend and every row behind it."""

import csv
import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.ui.reading import reading
from clientkeep.lifecycle.retention.figures.facts import facts_for
from clientkeep.lifecycle.retention.figures.metrics import METRICS, Metric, shown, span_to, trend
from clientkeep.lifecycle.retention.figures.rules import Facts, Figure, Row
from clientkeep.relationship.clients.export import safe_cell
from clientkeep.workspace.members.gate import staff

from .lengths import length_choices, length_of

ROWS = 200
PAGE_OF = {"client": "clients:detail", "document": "documents:detail", "survey": "surveys:survey", "promise": "conversations:promise"}


@staff("clients.see")
@require_safe
def insights(request: HttpRequest) -> HttpResponse:
    """Every figure, the two that matter most first."""
    months, last = length_of(request), request.acting.workspace.today()
    facts = facts_for(request.acting, _earliest(last, months))
    cards = [_card(metric, facts, last, months) for metric in METRICS]
    return render(request, "insights/insights.html", {"first": cards[:2], "rest": cards[2:], **length_choices(months)})


@staff("clients.see")
@require_safe
def metric(request: HttpRequest, key: str) -> HttpResponse:
    """One figure: what it asks, how it is made, how it went, and what it is made of."""
    chosen, months, last = _chosen(key), length_of(request), _last(request)
    facts = facts_for(request.acting, _earliest(last, months))
    span = span_to(last, months)
    figure = chosen.compute(facts, span)
    return render(request, "insights/metric.html", {
        "metric": chosen, "figure": figure, "span": span, "chart": trend(chosen, facts, last, months, reading().locale),
        "value": shown(chosen, figure.value, facts.currency, reading().locale),
        "rows": [_row(each, facts, chosen) for each in figure.rows[:ROWS]], "more": max(0, len(figure.rows) - ROWS),
        "shares": chosen.unit == "percent", "months": months, **length_choices(months),
    })  # fmt: skip


@staff("clients.export")
@require_safe
def download(request: HttpRequest, key: str) -> HttpResponse:
    """The rows behind a figure as CSV: the same rows as on the page."""
    chosen, months, last = _chosen(key), length_of(request), _last(request)
    facts = facts_for(request.acting, _earliest(last, months))
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{chosen.key}-{last}.csv"'
    writer = csv.writer(answer)
    writer.writerow(["Client", "What", "Day", "Value", "Currency", "Counts"])
    for row in chosen.compute(facts, span_to(last, months)).rows:
        cells = [facts.names.get(row.client, ""), row.words, row.day or "", "" if row.value is None else row.value, row.currency, "yes" if row.counts else "no"]
        writer.writerow([safe_cell(str(cell)) for cell in cells])
    return answer


def _card(metric: Metric, facts: Facts, last: dt.date, months: int) -> dict[str, Any]:
    figure: Figure = metric.compute(facts, span_to(last, months))
    return {
        "metric": metric, "value": shown(metric, figure.value, facts.currency, reading().locale), "note": figure.note,
        "chart": trend(metric, facts, last, months, reading().locale),
    }  # fmt: skip


def _row(row: Row, facts: Facts, metric: Metric) -> dict[str, Any]:
    page = PAGE_OF.get(row.kind)
    value = "" if row.value is None else shown(metric, row.value, row.currency, reading().locale) if metric.unit == "money" else row.value
    return {
        "client": facts.names.get(row.client, ""), "client_url": reverse("clients:detail", args=[row.client]), "row": row,
        "url": reverse(page, args=[row.id]) if page and row.id else "", "value": value,
    }  # fmt: skip


def _chosen(key: str) -> Metric:
    metric = METRICS.get(key)
    if metric is None:
        raise Http404
    return metric


def _last(request: HttpRequest) -> dt.date:
    """The last day of the span: the address may name an earlier one."""
    today, asked = request.acting.workspace.today(), request.GET.get("to", "")
    if not asked:
        return today
    try:
        day = dt.date.fromisoformat(asked)
    except ValueError:
        raise Invalid("Enter a day such as 2026-03-31.", "to") from None
    if not dt.date(2000, 1, 1) <= day <= today:
        raise Invalid("Choose a day that has passed.", "to")
    return day


def _earliest(last: dt.date, months: int) -> dt.date:
    return span_to(last, 2 * months + 13).first


