"""Acts on a proposal that was sent: the next version of it."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.gate import staff

from .editor.views import visible_proposal


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
