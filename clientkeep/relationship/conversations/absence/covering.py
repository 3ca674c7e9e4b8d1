"""Beginning and ending cover: what should be is worked out from the absences, and the rows follow. Safe to repeat."""

from typing import Any

from django.db import transaction

from clientkeep.relationship.clients.models import Client, ClientAccess
from clientkeep.workspace.hours.models import Absence
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.limits import one_at_a_time
from clientkeep.workspace.members.models import Workspace

from .events import CoverBegan, CoverEnded
from .model import Cover
from .rules import day_words


def settle_cover(workspace: Workspace) -> None:
    """Let who covers see the clients of whom is away today, and nobody any longer than that."""
    with transaction.atomic():
        one_at_a_time(f"cover:{workspace.pk}")
        wanted = _wanted(workspace)
        standing = Cover.objects.filter(workspace=workspace).select_related("absence__member__user", "member__user", "client")
        for cover in standing:
            if wanted.pop((cover.absence_id, cover.client_id, cover.member_id), None) is None:
                _end(cover)
        for absence, client in wanted.values():
            _begin(absence, client)


def _wanted(workspace: Workspace) -> dict[Any, tuple[Absence, Client]]:
    absences = Absence.objects.on(workspace.today()).filter(workspace=workspace, cover__isnull=False, cover__disabled_at=None)
    by_member = {absence.member_id: absence for absence in absences.select_related("member__user", "cover__user")}
    found = {}
    for client in Client.objects.current().filter(workspace=workspace, owner__in=by_member):
        absence = by_member[client.owner_id]
        found[absence.pk, client.pk, absence.cover_id] = absence, client
    return found


def _begin(absence: Absence, client: Client) -> None:
    given = False
    if not absence.cover.sees_all_clients and client.owner_id != absence.cover_id:
        _, given = ClientAccess.objects.get_or_create(client=client, member=absence.cover)
    Cover.objects.create(
        workspace_id=client.workspace_id, absence=absence, client=client, member=absence.cover, gave_access=given
    )
    record(
        CoverBegan, workspace_id=client.workspace_id, client_id=client.pk, about=absence, client=client.name,
        cover=str(absence.cover), whom=str(absence.member), last=day_words(absence.last),
    )  # fmt: skip


def _end(cover: Cover) -> None:
    if cover.gave_access:
        ClientAccess.objects.filter(client=cover.client, member=cover.member).delete()
    record(
        CoverEnded, workspace_id=cover.workspace_id, client_id=cover.client_id, about=cover.absence, client=cover.client.name,
        cover=str(cover.member), whom=str(cover.absence.member),
    )  # fmt: skip
    cover.delete()
