"""The letters that wait for approval: the list, one after the other by keyboard, and the tasks of runs."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.conversations.writing.previewing import letter_page
from clientkeep.relationship.conversations.writing.recipients import Recipient
from clientkeep.workspace.mail.frames import framed
from clientkeep.workspace.mail.leaving import why_none_leaves
from clientkeep.workspace.mail.wording import Words
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.gate import staff

from .fetching import visible_step
from .forms import ApproveForm
from .outgoing import hindrance
from .step import SequenceStep
from .telling import told_step

MOST = 200


@staff("clients.edit")
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """All letters that wait, the longest waiting first, and the tasks to be done."""
    mine = SequenceStep.objects.visible_to(request.acting)
    of_run = ("run__client", "run__contact", "run__member__user", "run__member__workspace")
    letters, tasks = ([*rows.select_related(*of_run)[:MOST]] for rows in (mine.waiting(), mine.to_do()))
    return render(request, "retention/sequences/waiting.html", {"letters": letters, "tasks": tasks})


@staff("clients.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, sequence_step_id: uuid.UUID) -> HttpResponse:
    """Read a letter of a run, change it for this client, send it when it waits."""
    found = visible_step(request.acting, sequence_step_id)
    if found.kind != "letter":
        raise Http404
    shown, status = found.shown, 200
    form = ApproveForm(request.POST or None, initial={"subject": shown.subject, "text": shown.text})
    if request.method == "POST":
        following = _neighbours(request.acting, found)["next"]
        if form.is_valid() and _acted(request, found, form):
            if request.POST.get("act") != "approve":
                return redirect("sequences:step", found.pk)
            return redirect("sequences:step", following) if following else redirect("sequences:waiting")
        status = 422
    context = {
        "step": found, "run": found.run, "form": form, "told": told_step(found), "may_change": found.run.is_live and found.state in ("planned", "waiting"),
        "why_not": hindrance(found.run) if found.state == "waiting" else found.held, "outbox": why_none_leaves(found.run.workspace),
        **_neighbours(request.acting, found),
    }  # fmt: skip
    return render(request, "retention/sequences/letter.html", context, status=status)


@staff("clients.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, sequence_step_id: uuid.UUID) -> HttpResponse:
    """The letter as it will arrive; by POST as it was typed so far. Nothing is kept."""
    found = visible_step(request.acting, sequence_step_id)
    if found.kind != "letter":
        raise Http404
    words, contact = found.shown, found.run.contact
    if request.method == "POST":
        words = Words(request.POST.get("subject", "")[:300], request.POST.get("text", "")[:20_000].replace("\r\n", "\n"))
    to = Recipient(str(contact.pk), contact.email, str(contact), contact)
    return framed(letter_page(request.acting.member, found.run.client, words, to, mailing=True))


@staff("clients.edit")
@require_POST
def settle(request: HttpRequest, sequence_step_id: uuid.UUID, act: str) -> HttpResponse:
    """Skip a step, or say that a task is done."""
    found = visible_step(request.acting, sequence_step_id)
    verb = {"skip": found.skip, "done": found.do}.get(act)
    if verb is None:
        raise Http404
    try:
        verb(request.acting.actor)
    except Refusal as refusal:
        say(request, refusal.message)
    else:
        say(request, "The step is skipped." if act == "skip" else "Done. The next step has its day.")
    return redirect("sequences:run", found.run_id)


def _acted(request: HttpRequest, found: SequenceStep, form: ApproveForm) -> bool:
    subject, text = form.cleaned_data["subject"], form.cleaned_data["text"]
    try:
        if request.POST.get("act") == "approve":
            found.approve(request.acting, subject, text)
            say(request, f"The letter to {found.run.contact} is on its way." if not found.letter.not_before else f"The letter to {found.run.contact} waits for its moment.")
        else:
            found.edit(request.acting.actor, subject, text)
            say(request, "The letter was kept.")
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return False
    return True


def _neighbours(acting: Acting, found: SequenceStep) -> dict[str, Any]:
    """Where the letter stands among those that wait."""
    ids = list(SequenceStep.objects.visible_to(acting).waiting().values_list("pk", flat=True)[:MOST])
    if found.pk not in ids:
        return {"next": ids[0] if ids else None, "previous": None, "at": None, "total": len(ids)}
    at = ids.index(found.pk)
    return {"next": ids[at + 1] if at + 1 < len(ids) else None, "previous": ids[at - 1] if at else None, "at": at + 1, "total": len(ids)}
