"""Two settings pages: what one is told and how, and the firm's webhook."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.mail.leaving import why_none_leaves
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.members.limits import count_attempt
from clientkeep.workspace.office.refusing import tried
from clientkeep.workspace.office.settings_pages import PAGES

from .forms import FirmWebhookForm, PreferencesForm, WebhookForm
from .posting import Outcome
from .preferences import Preferences
from .webhook import Webhook

# Enough to set one up, too few to search a network with.
TRIES, TRIES_IN = 12, dt.timedelta(hours=1)


@require_http_methods(["GET", "POST"])
@staff("account.own")
def own(request: HttpRequest) -> HttpResponse:
    """What are you told, and how?"""
    acting = request.acting
    form = PreferencesForm(acting, request.POST or None)
    if form.is_bound and form.is_valid() and tried(form, Preferences.keep, acting.member, acting.actor, **form.chosen)[0]:
        say(request, "Kept.")
        return redirect("notices:own")
    return _own(request, form, None)


@require_POST
@staff("account.own")
def own_hook(request: HttpRequest) -> HttpResponse:
    """Set one's own webhook."""
    acting = request.acting
    _count(request)
    form = WebhookForm(_hook(request, False), request.POST)
    if form.is_bound and form.is_valid() and tried(form, Webhook.keep, acting.workspace, acting.member, acting.actor, form.cleaned_data["url"])[0]:
        say(request, "Kept. Send a test to see that it works.")
        return redirect("notices:own")
    return _own(request, None, form)


@require_http_methods(["GET", "POST"])
@staff("settings.money")
def firm(request: HttpRequest) -> HttpResponse:
    """Where is your team told?"""
    acting = request.acting
    form = FirmWebhookForm(_hook(request, True), request.POST or None)
    if request.method == "POST":
        _count(request)
    if form.is_bound and form.is_valid() and tried(form, Webhook.keep, acting.workspace, None, acting.actor, **form.cleaned_data)[0]:
        say(request, "Kept. Send a test to see that it works.")
        return redirect("notices:firm")
    return _firm(request, form)


def _test(request: HttpRequest, of_firm: bool) -> HttpResponse:
    hook = _there(request, of_firm)
    _count(request)
    outcome = _shown(hook.test())
    return _firm(request, None, outcome) if of_firm else _own(request, None, None, outcome)


def _resume(request: HttpRequest, of_firm: bool) -> HttpResponse:
    hook = _there(request, of_firm)
    if hook.is_paused:
        hook.resume(request.acting.actor)
    say(request, "The webhook is on again.")
    return redirect("notices:firm" if of_firm else "notices:own")


def _remove(request: HttpRequest, of_firm: bool) -> HttpResponse:
    hook = _hook(request, of_firm)
    if hook:
        hook.remove(request.acting.actor)
    say(request, "The webhook is removed.")
    return redirect("notices:firm" if of_firm else "notices:own")


def _for(act: str, of_firm: bool, do: Callable[[HttpRequest, bool], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        return do(request, of_firm)

    return require_POST(staff(act)(view))


own_test, firm_test = _for("account.own", False, _test), _for("settings.money", True, _test)
own_resume, firm_resume = _for("account.own", False, _resume), _for("settings.money", True, _resume)
own_remove, firm_remove = _for("account.own", False, _remove), _for("settings.money", True, _remove)


def _own(request: HttpRequest, form: PreferencesForm | None, hook_form: WebhookForm | None, outcome: Any = None) -> HttpResponse:
    acting, hook = request.acting, _hook(request, False)
    form, hook_form = form or PreferencesForm(acting), hook_form or WebhookForm(hook)
    context = {
        "form": form, "hook_form": hook_form, "hook": hook, "outcome": outcome, "page": PAGES["notices"],
        "no_mail": why_none_leaves(acting.workspace), "zone": Preferences.of(acting.member).zone.replace("_", " "),
    }  # fmt: skip
    return render(request, "notices/own.html", context, status=_status(form, hook_form, outcome=outcome))


def _firm(request: HttpRequest, form: FirmWebhookForm | None, outcome: Any = None) -> HttpResponse:
    hook = _hook(request, True)
    form = form or FirmWebhookForm(hook)
    context = {"form": form, "hook": hook, "outcome": outcome, "page": PAGES["webhook"]}
    return render(request, "notices/firm.html", context, status=_status(form, outcome=outcome))


def _status(*shown: forms.Form, outcome: Any) -> int:
    refused = any(form.is_bound and form.errors for form in shown)
    return 422 if refused or (outcome and outcome["meaning"] != "good") else 200


def _hook(request: HttpRequest, of_firm: bool) -> Webhook | None:
    return Webhook.of(request.acting.workspace, None if of_firm else request.acting.member)


def _there(request: HttpRequest, of_firm: bool) -> Webhook:
    hook = _hook(request, of_firm)
    if hook is None:
        raise Http404
    return hook


def _count(request: HttpRequest) -> None:
    count_attempt("webhook", str(request.acting.member.pk), TRIES, TRIES_IN)


def _shown(outcome: Outcome) -> dict[str, str]:
    answered = f"Answer {outcome.status}: {outcome.words}" if outcome.status else outcome.words
    if outcome.is_good:
        return {"meaning": "good", "sign": "check", "title": "It works.", "words": answered}
    return {"meaning": "broken", "sign": "octagon-x", "title": "It did not arrive.", "words": answered}
