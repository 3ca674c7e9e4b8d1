"""Ticking off a question that was asked."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.gate import staff

from .model import Question


@require_POST
@staff("clients.edit")
def settle(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    """Tick off a question."""
    question = get_object_or_404(Question.objects.visible_to(request.acting).select_related("client"), pk=question_id)
    question.settle(request.acting.actor)
    say(request, "The question is ticked off.")
    return redirect(reverse("clients:detail", args=[question.client_id]))
