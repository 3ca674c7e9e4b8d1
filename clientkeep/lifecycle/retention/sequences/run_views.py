"""The pages of runs: those of a sequence, those of a client, one of them, and starting for many."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients import once
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from ..cases.fetching import visible_client
from .fetching import visible_run, visible_sequence
from .forms import StartForm
from .listing import told_runs
from .model import Sequence
from .run import SequenceRun
from .starting import start, whom_to_write
from .telling import ended_words, told_step

PAGE = 200


@staff("clients.see")
@require_safe
def runs(request: HttpRequest, sequence_id: uuid.UUID) -> HttpResponse:
    """Who is in a sequence and who was, the newest first."""
    found = visible_sequence(request.acting, sequence_id)
    state = request.GET.get("state", "")
    rows = SequenceRun.objects.visible_to(request.acting).filter(sequence=found)
    if state in ("running", "paused", "stopped", "finished"):
        rows = rows.filter(state=state)
    context = {"sequence": found, "runs": told_runs(request.acting, rows.order_by("-started_at", "-pk")[:PAGE]), "state": state}
    return render(request, "retention/sequences/runs.html", context)


@staff("clients.see")
@require_http_methods(["GET", "HEAD", "POST"])
def of_client(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """What runs and ran for a client; start another."""
    acting, client = request.acting, visible_client(request.acting, client_id)
    known = list(Sequence.objects.visible_to(acting).current().order_by("name", "pk"))
    writable = [each for each in known if each.steps]
    usual = whom_to_write(client, writable[0]) if writable else None
    form = StartForm(client, writable, request.POST or None, initial={"contact": str(usual.pk) if usual else ""})
    if request.method == "POST":
        acting.require("clients.edit")
        if form.is_valid() and _start(request, form):
            return redirect("sequences:of_client", client.pk)
    rows = SequenceRun.objects.visible_to(acting).filter(client=client).order_by("-started_at", "-pk")[:PAGE]
    context = {
        "client": client, "runs": told_runs(acting, rows), "form": form, "sequences": writable, "form_token": once.mint(acting),
        "may_start": acting.may("clients.edit") and not client.archived_at, "may_edit": acting.may("settings.edit"),
    }  # fmt: skip
    return render(request, "retention/sequences/of_client.html", context, status=422 if request.method == "POST" else 200)


@staff("clients.see")
@require_safe
def run(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """One run: each step, what became of it, and why it stands where it does."""
    found = visible_run(request.acting, run_id)
    steps = list(found.steps.select_related("letter").order_by("position"))
    for step in steps:
        step.run = found
    context = {
        "run": found, "steps": [told_step(step) for step in steps], "ended": ended_words(found),
        "may_edit": request.acting.may("clients.edit"), "may_see": request.acting.may("outbox.see"),
        "held": next((step.held for step in steps if step.held), "") if found.state == "running" else "",
    }  # fmt: skip
    return render(request, "retention/sequences/run.html", context)


@staff("clients.edit")
@require_POST
def change(request: HttpRequest, run_id: uuid.UUID, act: str) -> HttpResponse:
    """Pause it, let it go on, or stop it for good."""
    found = visible_run(request.acting, run_id)
    verbs = {"pause": (found.pause, "It rests."), "go-on": (found.go_on, "It goes on."), "stop": (found.stop, "It is stopped. Nothing more goes out.")}
    if act not in verbs:
        raise Http404
    verb, said = verbs[act]
    try:
        verb(request.acting.actor)
    except Refusal as refusal:
        said = refusal.message
    say(request, said)
    return redirect("sequences:run", found.pk)


@staff("clients.edit")
@require_POST
def start_many(request: HttpRequest) -> HttpResponse:
    """Start a sequence for the ticked clients: first who they are and whom it writes to, then the start."""
    from .bulk import chosen_clients, looked_at, start_all

    acting = request.acting
    clients = chosen_clients(acting, request.POST.getlist("chosen"))
    known = [each for each in Sequence.objects.visible_to(acting).current().order_by("name", "pk") if each.steps]
    wanted = next((each for each in known if str(each.pk) == request.POST.get("sequence")), None)
    if wanted and request.POST.get("act") == "start":
        begun, left = start_all(acting, wanted, clients)
        say(request, f"{wanted} runs for {begun} client{'' if begun == 1 else 's'}." + (f" {left} left out." if left else ""))
        return redirect("sequences:runs", wanted.pk)
    context = {"rows": looked_at(wanted, clients) if wanted else [], "clients": clients, "sequences": known, "wanted": wanted}
    return render(request, "retention/sequences/start_many.html", context)


def _start(request: HttpRequest, form: StartForm) -> bool:
    said = form.cleaned_data
    identity = once.identity_in(request.acting, request.POST.get(once.FIELD, ""))
    done, made = tried(form, start, request.acting, form.sequences[said["sequence"]], form.people[said["contact"]], id=identity)
    if done:
        say(request, f"{made} is started for {made.contact}.")
    return done
