"""What one client said: the last answers with their trend, the open case, what was asked, whom they brought."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clientkeep.relationship.conversations.reach import client_at
from clientkeep.workspace.members.gate import staff

from .told import told_of


@staff("clients.see")
@require_safe
def of_client(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """The feedback of one client within two years."""
    client = client_at(request, client_id)
    told = told_of(client)
    may_edit = request.acting.may("clients.edit") and not client.archived_at
    return render(request, "retention/keeping/client.html", {"client": client, "told": told, "may_edit": may_edit, "line": told.line})
