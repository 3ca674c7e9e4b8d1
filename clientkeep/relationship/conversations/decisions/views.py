"""Pages of decisions: those of one client, and one decision with what took its place."""

import uuid

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients import once
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from ..reach import client_at, thing_at
from .forms import DecisionForm, WithdrawForm
from .model import Decision

MOST = 200


@require_http_methods(["GET", "HEAD", "POST"])
@staff("clients.see")
def client_decisions(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """The decisions with one client, newest first, and the form that notes one."""
    acting, client = request.acting, client_at(request, client_id)
    form, status = DecisionForm(), 200
    if request.method == "POST":
        acting.require("clients.edit")
        form = DecisionForm(request.POST)
        if form.is_valid() and tried(form, lambda: Decision.note(client, **_said(request, form)))[0]:
            say(request, "The decision is on record.")
            return redirect("conversations:client_decisions", client.pk)
        status = 422
    context = {
        "client": client,
        "decisions": Decision.objects.filter(client=client).newest_first().select_related("superseded_by")[:MOST],
        "form": form,
        "form_token": once.mint(acting),
        "may_edit": acting.may("clients.edit"),
    }
    return render(request, "conversations/decisions/client.html", context, status=status)


@require_safe
@staff("clients.see")
def decision(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """One decision: who, when, the evidence, what took its place."""
    return _page(request, thing_at(request, Decision.objects, decision_id))


@require_POST
@staff("clients.edit")
def replace(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """Put another decision in its place."""
    found = thing_at(request, Decision.objects, decision_id)
    form = DecisionForm(request.POST)
    if form.is_valid() and tried(form, lambda: found.replace(**_said(request, form)))[0]:
        say(request, "The new decision holds. The one before stays on record.")
        return redirect("conversations:client_decisions", found.client_id)
    return _page(request, found, 422, replace_form=form)


@require_POST
@staff("clients.edit")
def withdraw(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """It holds no more."""
    found = thing_at(request, Decision.objects, decision_id)
    form = WithdrawForm(request.POST)
    if form.is_valid() and tried(form, found.withdraw, request.acting.actor, **form.cleaned_data)[0]:
        say(request, "The decision was withdrawn.")
        return redirect("conversations:client_decisions", found.client_id)
    return _page(request, found, 422, withdraw_form=form)


def _said(request: HttpRequest, form: DecisionForm) -> dict:
    known = once.identity_in(request.acting, request.POST.get(once.FIELD, ""))
    return {**form.cleaned_data, "by": request.acting.actor, "id": known}


def _page(request: HttpRequest, found: Decision, status: int = 200, **forms_given: forms.Form) -> HttpResponse:
    context = {
        "decision": found,
        "evidence": found.evidence,
        "before": Decision.objects.filter(superseded_by=found).first(),
        "replace_form": DecisionForm(),
        "withdraw_form": WithdrawForm(),
        "form_token": once.mint(request.acting),
        "may_edit": request.acting.may("clients.edit"),
        **forms_given,
    }
    return render(request, "conversations/decisions/decision.html", context, status=status)
