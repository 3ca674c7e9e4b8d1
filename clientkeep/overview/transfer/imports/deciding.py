"""What a person decides of an import: row by row, for all of a kind, and whether it runs, is undone or thrown away."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from clientkeep.foundation.errors import Invalid, Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients.model import STAGES
from clientkeep.workspace.members.gate import staff

from ..jobs import begin_run, begin_undo
from .conflicts import decide, decide_all
from .model import Import
from .views import show, visible

MOST_CHOICES = 1000


@require_POST
@staff("clients.import")
def choices(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """Keep the choices of the rows that are shown, and run it where that is asked."""
    whole = visible(request, import_id)
    try:
        _keep_choices(request, whole)
        if request.POST.get("then") == "run":
            begin_run(whole, request.acting.actor)
            return redirect("transfer:import", import_id=whole.pk)
    except Refusal as refusal:
        return show(request, whole, refusal)
    if request.headers.get("HX-Request"):
        return show(request, whole)
    say(request, "The choices are kept.")
    return _back(request, whole)


@require_POST
@staff("clients.import")
def all_of_a_kind(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """One choice for all rows of a verdict."""
    whole = visible(request, import_id)
    try:
        count = decide_all(whole, request.POST.get("verdict", ""), request.POST.get("choice", ""))
    except Refusal as refusal:
        return show(request, whole, refusal)
    say(request, f"{count:,} rows changed.")
    return _back(request, whole)


@require_POST
@staff("clients.import")
def run(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """Let it run, as chosen so far."""
    whole = visible(request, import_id)
    try:
        begin_run(whole, request.acting.actor)
    except Refusal as refusal:
        return show(request, whole, refusal)
    return redirect("transfer:import", import_id=whole.pk)


@require_POST
@staff("clients.import")
def undoing(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """Undo it, within 30 days."""
    whole = visible(request, import_id)
    try:
        begin_undo(whole, request.acting.actor)
    except Refusal as refusal:
        return show(request, whole, refusal)
    return redirect("transfer:import", import_id=whole.pk)


@require_POST
@staff("clients.import")
def dropping(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """Throw away a rehearsal."""
    whole = visible(request, import_id)
    try:
        whole.drop()
    except Refusal as refusal:
        return show(request, whole, refusal)
    say(request, f"The rehearsal of {whole.name} is thrown away. Nothing was imported.")
    return redirect("transfer:imports")


def _keep_choices(request: HttpRequest, whole: Import) -> None:
    stage = request.POST.get("stage", whole.stage)
    if stage not in STAGES:
        raise Invalid("Choose a stage.", "stage")
    if stage != whole.stage and not whole.started_at:
        whole.say(stage=stage)
    chosen = {}
    for name, value in list(request.POST.items())[:MOST_CHOICES]:
        number = name.removeprefix("choice-")
        if name != number and number.isascii() and number.isdigit() and len(number) < 19:
            chosen[int(number)] = value[:40]
    decide(whole, chosen)


def _back(request: HttpRequest, whole: Import) -> HttpResponse:
    kind = request.POST.get("show", "all")
    query = f"?show={kind}" if kind.isalpha() and len(kind) < 12 else ""
    return redirect(reverse("transfer:import", args=[whole.pk]) + query)
