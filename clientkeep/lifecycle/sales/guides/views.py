"""The guide on one page for each opportunity, answered while people talk."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from ..opportunities.model import Opportunity
from ..opportunities.reach import opportunity_at
from .forms import GuideForm
from .note import answers_of, texts_of
from .prompt import Prompt
from .writing import write


@staff("clients.see")
@require_safe
def guide(request: HttpRequest, opportunity_id: uuid.UUID) -> HttpResponse:
    """The questions with what was said to each."""
    return _page(request, opportunity_at(request.acting, opportunity_id))


@staff("clients.edit")
@require_POST
def answers(request: HttpRequest, opportunity_id: uuid.UUID) -> HttpResponse:
    """Save what was sent, all answers or one. The page's script asks for JSON, and gets told what stands there now."""
    acting, found = request.acting, opportunity_at(request.acting, opportunity_id)
    form = GuideForm(Prompt.of(found.workspace), {}, request.POST)
    quiet = request.headers.get("Accept") == "application/json"
    done, theirs = tried(form, write, found, acting.actor, form.said, form.seen) if form.is_valid() else (False, {})
    if done and theirs:
        form = form.renewed(texts_of(found), theirs)
    if quiet:
        faults = {name: errors[0] for name, errors in form.errors.items()}
        return JsonResponse({"faults": faults, "kept": {str(each.pk): text for each, text in (theirs or {}).items()}}, status=422 if faults else 200)
    if form.errors:
        return _page(request, found, 422, form=form)
    say(request, "The answers are saved.")
    return redirect("guides:guide", found.pk)


def _page(request: HttpRequest, found: Opportunity, status: int = 200, **more: Any) -> HttpResponse:
    may, prompts = request.acting.may("clients.edit"), Prompt.of(found.workspace)
    context = {
        "opportunity": found, "may": may, "said": [] if may else answers_of(found), "form": GuideForm(prompts, texts_of(found)),
        "may_set": request.acting.may("settings.edit"), **more,
    }  # fmt: skip
    return render(request, "sales/guides/guide.html", context, status=status)
