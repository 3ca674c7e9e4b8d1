"""The settings of the guide: which questions the firm asks."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from .forms import PromptForm
from .prompt import Prompt
from .rules import GROUPS


@staff("settings.edit")
@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """The questions under their headings."""
    return _page(request)


@staff("settings.edit")
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Add a question behind those of its heading."""
    acting, form = request.acting, PromptForm(request.POST)
    if form.is_valid() and tried(form, Prompt.add, acting.workspace, acting.actor, **form.cleaned_data)[0]:
        say(request, "The question is added.")
        return redirect("guides:settings")
    return _page(request, 422, form=form)


@staff("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def prompt(request: HttpRequest, prompt_id: uuid.UUID) -> HttpResponse:
    """Change one question."""
    found = prompt_at(request.acting, prompt_id)
    form = PromptForm(request.POST if request.method == "POST" else None, initial={"words": found.words, "group": found.group})
    if form.is_bound and form.is_valid() and tried(form, found.change, request.acting.actor, **form.cleaned_data)[0]:
        say(request, "The question is changed.")
        return redirect("guides:settings")
    return render(request, "sales/guides/prompt.html", {"prompt": found, "form": form}, status=422 if form.errors else 200)


@staff("settings.edit")
@require_POST
def move(request: HttpRequest, prompt_id: uuid.UUID) -> HttpResponse:
    """Put it a place earlier or later under its heading."""
    found, where = prompt_at(request.acting, prompt_id), request.POST.get("where", "")
    if where not in ("earlier", "later"):
        raise Http404
    return _done(request, lambda: found.move(request.acting.actor, up=where == "earlier"), f"It is {where} now.")


@staff("settings.edit")
@require_POST
def retire(request: HttpRequest, prompt_id: uuid.UUID) -> HttpResponse:
    """Ask it no more."""
    found = prompt_at(request.acting, prompt_id)
    return _done(request, lambda: found.retire(request.acting.actor), "The question is taken out. What was answered to it is kept.")


def prompt_at(acting: Acting, prompt_id: uuid.UUID) -> Prompt:
    """Return a question of the firm; Http404 for one that is not there."""
    found = next((each for each in Prompt.of(acting.workspace) if each.pk == prompt_id), None)
    if found is None:
        raise Http404
    found.workspace = acting.workspace
    return found


def _done(request: HttpRequest, act: Any, words: str) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        return _page(request, refusal.status, refusal=refusal.message)
    say(request, words)
    return redirect("guides:settings")


def _page(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    prompts = Prompt.of(request.acting.workspace)
    groups = [(label, [each for each in prompts if each.group == group]) for group, label in GROUPS.items()]
    return render(request, "sales/guides/settings.html", {"groups": groups, "count": len(prompts), "form": PromptForm(), **more}, status=status)
