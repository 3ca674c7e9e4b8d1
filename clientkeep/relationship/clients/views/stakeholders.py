"""The grid of power and interest: a client's people, and what each field asks of the firm."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from clientkeep.workspace.members.gate import staff

from ..stakeholders import QUADRANTS
from .reach import reached


@require_GET
@staff("clients.see")
def stakeholders(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """The people of a client by how much they decide and care."""
    client = reached(request, client_id)
    people = client.people
    cells = {each.slug: {"quadrant": each, "people": [one for one in people if one.quadrant == each]} for each in QUADRANTS}
    context = {
        "client": client,
        "rows": [("High power", [cells["satisfy"], cells["manage"]]), ("Low power", [cells["monitor"], cells["inform"]])],
        "unplaced": [person for person in people if person.quadrant is None],
        "people": people,
        "may_edit": request.acting.may("clients.edit"),
    }
    return render(request, "clients/stakeholders.html", context)
