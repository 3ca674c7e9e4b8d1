"""How fast the firm answers: what it promises, who waits, and what came of it."""

import uuid
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting, Actor
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.settings_pages import PAGES

from . import acts
from .figures import COLUMNS, ResponseTimes, cells_of, csv_of, response_times
from .forms import TIER_NAMES, ClientPromiseForm, PeriodForm, PromisesForm
from .model import Wait
from .promise import Promises, ResponsePromise, ResponseWarning

SHOWN = 100


@staff("settings.edit")
@require_http_methods(["GET", "POST"])
def promises(request: HttpRequest) -> HttpResponse:
    """Promise answers to everybody and to each tier, and choose when to be warned."""
    acting = request.acting
    form = PromisesForm(request.POST or None, Promises(acting.workspace))
    if form.is_bound and form.is_valid() and _kept(acting, form):
        say(request, "Your promises are kept on record.")
        return redirect("conversations:response_promises")
    context = {"form": form, "page": PAGES["response"]}
    return render(request, "conversations/response/promises.html", context, status=422 if form.errors else 200)


@staff("clients.see")
@require_http_methods(["GET", "POST"])
def of_client(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """What a client is promised, what waits, and how long answers took."""
    acting = request.acting
    client = get_object_or_404(Client.objects.visible_to(acting).select_related("workspace"), pk=client_id)
    made = Promises(acting.workspace)
    form = ClientPromiseForm(request.POST or None, made.of_client(client.pk))
    if form.is_bound and form.is_valid():
        acting.require("clients.edit")
        if _tried(form, lambda: ResponsePromise.make(acting.workspace, acting.actor, form.pledge, "", client)):
            say(request, f"The promise to {client} is kept on record.")
            return redirect("conversations:response", client.pk)
    period = PeriodForm(acting, {})
    period.is_valid()
    figures = response_times(acting.workspace, *period.span, waits=Wait.objects.visible_to(acting), client_id=client.pk)
    context = {
        "client": client, "form": form, "promise": made.of(client), "may_edit": acting.may("clients.edit"),
        "waits": list(Wait.objects.open().filter(client=client).select_related("workspace", "thread").order_by("since")[:SHOWN]),
        **_table(acting, figures),
    }  # fmt: skip
    return render(request, "conversations/response/client.html", context, status=422 if form.errors else 200)


@staff("clients.see")
@require_safe
def times(request: HttpRequest) -> HttpResponse:
    """The figures of a period, with each row behind them."""
    acting = request.acting
    form = PeriodForm(acting, request.GET)
    valid = form.is_valid()
    context = {"form": form, "query": request.GET.urlencode(), "may_export": acting.may("clients.export"), **_table(acting, _figures(acting, form))}
    return render(request, "conversations/response/times.html", context, status=200 if valid else 422)


@staff("clients.export")
@require_safe
def times_csv(request: HttpRequest) -> HttpResponse:
    """The same figures and rows as a file."""
    form = PeriodForm(request.acting, request.GET)
    form.is_valid()
    lines = csv_of(request.acting.workspace, _figures(request.acting, form))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="response-times.csv"'
    return answer


@staff("clients.edit")
@require_POST
def hand_over(request: HttpRequest, wait_id: uuid.UUID) -> HttpResponse:
    """The client is to do something first."""
    return _act(request, wait_id, acts.hand_over, "Waiting on {} now.")


@staff("clients.edit")
@require_POST
def settle(request: HttpRequest, wait_id: uuid.UUID) -> HttpResponse:
    """Nothing is to be answered."""
    return _act(request, wait_id, acts.settle, "Nothing waits there any more, for {} or for you.")


@staff("clients.edit")
@require_POST
def take_over(request: HttpRequest, wait_id: uuid.UUID) -> HttpResponse:
    """We are to do something first."""
    return _act(request, wait_id, acts.take_over, "It is your turn with {}; the clock runs.")


def _act(request: HttpRequest, wait_id: uuid.UUID, verb: Callable[[Wait, Actor], None], words: str) -> HttpResponse:
    wait = get_object_or_404(Wait.objects.visible_to(request.acting).select_related("client"), pk=wait_id)
    verb(wait, request.acting.actor)
    say(request, words.replace("{}", wait.client.name))
    return redirect("clients:detail", wait.client_id)


def _kept(acting: Acting, form: PromisesForm) -> bool:
    """Keep all that was typed, or nothing."""
    with transaction.atomic():
        _keep(acting, form)
        if form.errors:
            transaction.set_rollback(True)
    return not form.errors


def _keep(acting: Acting, form: PromisesForm) -> None:
    for tier in ("", *(tier for tier, _ in TIER_NAMES)):
        try:
            ResponsePromise.make(acting.workspace, acting.actor, form.pledge(tier), tier)
        except Refusal as refusal:
            form.add_error(f"{refusal.field}{tier}", refusal.message)
    given = form.cleaned_data
    if not form.errors:
        _tried(form, lambda: ResponseWarning.keep(acting.workspace, acting.actor, given["warn_by"], given["warn_amount"]))


def _tried(form: Any, verb: Callable[[], None]) -> bool:
    try:
        verb()
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return False
    return True


def _figures(acting: Acting, form: PeriodForm) -> ResponseTimes:
    asked = form.cleaned_data
    if form.errors:
        return response_times(acting.workspace, *form.span, waits=Wait.objects.none())
    return response_times(
        acting.workspace, *form.span, waits=Wait.objects.visible_to(acting),
        client_id=asked["client"] and asked["client"].pk, member_id=asked["member"] and asked["member"].pk,
    )  # fmt: skip


def _table(acting: Acting, figures: ResponseTimes) -> dict[str, Any]:
    zone, now = ZoneInfo(acting.workspace.time_zone), clock.now()
    return {
        "figures": figures, "columns": COLUMNS,
        "rows": [(row, list(zip(COLUMNS, cells_of(row, zone, now), strict=True))) for row in figures.rows[:SHOWN]],
        "hidden": max(0, len(figures.rows) - SHOWN),
    }  # fmt: skip
