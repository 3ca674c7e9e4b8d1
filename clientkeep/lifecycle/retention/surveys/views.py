"""The firm's pages of surveys: the answers, one of them, asking by hand, the rules."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients import once
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.gate import staff

from ..cases.fetching import visible_client
from ..cases.model import Case
from .forms import AskForm, RuleForm, write_questions
from .model import Survey
from .rule import SurveyRule
from .rules import KINDS
from .sending import send, whom_to_ask, why_not
from .slots import ANSWER_PANELS

PAGE = 100


@staff("clients.see")
@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """The answers, the newest first."""
    kind = request.GET.get("kind", "")
    found = Survey.objects.visible_to(request.acting).answered().select_related("client", "contact")
    if kind in KINDS:
        found = found.filter(kind=kind)
    context = {"surveys": list(found[:PAGE]), "kinds": KINDS.values(), "kind": kind}
    return render(request, "retention/surveys/answers.html", context)


@staff("clients.see")
@require_safe
def survey(request: HttpRequest, survey_id: uuid.UUID) -> HttpResponse:
    """One survey: what was asked, what was answered, what came of it."""
    found = visible_survey(request.acting, survey_id)
    pairs = [(each["words"], found.answers[at] if at < len(found.answers) else None) for at, each in enumerate(found.more)]
    context = {
        "survey": found, "pairs": pairs, "case": Case.objects.filter(cause_type="survey", cause_id=found.pk).first(),
        "panels": ANSWER_PANELS.filled(request.acting, found),
    }  # fmt: skip
    return render(request, "retention/surveys/survey.html", context)


@staff("clients.edit")
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Ask one contact of a client now."""
    acting, client = request.acting, visible_client(request.acting, client_id)
    first = whom_to_ask(client)
    form = AskForm(client, request.POST or None, initial={"contact": str(first.pk) if first else "", "kind": "pulse"})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            identity = once.identity_in(acting, request.POST.get(once.FIELD, ""))
            send(form.people[said["contact"]], said["kind"], acting.actor, said["question"], said["more"], id=identity)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            say(request, f"{form.people[said['contact']]} is asked. The letter is in the outbox.")
            return redirect("clients:detail", client.pk)
    if first:
        first.client = client
    context = {"client": client, "form": form, "form_token": once.mint(acting), "why_not": why_not(first) if first else ""}
    return render(request, "retention/surveys/ask.html", context, status=422 if form.is_bound and form.errors else 200)


@staff("settings.edit")
@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """When clients are asked by themselves, and one more rule."""
    form = RuleForm(request.POST or None, initial={"kind": "pulse", "when": "rhythm", "days": 90})
    if request.method == "POST" and _kept(form, lambda **said: SurveyRule.make(request.acting.workspace, request.acting.actor, **said)):
        say(request, "Clients are asked by this rule from today on.")
        return redirect("surveys:rules")
    found = list(SurveyRule.objects.filter(workspace=request.acting.workspace))
    context = {"rules": found, "form": form}
    return render(request, "retention/surveys/rules.html", context, status=422 if form.is_bound and form.errors else 200)


@staff("settings.edit")
@require_http_methods(["GET", "POST"])
def rule(request: HttpRequest, rule_id: uuid.UUID) -> HttpResponse:
    """Change one rule."""
    found = _rule(request.acting, rule_id)
    names = ("kind", "when", "days", "tier", "question", "low_at", "high_at")
    first = {name: getattr(found, name) for name in names} | {"more": write_questions(found.more)}
    form = RuleForm(request.POST or None, initial=first)
    if request.method == "POST" and _kept(form, lambda **said: found.change(request.acting.actor, **said)):
        say(request, "The rule was saved.")
        return redirect("surveys:rules")
    return render(request, "retention/surveys/rule.html", {"rule": found, "form": form}, status=422 if form.is_bound and form.errors else 200)


@staff("settings.edit")
@require_POST
def switch(request: HttpRequest, rule_id: uuid.UUID) -> HttpResponse:
    """Let a rule rest, or go on."""
    found = _rule(request.acting, rule_id)
    found.switch(not found.active, request.acting.actor, request.acting.workspace.today())
    say(request, "The rule goes on." if found.active else "The rule rests.")
    return redirect("surveys:rules")


def visible_survey(acting: Acting, survey_id: uuid.UUID) -> Survey:
    """Return a survey; Http404 for one that is not there or not theirs to see."""
    found = Survey.objects.visible_to(acting).select_related("client__workspace", "contact", "letter").filter(pk=survey_id).first()
    if found is None:
        raise Http404
    return found


def _rule(acting: Acting, rule_id: uuid.UUID) -> SurveyRule:
    found = SurveyRule.objects.filter(workspace=acting.workspace, pk=rule_id).first()
    if found is None:
        raise Http404
    found.workspace = acting.workspace
    return found


def _kept(form: RuleForm, keep: Any) -> bool:
    if not form.is_valid():
        return False
    try:
        keep(**form.cleaned_data)
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return False
    return True
