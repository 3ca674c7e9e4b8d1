"""Pausing, resuming and stopping a repetition."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.documents.fetching import visible
from clientkeep.workspace.members.gate import staff

from .model import Schedule

ACTS = {
    "pause": (Schedule.pause, "The repetition is paused. Nothing is drafted until it goes on."),
    "resume": (Schedule.resume, "The repetition goes on."),
    "stop": (Schedule.stop, "The repetition is stopped."),
}


@staff("documents.issue")
@require_POST
def change(request: HttpRequest, schedule_id: uuid.UUID, act: str) -> HttpResponse:
    """Pause, resume or stop."""
    schedule = Schedule.objects.filter(workspace=request.acting.workspace, pk=schedule_id).first()
    if schedule is None or act not in ACTS:
        raise Http404
    document = visible(request.acting, schedule.source_id)
    verb, words = ACTS[act]
    verb(schedule, request.acting.actor)
    say(request, words)
    return redirect("documents:detail", document.pk)
