"""Saying on a document's page which opportunity it is for."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.documents.fetching import visible
from clientkeep.workspace.members.gate import staff

from .choosing import opportunity_of
from .model import Bid


@staff("documents.draft")
@require_POST
def link(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Link it to an opportunity of its client, or to none."""
    acting, document = request.acting, visible(request.acting, document_id)
    try:
        chosen = opportunity_of(acting, document.client, request.POST.get("opportunity", "")[:40])
        if chosen:
            Bid.link(document, chosen, acting.actor)
        elif bid := Bid.objects.filter(document=document).first():
            bid.unlink(acting.actor)
    except Refusal as refusal:
        say(request, refusal.message)
    else:
        say(request, f"It is for “{chosen}”." if chosen else "It is for no opportunity.")
    return redirect("documents:detail", document.pk)
