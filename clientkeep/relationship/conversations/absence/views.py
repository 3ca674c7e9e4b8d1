"""Telling clients of an absence: the letters on one page, approved in one act."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.hours.models import Absence
from clientkeep.workspace.members.gate import staff

from .telling import drafts_of, tell, words_for


@staff("clients.edit")
@require_http_methods(["GET", "POST"])
def letters(request: HttpRequest, absence_id: uuid.UUID) -> HttpResponse:
    """Show whom the letters go to and what they say; send those that are ticked."""
    acting = request.acting
    found = Absence.objects.visible_to(acting).select_related("member__user", "cover__user", "workspace")
    absence = get_object_or_404(found, pk=absence_id)
    error = ""
    if request.method == "POST":
        try:
            count = tell(acting, absence, set(request.POST.getlist("contact")))
        except Invalid as refusal:
            error = refusal.message
        else:
            say(request, "Everybody you chose had been told." if not count else f"{count} letter{'' if count == 1 else 's'} in the outbox.")
            return redirect("conversations:absence_letters", absence.pk)
    drafts = drafts_of(acting, absence)
    first = next((draft for draft in drafts if not draft.is_told), None)
    context = {
        "absence": absence, "drafts": drafts, "left": sum(not draft.is_told for draft in drafts), "error": error,
        "sample": words_for(absence, first.client, first.contact, first.contact.name) if first else None,
    }  # fmt: skip
    return render(request, "conversations/absence/letters.html", context, status=422 if error else 200)
