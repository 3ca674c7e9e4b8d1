"""The hand-over of a client: one page to read, a note from before, and the new owner's word that it is read."""

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients.strict import StrictForm
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from .model import LONGEST, HandOver
from .reading import read_hand_over


class NoteForm(StrictForm):
    """What the new owner should know."""

    note = forms.CharField(
        label="Note for the new owner", max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 5}),
        help_text="Internal: the client never sees it",
    )  # fmt: skip


@require_GET
@staff("clients.see")
def hand_over(request: HttpRequest, handover_id: uuid.UUID) -> HttpResponse:
    """Everything on one page; it prints on one or two."""
    return _page(request, _reached(request, handover_id))


@require_POST
@staff("clients.edit")
def note(request: HttpRequest, handover_id: uuid.UUID) -> HttpResponse:
    """Leave the new owner a note, or change it."""
    handed = _reached(request, handover_id)
    form = NoteForm(request.POST)
    if form.is_valid() and tried(form, handed.leave_note, form.cleaned_data["note"], request.acting.actor)[0]:
        say(request, "The note is kept.")
        return redirect("rhythm:hand_over", handed.pk)
    return _page(request, handed, 422, form)


@require_POST
@staff("clients.edit")
def acknowledge(request: HttpRequest, handover_id: uuid.UUID) -> HttpResponse:
    """The new owner has read it."""
    handed = _reached(request, handover_id)
    handed.acknowledge(request.acting.actor)
    say(request, f"{handed.client} is yours now.")
    return redirect("rhythm:hand_over", handed.pk)


def _reached(request: HttpRequest, handover_id: uuid.UUID) -> HandOver:
    rows = HandOver.objects.visible_to(request.acting)
    return get_object_or_404(rows.select_related("client__workspace", "owner__user", "before__user"), pk=handover_id)


def _page(request: HttpRequest, handed: HandOver, status: int = 200, form: Any = None) -> HttpResponse:
    acting = request.acting
    context = {
        "handed": handed,
        "client": handed.client,
        "is_mine": handed.owner_id == acting.member.pk,
        "may_edit": acting.may("clients.edit"),
        "form": form or NoteForm(initial={"note": handed.note}),
        **read_hand_over(acting, handed),
    }
    return render(request, "rhythm/handovers/hand_over.html", context, status=status)
