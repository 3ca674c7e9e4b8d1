"""The firm's clauses: what its agreements say every time, and each wording that they had."""

import uuid
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse

from clientkeep.lifecycle.agreements.clauses.rules import GROUPS, LONGEST_BODY, LONGEST_TITLE
from clientkeep.lifecycle.agreements.clauses.views import clause_at
from clientkeep.lifecycle.agreements.models import Clause

from ..answers import answer, moment
from ..door import Room
from ..fields import Given, Text, Told, Version

room = Room()


class ClauseGiven(Given):
    """A clause. Its words may hold {client}, {firm}, {price}, {deposit}, {start} and {law}, which are filled in when it is sent."""

    title: Text(LONGEST_TITLE, least=1)
    group: Literal[tuple(GROUPS)]
    body: Text(LONGEST_BODY, least=1)


class ClauseReworded(ClauseGiven):
    """The clause in other words. `edition`: the one that was read; 409 where there is a newer one."""

    edition: Version | None = None


class ClauseWordingOut(Told):
    edition: int
    title: str
    group: str
    body: str
    written_at: str
    written_by: str


class ClauseOut(Told):
    """A clause in its newest wording, number `edition`. To put it into a proposal: {"type": "clause", "clause_id": …} among the blocks."""

    id: uuid.UUID
    title: str
    group: str
    body: str
    edition: int
    archived_at: str | None


class ClauseWhole(ClauseOut):
    """With every wording, the newest first."""

    wordings: list[ClauseWordingOut]


class ClausesOut(Told):
    items: list[ClauseOut]


@room.reads("", "documents.see", ClausesOut)
def list_clauses(request: HttpRequest) -> HttpResponse:
    """List the clauses as a contract is read, archived ones among them."""
    return answer({"items": [tell_clause(each) for each in Clause.objects.visible_to(request.acting).in_order()]})


@room.writes("", "settings.edit", ClauseWhole, 201)
def write_clause(request: HttpRequest, given: ClauseGiven) -> HttpResponse:
    """Write a clause. 422 for a field in braces that is none."""
    return answer(_whole(Clause.write(request.acting.workspace, request.acting.actor, **given.values())), 201)


@room.writes("/ready-made", "settings.edit", ClausesOut)
def add_ready_made_clauses(request: HttpRequest) -> HttpResponse:
    """Add the ready-made clauses that are not there yet; tells those that were added."""
    return answer({"items": [tell_clause(each) for each in Clause.add_ready_made(request.acting.workspace, request.acting.actor)]})


@room.reads("/{uuid:clause_id}", "documents.see", ClauseWhole)
def get_clause(request: HttpRequest, clause_id: uuid.UUID) -> HttpResponse:
    """One clause with its wordings."""
    return answer(_whole(clause_at(request.acting, clause_id)))


@room.writes("/{uuid:clause_id}", "settings.edit", ClauseWhole, method="PUT")
def reword_clause(request: HttpRequest, clause_id: uuid.UUID, given: ClauseReworded) -> HttpResponse:
    """Give it a new wording. Agreements that took it keep theirs."""
    found = clause_at(request.acting, clause_id)
    found.reword(request.acting.actor, given.edition, title=given.title, group=given.group, body=given.body)
    return answer(_whole(found))


@room.writes("/{uuid:clause_id}/archive", "settings.edit", ClauseWhole)
def archive_clause(request: HttpRequest, clause_id: uuid.UUID) -> HttpResponse:
    """Offer it no more."""
    found = clause_at(request.acting, clause_id)
    found.archive(request.acting.actor)
    return answer(_whole(found))


@room.writes("/{uuid:clause_id}/archive", "settings.edit", ClauseWhole, method="DELETE")
def bring_clause_back(request: HttpRequest, clause_id: uuid.UUID) -> HttpResponse:
    """Offer it again."""
    found = clause_at(request.acting, clause_id)
    found.bring_back(request.acting.actor)
    return answer(_whole(found))


def tell_clause(found: Clause) -> dict[str, Any]:
    plain = {name: getattr(found, name) for name in ("title", "group", "body", "edition")}
    return {"id": str(found.pk), **plain, "archived_at": moment(found.archived_at)}


def _whole(found: Clause) -> dict[str, Any]:
    wordings = [
        {**{name: getattr(each, name) for name in ("edition", "title", "group", "body", "written_by")}, "written_at": moment(each.written_at)}
        for each in found.wordings.order_by("-edition")
    ]
    return {**tell_clause(found), "wordings": wordings}
