"""Case studies for the firm: the list, one of them, and its way from words to consent to the web."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.mail.leaving import why_none_leaves
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from . import letters
from .forms import AskForm, NewStudyForm, StudyForm
from .model import CaseStudy

MOST = 200


@staff("clients.see")
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """All case studies, the newest first."""
    rows = list(CaseStudy.objects.visible_to(request.acting).select_related("client").order_by("-made_at")[:MOST])
    return render(request, "sales/showcase/list.html", {"rows": rows, "may": request.acting.may("clients.edit")})


@staff("clients.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write one."""
    form = NewStudyForm(request.acting, request.POST if request.method == "POST" else None, request.GET.get("of", "")[:36])
    if form.is_bound and form.is_valid():
        done, made = tried(form, CaseStudy.write, request.acting.workspace, request.acting.actor, **form.values)
        if done:
            say(request, "It is kept. Nobody sees it yet.")
            return redirect("showcase:study", made.pk)
    return render(request, "sales/showcase/new.html", {"form": form}, status=422 if form.errors else 200)


@staff("clients.see")
@require_safe
def study(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """One as readers see it, and where it stands."""
    return _page(request, study_at(request.acting, study_id))


@staff("clients.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """Change its words."""
    found = study_at(request.acting, study_id)
    form = StudyForm.of(found, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and tried(form, found.rewrite, request.acting.actor, **form.cleaned_data)[0]:
        say(request, "It is kept.")
        return redirect("showcase:study", found.pk)
    return render(request, "sales/showcase/edit.html", {"form": form, "study": found}, status=422 if form.errors else 200)


@staff("clients.edit")
@require_POST
def ask(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """Send the letter that asks for consent."""
    found = study_at(request.acting, study_id)
    form = AskForm(found, request.POST) if found.client_id else None
    if form and form.is_valid():
        said = form.cleaned_data
        if tried(form, found.ask, request.acting.actor, form.people[said["contact"]], said["subject"], said["text"])[0]:
            say(request, "The letter is in the outbox.")
            return redirect("showcase:study", found.pk)
    return _page(request, found, 422, ask_form=form)


@staff("clients.edit")
@require_POST
def publication(request: HttpRequest, study_id: uuid.UUID) -> HttpResponse:
    """Put it on the web, or take it off."""
    found = study_at(request.acting, study_id)
    verb, words = (found.hide, "It is off the web.") if found.published_at else (found.publish, "Whoever has the link can read it.")
    try:
        verb(request.acting.actor)
    except Refusal as refusal:
        return _page(request, found, refusal.status, refusal=refusal.message)
    say(request, words)
    return redirect("showcase:study", found.pk)


def study_at(acting: Acting, pk: uuid.UUID) -> CaseStudy:
    """A case study that this person may see, else 404."""
    return get_object_or_404(CaseStudy.objects.visible_to(acting).select_related("workspace", "client", "contact"), pk=pk)


def _page(request: HttpRequest, found: CaseStudy, status: int = 200, **context: Any) -> HttpResponse:
    may = request.acting.may("clients.edit")
    context.setdefault("ask_form", _ask_form(found) if may and found.consent in ("none", "asked", "withdrawn") else None)
    address = request.build_absolute_uri(reverse("showcase:read", args=[found.token])) if found.published_at else ""
    context |= {"study": found, "may": may, "address": address, "outbox": why_none_leaves(found.workspace)}
    return render(request, "sales/showcase/study.html", context, status=status)


def _ask_form(found: CaseStudy) -> AskForm | None:
    if not found.client_id:
        return None
    people = [each for each in found.client.people if each.email]
    words = letters.draft(found, people[0] if people else None)
    return AskForm(found, initial={"subject": words.subject, "text": words.text})
