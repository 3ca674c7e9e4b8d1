"""What others agreed to show, in a draft: choosing which of it."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.gate import staff

from .. import lending
from ..blocks.kinds import TYPES
from ..blocks.lent import ids_of
from ..lenders import LENDERS
from .views import back_to, seen_version, visible_proposal

MOST = 100


@staff("documents.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, document_id: uuid.UUID, kind: str) -> HttpResponse:
    """What may be shown of one kind; POST has the draft show the ticked ones, and no others."""
    document, lender = visible_proposal(request.acting, document_id), LENDERS[kind]
    if kind not in document.takes:
        raise Http404
    if not document.is_draft:
        return redirect("documents:detail", document.pk)
    offered = list(lender.visible(lender.shown(lender.rows(request.acting.workspace)), request.acting)[:MOST])
    ticked, refusal, status = set(ids_of(document.content, kind)), "", 200
    if request.method == "POST":
        ticked = set(request.POST.getlist("chosen"))
        chosen = [each for each in offered if str(each.pk) in ticked]
        try:
            document.arrange(request.acting.actor, lending.showing(document.content, kind, chosen), seen_version(request))
            say(request, f"{document.label} shows {len(chosen)} {lender.noun if len(chosen) == 1 else lender.nouns}.")
            return back_to(document, next((block["id"] for block in document.content if block["type"] == kind), ""))
        except Refusal as refused:
            refusal, status = refused.message, refused.status
            document = visible_proposal(request.acting, document_id)
    context = {
        "document": document, "lender": lender, "label": TYPES[kind].label, "refusal": refusal, "list_url": reverse(lender.list_url),
        "offered": [{"pk": each.pk, "title": lender.title(each), "hint": lender.hint(each), "ticked": str(each.pk) in ticked} for each in offered],
        "back_url": reverse("proposals:edit", args=[document.pk]),
    }  # fmt: skip
    return render(request, "agreements/proposals/lent.html", context, status=status)
