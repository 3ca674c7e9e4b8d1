"""The one page that ends an argument: what was agreed with a client, at any day."""

import datetime as dt
import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clientkeep.workspace.members.gate import staff

from ..reach import client_at
from .reading import agreed_on

EARLIEST = dt.date(1970, 1, 1)


@require_safe
@staff("clients.see")
def agreed(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Decisions in force, promises of both sides as they stood, what was confirmed: at the end of `?on=`."""
    client, today = client_at(request, client_id), request.acting.workspace.today()
    on = day_asked(request.GET.get("on", ""), today)
    context = {"client": client, "agreed": agreed_on(client, on), "on": on, "today": today, "firm": request.acting.workspace}
    return render(request, "conversations/agreed/agreed.html", context)


def day_asked(text: str, today: dt.date) -> dt.date:
    """Return the day that an address asks for; today where it is none, or one to come."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return today
    return day if EARLIEST <= day <= today else today
