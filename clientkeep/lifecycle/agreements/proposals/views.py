"""Versions of a proposal: the next one, and what changed since the one before, for both sides."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.portal.views import framed
from clientkeep.relationship.portal.visitor import portal_page
from clientkeep.workspace.members.gate import staff

from .content import OF_BLOCKS
from .editor.views import visible_proposal
from .versions import before, changes


@staff("documents.draft")
@require_POST
def new_version(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Write the next version under the same number. The one before holds until the new one is issued."""
    document = visible_proposal(request.acting, document_id)
    try:
        made = document.new_version(request.acting.actor)
    except Refusal as refusal:
        say(request, refusal.message)
        return redirect("documents:detail", document.pk)
    return redirect("proposals:edit" if made.is_draft else "documents:detail", made.pk)


@staff("documents.see")
@require_safe
def differences(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """What changed since the version before."""
    document = visible_proposal(request.acting, document_id)
    context = _compared(document) | {"back_url": reverse("documents:detail", args=[document.pk])}
    return render(request, "agreements/proposals/differences.html", context)


@portal_page
@require_safe
def differences_for_client(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """The same for the client, of what was sent to them."""
    document = request.visitor.documents().filter(pk=document_id, kind__in=OF_BLOCKS).first()
    if document is None:
        raise Http404
    context = framed(request.visitor, **_compared(document), back_url=reverse("portal:document", args=[document.pk]))
    return render(request, "agreements/proposals/portal_differences.html", context)


def _compared(document) -> dict:
    return {"document": document, "older": before(document), "changes": changes(document)}
