"""Templates of proposals: the list, one with its editions, and keeping a proposal as one."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from ..blocks.comparing import differences
from ..editor.views import visible_proposal
from .forms import KeepForm, NameForm
from .model import ProposalTemplate


@staff("documents.draft")
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """All templates by name, archived ones below."""
    mine = ProposalTemplate.objects.visible_to(request.acting)
    context = {"rows": list(mine.standing().defer("blocks")), "archived": list(mine.exclude(archived_at=None).defer("blocks").order_by("name", "pk"))}
    return render(request, "agreements/proposal_templates/list.html", context)


@staff("documents.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Keep a proposal as a new template, or as the next edition of one."""
    document, acting = visible_proposal(request.acting, document_id), request.acting
    standing = list(ProposalTemplate.objects.visible_to(acting).standing().filter(makes=document.kind))
    form = KeepForm(standing, request.POST if request.method == "POST" else None, initial={"name": document.title})
    if form.is_bound and form.is_valid():
        kept = form.chosen
        if kept:
            done, made = tried(form, kept.keep_again, document, acting.actor)
        else:
            done, made = tried(form, ProposalTemplate.keep, document, acting.actor, form.cleaned_data["name"])
        if done:
            say(request, f"“{kept or made}” is a template. A new {document.kind} can begin with it.")
            return redirect("proposals:template", (kept or made).pk)
    context = {"form": form, "document": document, "back_url": reverse("documents:detail", args=[document.pk])}
    return render(request, "agreements/proposal_templates/keep.html", context, status=422 if form.errors else 200)


@staff("documents.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: HttpRequest, proposal_template_id: uuid.UUID) -> HttpResponse:
    """What a template says now, and what each edition changed; POST renames it."""
    found = template_at(request.acting, proposal_template_id)
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": found.name})
    if form.is_bound and form.is_valid() and tried(form, found.rename, request.acting.actor, form.cleaned_data["name"])[0]:
        say(request, "It has a new name.")
        return redirect("proposals:template", found.pk)
    said = [(each.where, [words for _, words in each.lines if words != each.where]) for each in differences([], found.blocks)]
    context = {"kept": found, "form": form, "said": said, "editions": _editions(found), "start": f"template:{found.pk}"}
    return render(request, "agreements/proposal_templates/template.html", context, status=422 if form.errors else 200)


@staff("documents.draft")
@require_POST
def archive(request: HttpRequest, proposal_template_id: uuid.UUID) -> HttpResponse:
    """Offer it no more, or again."""
    found = template_at(request.acting, proposal_template_id)
    verb, words = (found.archive, "archived") if found.archived_at is None else (found.bring_back, "offered again")
    verb(request.acting.actor)
    say(request, f"“{found}” is {words}.")
    return redirect("proposals:templates")


def template_at(acting: Acting, pk: uuid.UUID) -> ProposalTemplate:
    """A template that this person may see, else 404."""
    return get_object_or_404(ProposalTemplate.objects.visible_to(acting), pk=pk)


def _editions(found: ProposalTemplate) -> list[tuple[Any, list[Any]]]:
    """Every edition, the newest first, each with what it changed; of the first one nothing is told."""
    rows = list(found.editions.order_by("edition"))
    return [(each, differences(before.blocks, each.blocks) if before else []) for before, each in zip([None, *rows], rows, strict=False)][::-1]
