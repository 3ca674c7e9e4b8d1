"""The pages of runs: those of a playbook, those of a client, one of them, and its steps."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients import once
from clientkeep.relationship.conversations.writing.previewing import letter_page
from clientkeep.workspace.mail.frames import framed
from clientkeep.workspace.mail.leaving import why_none_leaves
from clientkeep.workspace.mail.wording import Words
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from .fetching import visible_client, visible_playbook, visible_run, visible_step
from .forms import ApproveForm, ReasonForm, StartForm
from .letters import recipient_of
from .listing import told_runs
from .model import Playbook
from .run import PlaybookRun
from .run_step import PlaybookStep
from .starting import start
from .telling import told_run, told_step

PAGE = 200


@staff("clients.see")
@require_safe
def runs(request: HttpRequest, playbook_id: uuid.UUID) -> HttpResponse:
    """Who is in a playbook and who was, the newest first."""
    found = visible_playbook(request.acting, playbook_id)
    rows = PlaybookRun.objects.visible_to(request.acting).filter(playbook=found)
    return render(request, "onboarding/playbooks/runs.html", {"playbook": found, "runs": told_runs(request.acting, rows.order_by("-started_at", "-pk")[:PAGE])})


@staff("clients.see")
@require_http_methods(["GET", "HEAD", "POST"])
def of_client(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """What runs and ran for a client; start another."""
    acting, client = request.acting, visible_client(request.acting, client_id)
    startable = [each for each in Playbook.objects.visible_to(acting).current().order_by("name", "pk") if each.steps]
    form, status = StartForm(client, startable, request.POST or None, initial={"work": request.GET.get("work", "")} if "work" in request.GET else None), 200
    if request.method == "POST":
        acting.require("clients.edit")
        if form.is_valid() and _start(request, client, form):
            return redirect("playbooks:of_client", client.pk)
        status = 422
    rows = PlaybookRun.objects.visible_to(acting).filter(client=client).order_by("-started_at", "-pk")[:PAGE]
    context = {
        "client": client, "runs": told_runs(acting, rows), "form": form, "playbooks": startable, "form_token": once.mint(acting),
        "may_start": acting.may("clients.edit") and not client.archived_at, "may_edit": acting.may("settings.edit"),
    }  # fmt: skip
    return render(request, "onboarding/playbooks/of_client.html", context, status=status)


@staff("clients.see")
@require_safe
def run(request: HttpRequest, playbook_run_id: uuid.UUID) -> HttpResponse:
    """One run: each step, what became of it, and what it waits for."""
    found = visible_run(request.acting, playbook_run_id)
    told = told_run(found, found.steps.select_related("letter", "owner__user"))
    context = {**told, "client": found.client, "may_edit": request.acting.may("clients.edit"), "form": ReasonForm()}
    return render(request, "onboarding/playbooks/run.html", context)


@staff("clients.edit")
@require_POST
def stop(request: HttpRequest, playbook_run_id: uuid.UUID) -> HttpResponse:
    """Stop it for good, with a reason."""
    found = visible_run(request.acting, playbook_run_id)
    _told(request, lambda: found.stop(request.acting.actor, request.POST.get("because", "")), "It is stopped. Nothing more goes out.")
    return redirect("playbooks:run", found.pk)


@staff("clients.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, playbook_step_id: uuid.UUID) -> HttpResponse:
    """One step: a letter is read, changed and sent here; any other is done, blocked or skipped."""
    found = visible_step(request.acting, playbook_step_id)
    is_letter = found.kind == "letter"
    form, status = ApproveForm(request.POST or None, initial={"subject": found.subject, "text": found.text}), 200
    if request.method == "POST":
        if not is_letter:
            raise Http404
        if form.is_valid() and _acted(request, found, form):
            return redirect("playbooks:run", found.run_id)
        status = 422
    running, told = found.run.is_running, told_step(found, list(found.run.steps.order_by("position")))
    context = {
        "step": found, "run": found.run, "client": found.run.client, "told": told, "is_letter": is_letter, "form": form, "reason": ReasonForm(),
        "may_change": running and is_letter and found.state in ("planned", "waiting"), "may_skip": running and found.state in ("planned", "waiting", "open", "blocked"),
        "may_do": running and told["kind"].by_hand and found.state in ("planned", "open", "blocked"), "to": recipient_of(found.run) if is_letter else None,
        "outbox": why_none_leaves(found.run.workspace) if is_letter else "",
    }  # fmt: skip
    return render(request, "onboarding/playbooks/run_step.html", context, status=status)


@staff("clients.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, playbook_step_id: uuid.UUID) -> HttpResponse:
    """The letter as it will arrive; by POST as it was typed so far. Nothing is kept."""
    found = visible_step(request.acting, playbook_step_id)
    if found.kind != "letter":
        raise Http404
    words = Words(found.subject, found.text)
    if request.method == "POST":
        words = Words(request.POST.get("subject", "")[:300], request.POST.get("text", "")[:20_000].replace("\r\n", "\n"))
    return framed(letter_page(request.acting.member, found.run.client, words, recipient_of(found.run)))


@staff("clients.edit")
@require_POST
def settle(request: HttpRequest, playbook_step_id: uuid.UUID, act: str) -> HttpResponse:
    """Say that a step is done, skipped, blocked, or goes on."""
    found, by, because = visible_step(request.acting, playbook_step_id), request.acting.actor, request.POST.get("because", "")
    verbs = {
        "done": (lambda: found.do(by), "Done. What counts from it has its day."), "skip": (lambda: found.skip(by, because), "The step is skipped."),
        "block": (lambda: found.block(by, because), "The step waits, and says for what."), "unblock": (lambda: found.unblock(by), "The step goes on."),
    }  # fmt: skip
    if act not in verbs:
        raise Http404
    done = _told(request, *verbs[act])
    return redirect("playbooks:run", found.run_id) if done else redirect("playbooks:step", found.pk)


def _told(request: HttpRequest, verb, said: str) -> bool:
    try:
        verb()
    except Refusal as refusal:
        say(request, refusal.message)
        return False
    say(request, said)
    return True


def _acted(request: HttpRequest, found: PlaybookStep, form: ApproveForm) -> bool:
    subject, text = form.cleaned_data["subject"], form.cleaned_data["text"]
    if request.POST.get("act") == "approve":
        done, _ = tried(form, found.approve, request.acting, subject, text)
        said = "The letter is on its way." if done and not found.letter.not_before else "The letter waits for the client’s working hours."
    else:
        done, said = tried(form, found.edit, subject, text)[0], "The letter was kept."
    if done:
        say(request, said)
    return done


def _start(request: HttpRequest, client, form: StartForm) -> bool:
    said = form.cleaned_data
    identity = once.identity_in(request.acting, request.POST.get(once.FIELD, ""))
    done, made = tried(form, start, request.acting, form.playbooks[said["playbook"]], client, form.people.get(said["contact"]), id=identity, work=said.get("work"))
    if done:
        say(request, f"{made} has begun.")
    return done
