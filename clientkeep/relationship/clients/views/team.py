"""Who in the team looks after a client, and who else sees it."""

import uuid

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.members.models import Member

from ..bulk import owner_named
from ..model import Client
from .reach import reached, to_page


@require_http_methods(["GET", "POST"])
@staff("clients.assign")
def team(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Choose the owner, and which members with narrowed sight see the client."""
    client = reached(request, client_id)
    members = list(request.acting.workspace.members.filter(disabled_at=None).select_related("user").order_by("created_at"))
    error = ""
    if request.method == "POST":
        try:
            _save(request, client, [member for member in members if not member.sees_all_clients])
            say(request, f"The team of {client.name} was saved.")
            return to_page(client)
        except Invalid as refusal:
            error = refusal.message
    seeing = set(client.access.values_list("member_id", flat=True))
    context = {"client": client, "error": error, "owners": [("", "Nobody"), *((str(m.pk), str(m)) for m in members)]}
    context["narrowed"] = [(member, member.pk in seeing) for member in members if not member.sees_all_clients]
    context["owner"] = str(client.owner_id or "")
    return render(request, "clients/team.html", context, status=422 if error else 200)


def _save(request: HttpRequest, client: Client, narrowed: list[Member]) -> None:
    chosen = set(request.POST.getlist("sees"))
    if chosen - {str(member.pk) for member in narrowed}:
        raise Invalid("Choose among the members shown here.", "sees")
    with transaction.atomic():
        client.give_to(owner_named(request.acting, request.POST.get("owner", "")), request.acting.actor)
        client.let_see([member for member in narrowed if str(member.pk) in chosen], request.acting.actor)
