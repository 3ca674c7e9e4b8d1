"""Finding playbooks, runs and steps through what a person may see: the same Http404 for what is foreign and what never was."""

import uuid
from typing import Any

from django.http import Http404

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting

from .model import Playbook
from .run import PlaybookRun
from .run_step import PlaybookStep


def visible_client(acting: Acting, client_id: uuid.UUID) -> Client:
    found = Client.objects.visible_to(acting).select_related("owner__user").filter(pk=client_id).first()
    if found is None:
        raise Http404
    found.workspace = acting.workspace
    return found


def visible_playbook(acting: Acting, playbook_id: uuid.UUID) -> Playbook:
    found = Playbook.objects.visible_to(acting).filter(pk=playbook_id).first()
    if found is None:
        raise Http404
    found.workspace = acting.workspace
    return found


def visible_run(acting: Acting, run_id: uuid.UUID) -> PlaybookRun:
    rows = PlaybookRun.objects.visible_to(acting).select_related("client__owner__user", "contact", "member__user", "playbook", "document")
    found = rows.filter(pk=run_id).first()
    if found is None:
        raise Http404
    found.workspace = found.client.workspace = acting.workspace
    return found


def visible_step(acting: Acting, step_id: uuid.UUID) -> PlaybookStep:
    rows = PlaybookStep.objects.visible_to(acting).select_related("run__client__owner__user", "run__contact", "run__member__user", "letter", "owner__user")
    found = rows.filter(pk=step_id).first()
    if found is None:
        raise Http404
    found.run.workspace = found.run.client.workspace = acting.workspace
    return found


def step_at(playbook: Playbook, number: int) -> dict[str, Any]:
    """The step of a playbook with this number, counted from 1; Http404 for none."""
    if not 1 <= number <= len(playbook.steps):
        raise Http404
    return playbook.steps[number - 1]
