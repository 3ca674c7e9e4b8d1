"""Pages over all opportunities: board, list, forecast, win and loss."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from clientkeep.foundation.errors import Forbidden
from clientkeep.foundation.money import Money
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from ..pipeline.source import Source, SourceCost
from ..pipeline.stage import Stage
from . import listing, rules
from .board import board as board_of
from .forms import CostForm, source_names
from .model import Opportunity
from .reach import client_of
from .report import SPANS, report_of


@staff("clients.see")
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The open opportunities by stage."""
    acting, mine = request.acting, request.GET.get("whose") == "mine"
    shown = board_of(acting, mine)
    any_yet = bool(shown.count) or Opportunity.objects.visible_to(acting).exists()
    context = {"board": shown, "mine": mine, "may": acting.may("clients.edit"), "any_yet": any_yet, "may_set": acting.may("settings.edit")}
    return render(request, "sales/opportunities/board.html", context)


@staff("clients.see")
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The opportunities as a list that can be filtered, searched and ordered."""
    acting, asked = request.acting, listing.Asked.of(request.GET.dict())
    client = client_of(acting, asked.client)
    stages, sources = Stage.of(acting.workspace), list(Source.objects.visible_to(acting)[:200])
    found = listing.found(acting, asked, stages, sources)
    if client:
        found = found.filter(client=client)
    rows = list(found.select_related("client", "stage", "owner__user", "source").defer("note", "lost_note")[: asked.shown + 1])
    today = acting.workspace.today()
    context = {
        "rows": [(row, row.state == "open" and row.stale_on <= today) for row in rows[: asked.shown]], "asked": asked, "client": client,
        "more": len(rows) > asked.shown and asked.shown < listing.MOST and asked.shown + listing.PAGE, "count": min(len(rows), asked.shown),
        "menus": _menus(request, asked, stages, sources), "keep": {name: value for name, value in request.GET.items() if name not in ("q", "shown")},
        "may": acting.may("clients.edit"),
    }  # fmt: skip
    return render(request, "sales/opportunities/list.html", context)


@staff("clients.see")
@require_safe
def forecast(request: HttpRequest) -> HttpResponse:
    """What is expected by month, each currency by itself."""
    acting = request.acting
    found = Opportunity.objects.visible_to(acting).open()
    asked = found.filter(value_minor__isnull=False).values_list("close_on", "currency", "value_minor", "own_probability", "stage__probability")
    rows = [(day, currency, minor, usual if own is None else own) for day, currency, minor, own, usual in asked]
    context = {
        "months": rules.by_month(rows), "totals": rules.sums(row[1:] for row in rows), "without": found.filter(value_minor=None).count(),
        "this_month": acting.workspace.today().replace(day=1),
    }  # fmt: skip
    return render(request, "sales/opportunities/forecast.html", context)


@staff("clients.see")
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """What was won and lost, from where, why, and what winning cost."""
    return _report_page(request, CostForm(request.acting))


@staff("clients.edit")
@require_POST
def cost(request: HttpRequest) -> HttpResponse:
    """Note what a source cost in a month, in place of what was noted before."""
    acting = request.acting
    if not acting.member.sees_all_clients:
        raise Forbidden("What sources cost is for those who see all clients.")
    form = CostForm(acting, request.POST)
    if form.is_valid():
        said = form.cleaned_data
        amount = Money(said["minor"], said["currency"])
        if tried(form, SourceCost.note, acting.workspace, acting.actor, said["source"], said["month"], amount)[0]:
            say(request, "The cost is noted.")
            return redirect("opportunities:report")
    return _report_page(request, form, 422)


def _report_page(request: HttpRequest, form: CostForm, status: int = 200) -> HttpResponse:
    acting, span = request.acting, request.GET.get("span", "year")
    span = span if span in SPANS else "year"
    days = SPANS[span][1]
    since = acting.workspace.today() - dt.timedelta(days=days) if days else None
    context = {
        "report": report_of(acting, since), "span": span, "spans": [(key, label) for key, (label, _) in SPANS.items()], "form": form, "sources": source_names(acting),
        "may_cost": acting.may("clients.edit") and acting.member.sees_all_clients,
    }  # fmt: skip
    return render(request, "sales/opportunities/report.html", context, status=status)


def _menus(request: HttpRequest, asked: listing.Asked, stages: list[Stage], sources: list[Source]) -> list[dict[str, Any]]:
    """The filters as menus: each names what is chosen, and leads to the same list with another choice."""
    choices = [
        ("State", "state", asked.state, list(listing.STATES.items())),
        ("Stage", "stage", asked.stage, [("", "Any stage"), *((str(each.pk), each.name) for each in stages)]),
        ("Owner", "whose", asked.whose, [("", "Everybody’s"), ("mine", "Mine")]),
        ("Source", "source", asked.source, [("", "Any source"), *((str(each.pk), each.name) for each in sources)]),
        ("Movement", "stale", "yes" if asked.stale else "", [("", "Moving or not"), ("yes", "Stale")]),
        ("Order", "sort", asked.order, [(key, label) for key, (label, _) in listing.ORDERS.items()]),
    ]
    menus = []
    for label, name, value, pairs in choices:
        words = dict(pairs).get(value, pairs[0][1])
        links = [{"label": each, "url": _address(request, name, key), "current": key == value} for key, each in pairs]
        menus.append({"label": label, "words": words, "choices": links, "is_set": bool(value)})
    return menus


def _address(request: HttpRequest, name: str, value: str) -> str:
    query = request.GET.copy()
    query.pop("shown", None)
    query.pop(name, None)
    if value:
        query[name] = value
    return "?" + query.urlencode()
