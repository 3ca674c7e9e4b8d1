"""The firm's pages of intake: its forms, those of a client, and what was answered."""

import csv
import io
import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients import once
from clientkeep.relationship.clients.export import safe_cell
from clientkeep.relationship.clients.limits import EXPORT_WINDOW, EXPORTS
from clientkeep.relationship.conversations.reach import client_at, thing_at
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.members.limits import count_attempt
from clientkeep.workspace.office.refusing import tried

from . import ready, sending
from .form import IntakeForm, targets_of
from .forms import SendForm, WritingForm
from .model import Intake

SHOWN = 200


@staff("clients.see")
@require_http_methods(["GET", "HEAD", "POST"])
def intake_forms(request: HttpRequest) -> HttpResponse:
    """The firm's forms, and writing another."""
    acting = request.acting
    rows = list(IntakeForm.objects.filter(workspace=acting.workspace)[:SHOWN])
    first = {} if rows else {"name": ready.NAME, "text": ready.TEXT}
    form = WritingForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST":
        acting.require("settings.edit")
        if form.is_valid() and tried(form, IntakeForm.write, acting.workspace, acting.actor, form.cleaned_data["name"], form.cleaned_data["text"])[0]:
            say(request, "The form is kept. Send it from a client’s page.")
            return redirect("intake:forms")
    context = {"rows": rows, "form": form, "may_edit": acting.may("settings.edit"), "targets": targets_of(acting.workspace)}
    return render(request, "onboarding/intake/forms.html", context, status=422 if form.errors else 200)


@staff("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def intake_form(request: HttpRequest, intake_form_id: uuid.UUID) -> HttpResponse:
    """One form, to be worded anew; what was sent stays as it was."""
    acting, found = request.acting, _form(request, intake_form_id)
    form = WritingForm(request.POST if request.method == "POST" else None, initial={"name": found.name, "text": found.text})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if tried(form, IntakeForm.write, acting.workspace, acting.actor, said["name"], said["text"], found)[0]:
            say(request, "Kept. What was sent already stays as it was.")
            return redirect("intake:form", found.pk)
    context = {"intake_form": found, "form": form, "asked": found.asked, "targets": targets_of(acting.workspace)}
    return render(request, "onboarding/intake/form.html", context, status=422 if form.errors else 200)


@staff("clients.export")
@require_POST
def answers(request: HttpRequest, intake_form_id: uuid.UUID) -> HttpResponse:
    """All answers to one form as CSV, safe to open in a spreadsheet."""
    count_attempt("export", str(request.acting.member.pk), EXPORTS, EXPORT_WINDOW)
    found = _form(request, intake_form_id)
    rows = Intake.objects.visible_to(request.acting).filter(form=found, state="submitted").select_related("client").order_by("submitted_at")
    labels = list(dict.fromkeys(question.label for row in rows for question in row.asked))
    out = io.StringIO()
    write = csv.writer(out).writerow
    write([safe_cell(cell) for cell in ("client", "project", "filled in by", "on", *labels)])
    for row in rows:
        said = {question.label: words for question, words in row.told}
        cells = (row.client.name, row.work_name, row.submitted_by, row.submitted_at.date().isoformat(), *(said.get(label, "") for label in labels))
        write([safe_cell(cell) for cell in cells])
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"], answer["Cache-Control"] = 'attachment; filename="answers.csv"', "no-store"
    return answer


@staff("clients.see")
@require_http_methods(["GET", "HEAD", "POST"])
def of_client(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """The intake forms of one client; POST sends one."""
    acting, client = request.acting, client_at(request, client_id)
    if request.method == "POST":
        acting.require("clients.edit")
    first = {"work": request.GET["work"]} if "work" in request.GET else None
    form = SendForm(client, request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid() and tried(form, _send, request, form)[0]:
        say(request, f"“{form.cleaned_data['form']}” is on its way to {form.cleaned_data['contact']}.")
        return redirect("intake:of_client", client.pk)
    rows = list(Intake.objects.visible_to(acting).filter(client=client).select_related("contact").order_by("-sent_at", "-pk")[:SHOWN])
    context = {
        "client": client, "rows": rows, "form": form, "form_token": once.mint(acting),
        "may_send": acting.may("clients.edit") and not client.archived_at, "has_forms": IntakeForm.objects.filter(workspace=acting.workspace).exists(),
    }  # fmt: skip
    return render(request, "onboarding/intake/client.html", context, status=422 if form.errors else 200)


@staff("clients.see")
@require_safe
def intake(request: HttpRequest, intake_id: uuid.UUID) -> HttpResponse:
    """What one client answered, so far or for good."""
    found = thing_at(request, Intake.objects.select_related("contact"), intake_id)
    files = StoredFile.objects.filter(workspace=found.workspace, about_id=found.pk, removed_at=None, replaced_by=None)
    context = {"intake": found, "client": found.client, "told": found.told, "files": list(files[:SHOWN]), "may_edit": request.acting.may("clients.edit"), "paused": _paused(found)}
    return render(request, "onboarding/intake/intake.html", context)


def _paused(found: Intake) -> str:
    """Why an open form is not asked for again by itself; empty where it is."""
    return sending.why_not(found) if found.state == "open" and found.chase_at is None else ""


@staff("clients.edit")
@require_POST
def withdraw(request: HttpRequest, intake_id: uuid.UUID) -> HttpResponse:
    """Take it back; nobody is asked for it any more."""
    found = thing_at(request, Intake.objects, intake_id)
    try:
        found.withdraw(request.acting.actor)
    except Refusal as refused:
        say(request, refused.message)
    else:
        say(request, "It is taken back. Nobody is asked for it any more.")
    return redirect("intake:intake", found.pk)


def _form(request: HttpRequest, intake_form_id: uuid.UUID) -> IntakeForm:
    return get_object_or_404(IntakeForm, workspace=request.acting.workspace, pk=intake_form_id)


def _send(request: HttpRequest, form: SendForm) -> Intake:
    said = form.cleaned_data
    identity = once.identity_in(request.acting, request.POST.get(once.FIELD, ""))
    return sending.send(said["form"], said["contact"], request.acting.actor, said["due_on"], identity, said.get("work"))
