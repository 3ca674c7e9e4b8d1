"""How an opportunity is judged: its answers, its score with reasons, and letting it past a gate."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from ..opportunities.model import Opportunity
from ..opportunities.reach import opportunity_at
from ..pipeline.rules import passed
from ..pipeline.stage import Stage
from .answer import answers_of
from .answering import answer
from .assessment import Assessment
from .checklist import Checklist
from .choosing import judge_by
from .forms import AnswersForm, ChooseForm, OverrideForm
from .gate import Override, let_past
from .judging import judged_by


@staff("clients.see")
@require_safe
def judgement(request: HttpRequest, opportunity_id: uuid.UUID) -> HttpResponse:
    """What its answers come to, and what is still open."""
    return _page(request, opportunity_at(request.acting, opportunity_id))


@staff("clients.edit")
@require_POST
def answers(request: HttpRequest, opportunity_id: uuid.UUID) -> HttpResponse:
    """Answer the criteria; what somebody else answered meanwhile stays."""
    acting, found = request.acting, opportunity_at(request.acting, opportunity_id)
    criteria = Assessment.of(found).criteria
    form = AnswersForm(criteria, answers_of(found), request.POST)
    if form.is_valid():
        done, _ = tried(form, answer, found, acting.actor, form.said, form.seen)
        if done:
            say(request, "The answers are saved.")
            return redirect("qualification:judgement", found.pk)
        form = form.renewed(criteria, answers_of(found))
    return _page(request, found, 422, form=form)


@staff("clients.edit")
@require_POST
def choose(request: HttpRequest, opportunity_id: uuid.UUID) -> HttpResponse:
    """Judge it by another checklist, or by its own as that stands now."""
    acting, found = request.acting, opportunity_at(request.acting, opportunity_id)
    now = Assessment.of(found).checklist
    form = ChooseForm(_choices(found, now), now, request.POST)
    if form.is_valid() and tried(form, judge_by, found, form.chosen, acting.actor)[0]:
        say(request, f"It is judged by {form.chosen} now.")
        return redirect("qualification:judgement", found.pk)
    return _page(request, found, 422, choose_form=form)


@staff("clients.edit")
@require_POST
def override(request: HttpRequest, opportunity_id: uuid.UUID) -> HttpResponse:
    """Let it into a stage all the same."""
    acting, found = request.acting, opportunity_at(request.acting, opportunity_id)
    form = OverrideForm(_ahead(found), request.POST)
    if form.is_valid() and tried(form, let_past, found, form.stage_chosen, acting.actor, form.cleaned_data["reason"])[0]:
        say(request, f"{found} is in {form.stage_chosen} now.")
        return redirect("opportunities:opportunity", found.pk)
    return _page(request, found, 422, override_form=form)


def _page(request: HttpRequest, found: Opportunity, status: int = 200, **more: Any) -> HttpResponse:
    assessment, ahead = Assessment.of(found), _ahead(found)
    shown = judged_by(found, assessment, answers_of(found))
    gates = [each for each in ahead if each.least_score is not None]
    past = {each.stage_id: each for each in Override.objects.filter(opportunity=found)}
    doors = [(gate, shown.least(gate.least_score), shown.passes(gate.least_score), past.get(gate.pk)) for gate in gates]
    known = dict(zip((each.pk for each in shown.criteria), shown.answers, strict=True))
    may, lists = request.acting.may("clients.edit"), _choices(found, shown.checklist)
    context = {
        "opportunity": found, "judged": shown, "may": may, "doors": doors, "form": AnswersForm(shown.criteria, known),
        "override_form": OverrideForm(gates) if may and any(not opens and not let for _, _, opens, let in doors) else None,
        "choose_form": ChooseForm(lists, shown.checklist) if may and len(lists) > 1 else None, "is_behind": assessment.is_behind,
        "earlier": Assessment.before(found), "may_set": request.acting.may("settings.edit"), **more,
    }  # fmt: skip
    return render(request, "sales/qualification/judgement.html", context, status=status)


def _choices(found: Opportunity, now: Checklist) -> list[Checklist]:
    lists = Checklist.of(found.workspace)
    return lists if now in lists else [now, *lists]


def _ahead(found: Opportunity) -> list[Stage]:
    """The stages that it may still enter, in their order; none once it is decided."""
    stages = Stage.of(found.workspace)
    return passed(stages, found.stage, stages[-1]) if found.state == "open" and found.stage in stages else []
