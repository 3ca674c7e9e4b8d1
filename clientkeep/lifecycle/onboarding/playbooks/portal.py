"""Playbooks in the portal: the client sees how far the start is, and says that their own steps are done."""

import datetime as dt
import uuid
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from clientkeep.foundation.errors import Conflict, Refusal
from clientkeep.relationship.portal.slots import SECTIONS, WAITING, WaitingCard
from clientkeep.relationship.portal.views import framed
from clientkeep.relationship.portal.visitor import Visitor, portal_page

from .rules import THROUGH
from .run import PlaybookRun
from .run_step import PlaybookStep

SHOWN = 20


@WAITING.add("playbooks", "", order=25)
def steps_to_do(visitor: Visitor, _: Any) -> dict[str, Any] | None:
    """The client's own steps that wait for them."""
    if not visitor.may_agree:
        return None
    open_steps = [step for run in _runs(visitor) if run.state == "running" for step in run.counted if (step.side, step.state) == ("client", "open")]
    rows = sorted(open_steps, key=lambda step: (step.due_on or dt.date.max, step.position))
    return {"cards": [_card(row) for row in rows[:SHOWN]]}


@SECTIONS.add("playbooks", "onboarding/playbooks/portal_section.html", order=3)
def progress(visitor: Visitor, _: Any) -> dict[str, Any] | None:
    """How far the start is, in steps of both sides, and what became of the client's own."""
    runs = _runs(visitor)
    told = [{"run": run, "through": sum(step.state in THROUGH for step in run.counted), "own": [step for step in run.counted if step.side == "client"]} for run in runs]
    return {"runs": told} if told else None


@portal_page
@require_safe
def step(request: HttpRequest, playbook_step_id: uuid.UUID) -> HttpResponse:
    """One step of the client: what is asked, and the act."""
    return _page(request, _step(request.visitor, playbook_step_id))


@portal_page
@require_POST
def done(request: HttpRequest, playbook_step_id: uuid.UUID) -> HttpResponse:
    """It is done, or acknowledged. Said twice, it says nothing new."""
    visitor, shown = request.visitor, _step(request.visitor, playbook_step_id)
    try:
        visitor.require(visitor.may_agree)
        if shown.state != "done":
            _say(visitor, shown, request.POST.get("digest", ""))
    except Refusal as refusal:
        return _page(request, _step(visitor, playbook_step_id), refusal.status, refusal=refusal)
    return redirect("playbooks:portal_step", shown.pk)


def steps_of(visitor: Visitor) -> Any:
    """The client's steps that this visitor may see; a link to one document shows none."""
    rows = PlaybookStep.objects.filter(workspace=visitor.workspace, run__client=visitor.client, run__state__in=("running", "finished"))
    return rows.shown_to_client().select_related("run") if visitor.sees_all else rows.none()


def _runs(visitor: Visitor) -> list[PlaybookRun]:
    """The newest runs with their steps, asked for once by the places that tell of them."""
    if "playbook_runs" not in visitor.kept:
        steps = Prefetch("steps", PlaybookStep.objects.exclude(state="left_out").order_by("position"), "counted")
        visitor.kept["playbook_runs"] = list(_runs_of(visitor).prefetch_related(steps).order_by("-started_at")[:5])
    return visitor.kept["playbook_runs"]


def _runs_of(visitor: Visitor) -> Any:
    rows = PlaybookRun.objects.filter(workspace=visitor.workspace, client=visitor.client, state__in=("running", "finished"))
    return rows if visitor.sees_all else rows.none()


def _step(visitor: Visitor, step_id: uuid.UUID) -> PlaybookStep:
    found = steps_of(visitor).filter(pk=step_id).first()
    if found is None or found.of_kind.portal_page:
        raise Http404
    return found


def _say(visitor: Visitor, shown: PlaybookStep, digest: str) -> None:
    if not shown.of_kind.by_hand:
        raise Conflict("This step is done on its own page.", "state")
    if shown.kind == "acknowledgement":
        shown.acknowledge(visitor.actor, digest)
    else:
        shown.do(visitor.actor)


def _page(request: HttpRequest, shown: PlaybookStep, status: int = 200, **more: Any) -> HttpResponse:
    visitor: Visitor = request.visitor
    may = visitor.may_agree and not visitor.looking and shown.state in ("open", "blocked") and shown.run.is_running
    return render(request, "onboarding/playbooks/portal_step.html", framed(visitor, step=shown, kind=shown.of_kind, may=may, **more), status=status)


def _card(row: PlaybookStep) -> WaitingCard:
    kind = row.of_kind
    url = kind.portal_page(row) if kind.portal_page else reverse("playbooks:portal_step", args=[row.pk])
    return WaitingCard(title=row.title, words=f"A step of “{row.run.name}”.", url=url, label="See what is asked", minutes=5, rank=25)
