"""Clauses of the library in a draft: choosing some, and taking a newer wording over."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from clientkeep.foundation.differences import lines_between
from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.lifecycle.agreements.clauses.histories import spoken
from clientkeep.lifecycle.agreements.clauses.model import Clause
from clientkeep.lifecycle.agreements.clauses.views import by_group
from clientkeep.workspace.members.gate import staff

from .. import clausing
from . import acts
from .views import back_to, seen_version, visible_proposal


@staff("documents.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """The library; POST puts the ticked clauses behind the blocks."""
    document = visible_proposal(request.acting, document_id)
    if not document.is_draft:
        return redirect("documents:detail", document.pk)
    offered = list(Clause.objects.visible_to(request.acting).standing().in_order())
    ticked, refusal, status = set(request.POST.getlist("clause")), "", 200
    if request.method == "POST":
        taken = [each for each in offered if str(each.pk) in ticked]
        try:
            document.arrange(request.acting.actor, clausing.with_clauses(document.content, taken), seen_version(request))
            say(request, f"{len(taken)} {'clause is' if len(taken) == 1 else 'clauses are'} in the {document.label.lower()}.")
            return back_to(document, document.content[-len(taken)]["id"] if taken else "")
        except Refusal as refused:
            refusal, status = refused.message, refused.status
            document = visible_proposal(request.acting, document_id)
    inside = {block.get("clause_id") for block in document.content}
    context = {
        "document": document, "groups": by_group(offered), "inside": {each.pk for each in offered if str(each.pk) in inside}, "refusal": refusal,
        "ticked": {each.pk for each in offered if str(each.pk) in ticked}, "back_url": reverse("proposals:edit", args=[document.pk]),
        "may_edit_library": request.acting.may("settings.edit"),
    }  # fmt: skip
    return render(request, "agreements/proposals/clauses.html", context, status=status)


@staff("documents.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def wording(request: HttpRequest, document_id: uuid.UUID, block: str) -> HttpResponse:
    """A clause of a draft beside the newest wording of the library; POST takes that one over."""
    document = visible_proposal(request.acting, document_id)
    if not document.is_draft:
        return redirect("documents:detail", document.pk)
    kept = next((each for each in document.content if each["id"] == block and each.get("clause_id")), None)
    clause = Clause.objects.visible_to(request.acting).filter(pk=kept["clause_id"]).first() if kept else None
    if clause is None:
        raise Http404
    refusal, status = "", 200
    if request.method == "POST":
        try:
            newest = {**clausing.block_of(clause), "id": kept["id"]}
            document.arrange(request.acting.actor, acts.replaced(document.content, newest), seen_version(request))
            say(request, f"“{clause}” has its newest wording.")
            return back_to(document, block)
        except Refusal as refused:
            refusal, status = refused.message, refused.status
            document = visible_proposal(request.acting, document_id)
    lines = lines_between(spoken(kept["title"], kept["text"]), spoken(clause.title, clause.body))
    context = {"document": document, "clause": clause, "kept": kept, "lines": lines, "refusal": refusal, "back_url": reverse("proposals:edit", args=[document.pk])}
    return render(request, "agreements/proposals/wording.html", context, status=status)
