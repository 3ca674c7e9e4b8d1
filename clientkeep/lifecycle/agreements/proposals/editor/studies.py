"""Case studies in a draft: choosing which ones it shows."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.lifecycle.sales.models import CaseStudy
from clientkeep.workspace.members.gate import staff

from .. import studying
from ..blocks.studies import STUDIES, ids_of
from .views import back_to, seen_version, visible_proposal

MOST = 100


@staff("documents.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """The published case studies; POST has the draft show the ticked ones, and no others."""
    document = visible_proposal(request.acting, document_id)
    if STUDIES not in document.takes:
        raise Http404
    if not document.is_draft:
        return redirect("documents:detail", document.pk)
    offered = list(CaseStudy.objects.visible_to(request.acting).public().order_by("-published_at", "-pk")[:MOST])
    ticked, refusal, status = set(ids_of(document.content)), "", 200
    if request.method == "POST":
        ticked = set(request.POST.getlist("study"))
        chosen = [each for each in offered if str(each.pk) in ticked]
        try:
            document.arrange(request.acting.actor, studying.with_studies(document.content, chosen), seen_version(request))
            say(request, f"{document.label} shows {len(chosen)} case {'study' if len(chosen) == 1 else 'studies'}.")
            return back_to(document, next((block["id"] for block in document.content if block["type"] == STUDIES), ""))
        except Refusal as refused:
            refusal, status = refused.message, refused.status
            document = visible_proposal(request.acting, document_id)
    context = {
        "document": document, "offered": offered, "refusal": refusal, "ticked": {each.pk for each in offered if str(each.pk) in ticked},
        "back_url": reverse("proposals:edit", args=[document.pk]),
    }  # fmt: skip
    return render(request, "agreements/proposals/studies.html", context, status=status)
