"""The firm's pages of sequences: the list, one of them, its name, its place among the others."""

import uuid

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients import once
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from .fetching import visible_sequence
from .forms import NameForm, NewForm
from .model import Sequence
from .queries import LIVE
from .ready import READY, told_steps
from .step import SequenceStep
from .telling import told_when

CLIENTS = 200


@staff("clients.see")
@require_safe
def sequences(request: HttpRequest) -> HttpResponse:
    """All sequences by name, with how many clients are in each; on an empty page those that come with the product."""
    acting, away = request.acting, request.GET.get("shown") == "away"
    mine = Q(runs__client__in=Client.objects.visible_to(acting))
    rows = Sequence.objects.visible_to(acting).filter(archived_at__isnull=not away).order_by("name", "pk")
    counted = rows.annotate(
        live=Count("runs", filter=mine & Q(runs__state__in=LIVE), distinct=True),
        ended=Count("runs", filter=mine & ~Q(runs__state__in=LIVE), distinct=True),
    )
    context = {
        "sequences": [(row, told_steps(row.steps)) for row in counted], "away": away, "may_edit": acting.may("settings.edit"),
        "waiting": SequenceStep.objects.visible_to(acting).waiting().count(), "ready": _ready(),
    }  # fmt: skip
    return render(request, "retention/sequences/list.html", context)


@staff("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a sequence, empty or with the steps of one that comes with the product."""
    acting, key = request.acting, request.GET.get("begin", "")
    first = {"begin": key, "name": READY[key][0]} if key in READY else {}
    form, status = NewForm(request.POST or None, initial=first), 200
    if request.method == "POST":
        if form.is_valid():
            identity = once.identity_in(acting, request.POST.get(once.FIELD, ""))
            begin = form.cleaned_data["begin"]
            done, made = tried(
                form, Sequence.make, acting.workspace, acting.actor, form.cleaned_data["name"], READY[begin][2] if begin else (), id=identity
            )
            if done:
                say(request, f"{made} is made. Read its steps, then start it from a client’s page.")
                return redirect("sequences:sequence", made.pk)
        status = 422
    return render(request, "retention/sequences/new.html", {"form": form, "ready": _ready(), "form_token": once.mint(acting)}, status=status)


@staff("clients.see")
@require_safe
def sequence(request: HttpRequest, sequence_id: uuid.UUID) -> HttpResponse:
    """One sequence: its steps in their order, and how each letter reads for a chosen client."""
    acting = request.acting
    found = visible_sequence(acting, sequence_id)
    clients = list(Client.objects.visible_to(acting).current().order_by("words", "pk").only("pk", "name")[:CLIENTS])
    chosen = next((client for client in clients if str(client.pk) == request.GET.get("client")), clients[0] if clients else None)
    context = {
        "sequence": found, "steps": _shown(found), "clients": clients, "chosen": chosen, "last": len(found.steps),
        "may_edit": acting.may("settings.edit") and not found.archived_at, "may_manage": acting.may("settings.edit"),
        "live": found.runs.visible_to(acting).live().count(),
    }  # fmt: skip
    return render(request, "retention/sequences/sequence.html", context)


@staff("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest, sequence_id: uuid.UUID) -> HttpResponse:
    """Give it another name."""
    found = visible_sequence(request.acting, sequence_id)
    form, status = NameForm(request.POST or None, initial={"name": found.name}), 200
    if request.method == "POST":
        if form.is_valid() and tried(form, found.rename, request.acting.actor, form.cleaned_data["name"])[0]:
            return redirect("sequences:sequence", found.pk)
        status = 422
    return render(request, "retention/sequences/name.html", {"sequence": found, "form": form}, status=status)


@staff("settings.edit")
@require_POST
def place(request: HttpRequest, sequence_id: uuid.UUID, act: str) -> HttpResponse:
    """Put it away, or bring it back."""
    found = visible_sequence(request.acting, sequence_id)
    verb = {"put-away": found.put_away, "bring-back": found.bring_back}.get(act)
    if verb is None:
        raise Http404
    verb(request.acting.actor)
    say(request, f"{found} was put away. What runs goes on." if found.archived_at else f"{found} is back.")
    return redirect("sequences:list")


def _shown(found: Sequence) -> list[dict]:
    return [
        {
            **step, "number": number, "when": told_when(step["days"], step["hour"], number == 1),
            "words": step.get("words", {}).get("", {}), "languages": ", ".join(sorted(filter(None, step.get("words", {})))),
        }
        for number, step in enumerate(found.steps, start=1)
    ]  # fmt: skip


def _ready() -> list[dict[str, str]]:
    return [{"key": key, "name": name, "words": words, "steps": told_steps(steps)} for key, (name, words, steps) in READY.items()]
