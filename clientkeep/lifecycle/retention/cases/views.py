"""The pages of cases: the list, opening one, one case, its steps, its outcome, its costs, its record."""

import uuid
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.errors import Invalid, Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients import once
from clientkeep.workspace.members.gate import staff

from . import letters
from .chronicle import chronicle_of
from .cost import CaseCost
from .fetching import complaint_in, visible_case, visible_client, visible_step
from .forms import CostForm, DayForm, LetterForm, NoteForm, OpenForm, OutcomeForm
from .model import Case, CaseStep
from .weighing import weigh

PAGE = 100
MOVES = {
    "wait": (Case.wait, "The case waits for the client."),
    "take_up": (Case.take_up, "The case is with you again."),
    "close": (Case.close, "The case is closed."),
    "reopen": (Case.reopen, "The case is open again."),
    "lead": (Case.give_to, "You lead the case now."),
}


@staff("clients.see")
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The cases that are not closed, or all of them."""
    found = Case.objects.visible_to(request.acting).select_related("client", "owner__user").prefetch_related("steps")
    shown_all = request.GET.get("show") == "all"
    if not shown_all:
        found = found.exclude(state="closed")
    rows = list(found.order_by("-opened_at")[:PAGE])
    for row in rows:
        row.workspace = request.acting.workspace
        row.next_step = next((step for step in row.steps.all() if step.is_left), None)
    return render(request, "retention/cases/list.html", {"cases": rows, "shown_all": shown_all})


@staff("clients.edit")
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Open a case for a client; `?thread=` names the conversation in which the client complained."""
    acting = request.acting
    client = visible_client(acting, client_id)
    message = complaint_in(client, request.GET.get("thread", ""))
    form = OpenForm(client, request.POST or None, initial=_said_in(message))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            identity = once.identity_in(acting, request.POST.get(once.FIELD, ""))
            case = Case.begin(
                client, said["about"], acting.actor, said["reason"], said["text"], form.person, message, acting.member, identity
            )
        except Refusal as refusal:
            _put(form, refusal)
        else:
            say(request, "The case is open. Nothing is asked of the client in surveys while it is.")
            return redirect("cases:case", case.pk)
    context = {"client": client, "form": form, "form_token": once.mint(acting), "message": message}
    return render(request, "retention/cases/open.html", context, status=_status(form))


@staff("clients.see")
@require_safe
def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """One case: its steps, what was said, what it costs."""
    return _case_page(request, visible_case(request.acting, case_id))


@staff("clients.edit")
@require_POST
def move(request: HttpRequest, case_id: uuid.UUID, act: str) -> HttpResponse:
    """Wait for the client, take it up again, close it, reopen it, take the lead."""
    found = visible_case(request.acting, case_id)
    if act not in MOVES:
        raise Http404
    verb, words = MOVES[act]
    whom = (request.acting.member,) if act == "lead" else ()
    try:
        verb(found, *whom, request.acting.actor)
    except Refusal as refusal:
        return _case_page(request, found, refusal.status, refusal=refusal.message)
    say(request, words)
    return redirect("cases:case", found.pk)


@staff("clients.edit")
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, step_id: uuid.UUID) -> HttpResponse:
    """One step: its letter drafted; or noted as done, left out, put on another day."""
    row = visible_step(request.acting, step_id)
    letter, note, day = _step_forms(request, row)
    if request.method == "POST":
        act = request.POST.get("act", "")
        form = {"send": letter, "done": note, "skip": note, "move": day}.get(act)
        if form is None:
            raise Http404
        if form.is_valid():
            try:
                _do_step(request, row, act, form)
            except Refusal as refusal:
                _put(form, refusal)
            else:
                say(request, "The case is up to date.")
                return redirect("cases:case", row.case_id)
    wrong = letter.errors or note.errors or day.errors if request.method == "POST" else None
    context = {"step": row, "case": row.case, "client": row.case.client, "letter": letter, "note": note, "day": day}
    return render(request, "retention/cases/step.html", context, status=422 if wrong else 200)


@staff("clients.edit")
@require_http_methods(["GET", "POST"])
def resolve(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Say how it came out, and tell the client by a letter."""
    found = visible_case(request.acting, case_id)
    by = request.acting.actor
    words, to = letters.draft(found, "outcome", by), letters.recipient(found)
    first = {"subject": words.subject, "text": words.text, "to": str(to.pk) if to else ""}
    form = OutcomeForm(found.client, request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            letters.resolve_and_tell(found, by, said["outcome"], form.person, said["subject"], said["text"])
        except Refusal as refusal:
            _put(form, refusal)
        else:
            say(request, "The case is resolved, and the letter is in the outbox.")
            return redirect("cases:case", found.pk)
    return render(request, "retention/cases/resolve.html", {"case": found, "form": form}, status=_status(form))


@staff("clients.edit")
@require_POST
def cost(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Note time, goodwill or a write-off."""
    acting, found = request.acting, visible_case(request.acting, case_id)
    form = CostForm(_currencies(found), request.POST)
    if form.is_valid():
        said, by = form.cleaned_data, acting.actor
        try:
            identity = once.identity_in(acting, request.POST.get(once.FIELD, ""))
            if said["kind"] == "time":
                CaseCost.note_time(found, said["minutes"], by, said["note"], identity)
            else:
                CaseCost.note_money(found, said["kind"], said.get("money"), by, said["note"], identity)
        except Refusal as refusal:
            _put(form, refusal)
        else:
            say(request, "Noted.")
            return redirect("cases:case", found.pk)
    return _case_page(request, found, 422, cost=form)


@staff("clients.see")
@require_safe
def chronicle(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The dated record of a case as one page for the printer."""
    found = visible_case(request.acting, case_id)
    lines, more = chronicle_of(request.acting, found)
    steps = list(found.steps.all())
    return render(request, "retention/cases/record.html", {"case": found, "lines": lines, "more": more, "steps": steps})


def _case_page(request: HttpRequest, found: Case, status: int = 200, **more: Any) -> HttpResponse:
    steps = list(found.steps.select_related("letter"))
    may_weigh = request.acting.may("payments.see")
    context = {
        "case": found, "client": found.client, "steps": steps, "leads": found.owner_id == request.acting.member.pk, "next_step": next((each for each in steps if each.is_left), None),
        "may_edit": request.acting.may("clients.edit"), "form_token": once.mint(request.acting), "costs": list(found.costs.all()),
        "scales": weigh(found.client) if may_weigh else None, "cost": CostForm(_currencies(found)), **more,
    }  # fmt: skip
    return render(request, "retention/cases/case.html", context, status=status)


def _currencies(found: Case) -> list[str]:
    return list(dict.fromkeys([found.client.billing_currency, found.workspace.currency]))


def _step_forms(request: HttpRequest, row: CaseStep) -> tuple[LetterForm, NoteForm, DayForm]:
    act, sent = request.POST.get("act", ""), request.POST or None
    words, to = letters.draft(row.case, row.key, request.acting.actor), letters.recipient(row.case)
    first = {"subject": words.subject, "text": words.text, "to": str(to.pk) if to else ""}
    letter = LetterForm(row.case.client, sent if act == "send" else None, initial=first)
    letter.fields["act"] = forms.CharField(max_length=10, required=False)
    note = NoteForm(sent if act in ("done", "skip") else None)
    return letter, note, DayForm(sent if act == "move" else None, initial={"due_on": row.due_on})


def _do_step(request: HttpRequest, row: CaseStep, act: str, form: Any) -> None:
    said, by = form.cleaned_data, request.acting.actor
    if act == "send":
        letters.send_for_step(row, by, form.person, said["subject"], said["text"])
    elif act == "done":
        row.do(by, said["note"])
    elif act == "skip":
        row.skip(by, said["note"])
    else:
        row.move(said["due_on"], by)


def _said_in(message: Any) -> dict[str, str]:
    """What the form begins with where a message is the complaint."""
    if message is None:
        return {}
    return {"about": message.subject[:200], "text": message.text[:5_000], "contact": str(message.contact_id or "")}


def _put(form: Any, refusal: Refusal) -> None:
    known = refusal.field if isinstance(refusal, Invalid) and refusal.field in form.fields else None
    form.add_error(known, refusal.message)


def _status(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200
