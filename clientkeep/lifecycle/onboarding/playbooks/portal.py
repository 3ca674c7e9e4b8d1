"""Playbooks in the portal: the client sees how far the start is, and says that their own steps are done."""

import datetime as dt
import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from clientkeep.foundation.errors import Conflict, Refusal
from clientkeep.relationship.portal.slots import SECTIONS, WAITING, WaitingCard
from clientkeep.relationship.portal.views import framed
from clientkeep.relationship.portal.visitor import Visitor, portal_page

from .run import PlaybookRun
from .run_step import PlaybookStep

SHOWN, RUNS, MOST = 20, 5, 400


@WAITING.add("playbooks", "", order=25)
def steps_to_do(visitor: Visitor, _: Any) -> dict[str, Any] | None:
    """The client's own steps that wait for them."""
    if not visitor.may_agree:
        return None
    waiting = [step for step in _known(visitor) if (step.side, step.state, step.run.state) == ("client", "open", "running") and not step.is_told_elsewhere]
    return {"cards": [_card(step) for step in sorted(waiting, key=lambda step: (step.due_on or dt.date.max, step.position))[:SHOWN]]}


@SECTIONS.add("playbooks", "onboarding/playbooks/portal_section.html", order=3)
def progress(visitor: Visitor, _: Any) -> dict[str, Any] | None:
    """How far the start is, in steps of both sides, and what became of the client's own."""
    runs: dict[PlaybookRun, list[PlaybookStep]] = {}
    for step in _known(visitor):
        runs.setdefault(step.run, []).append(step)
    told = [
        {"run": run, "total": len(steps), "through": sum(step.is_through for step in steps), "own": [step for step in steps if step.side == "client"]}
        for run, steps in runs.items()
    ]
    return {"runs": told[:RUNS]} if told else None


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


def _known(visitor: Visitor) -> list[PlaybookStep]:
    """The steps of both sides, those of the newest run first; asked for once for both places that tell of them."""
    if "playbooks" not in visitor.kept:
        rows = PlaybookStep.objects.filter(workspace=visitor.workspace, run__client=visitor.client, run__state__in=("running", "finished"))
        rows = rows.exclude(state="left_out").select_related("run").order_by("-run__started_at", "run", "position")
        visitor.kept["playbooks"] = list(rows[:MOST]) if visitor.sees_all else []
    return visitor.kept["playbooks"]


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
    return WaitingCard(title=row.title, words=f"A step of “{row.run.name}”.", url=row.portal_address, label="See what is asked", minutes=5, rank=25)
