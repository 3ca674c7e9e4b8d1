"""Finding a case through what a person may see."""

import uuid

from django.http import Http404

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.models import Message
from clientkeep.workspace.members.acting import Acting

from .model import Case, CaseStep


def visible_case(acting: Acting, case_id: uuid.UUID) -> Case:
    """Return a case; Http404 for one that is not there or not theirs to see."""
    found = Case.objects.visible_to(acting).select_related("client__workspace", "contact", "owner__user", "workspace")
    if (case := found.filter(pk=case_id).first()) is None:
        raise Http404
    case.client.workspace = case.workspace = acting.workspace
    return case


def visible_step(acting: Acting, step_id: uuid.UUID) -> CaseStep:
    """Return a step with its case; Http404 likewise."""
    row = CaseStep.objects.filter(pk=step_id, workspace=acting.workspace).select_related("letter").first()
    if row is None:
        raise Http404
    row.case = visible_case(acting, row.case_id)
    return row


def visible_client(acting: Acting, client_id: uuid.UUID) -> Client:
    """Return a client; Http404 likewise."""
    found = Client.objects.visible_to(acting).select_related("workspace").filter(pk=client_id).first()
    if found is None:
        raise Http404
    return found


def complaint_in(client: Client, thread: str) -> Message | None:
    """Return the client's newest message of a thread of theirs; None for another client's, or none."""
    try:
        named = uuid.UUID(thread)
    except ValueError:
        return None
    mine = Message.objects.filter(client=client, thread=named, direction="in").select_related("contact")
    return mine.order_by("-happened_at", "-pk").first()
