"""What projects show elsewhere: a line on the client's page, where entries of the timeline lead, the list's place."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.signs import SignLine, how_many, newest, sign
from clientkeep.relationship.clients.slots import CLIENT_ACTS, EVENT_TELLERS, Told
from clientkeep.relationship.documents.agreeing import is_being_prepared, unfinished
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.slots import DOCUMENT_PANELS, LIST_PLACES
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.acting import Acting

from .milestone import Milestone
from .project import Project


def _values(acting: Acting) -> Mapping[str, Any]:
    going = Project.objects.visible_to(acting).going().order_by("-created_at")
    late = Milestone.objects.visible_to(acting).late(acting.workspace.today())
    coming = Milestone.objects.visible_to(acting).filter(state="open", project__state__in=("planned", "running")).in_order()
    return {
        "count": how_many(going), "name": newest(going, "name"), "pk": newest(going, "pk"), "state": newest(going, "state"),
        "late": newest(late, "name", "project__client"), "next": newest(coming, "name", "project__client"),
    }  # fmt: skip


@sign("projects", _values, order=20)
def going_on(acting: Acting, client: Client, found: Mapping[str, Any]) -> SignLine | None:
    """The project that goes on, or how many do; what is late, or comes next."""
    if not found["count"]:
        return None
    meaning = "late" if found["late"] else "good" if found["state"] == "running" else "waiting"
    more = f"Late: {found['late']}" if found["late"] else f"Next: {found['next']}" if found["next"] else ""
    if found["count"] == 1:
        return SignLine("Project", f"{found['name']}, {found['state']}", reverse("projects:project", args=[found["pk"]]), meaning, more)
    return SignLine("Projects", f"{found['count']} go on", reverse("projects:of_client", args=[client.pk]), meaning, more)


@DOCUMENT_PANELS.add("project", "delivery/projects/document_panel.html", order=7)
def project_of(acting: Acting, document: Document) -> dict[str, Any] | None:
    """The project of an accepted document, or that it is being prepared."""
    if document.state != "accepted":
        return None
    preparing, project = is_being_prepared(document), Project.objects.visible_to(acting).filter(source=document).first()
    return {"preparing": preparing, "project": project} if preparing or project else None


@sign("preparing", lambda acting: {"count": how_many(unfinished(), "event__client_id")}, order=14)
def being_prepared(acting: Acting, client: Client, found: Mapping[str, Any]) -> SignLine | None:
    """What follows an acceptance does not stand yet."""
    if not found["count"]:
        return None
    return SignLine("Accepted", "project and invoice are being prepared", reverse("projects:of_client", args=[client.pk]), "waiting")


@CLIENT_ACTS.add("project", "delivery/projects/client_act.html", order=32)
def plan_a_project(acting: Acting, client: Client) -> dict[str, Any] | None:
    """Plan a project."""
    may = acting.may("clients.edit") and not client.archived_at
    return {"url": reverse("projects:new", args=[client.pk])} if may else None


@LIST_PLACES.add("projects", "")
def projects_place(acting: Acting, shelf: str) -> dict[str, Any] | None:
    """Projects stand beside what was agreed."""
    if shelf != "quotes" or not acting.may("clients.see"):
        return None
    return {"label": "Projects", "url": reverse("projects:list")}


def tell_projects(acting: Acting, events: Sequence[Event]) -> dict[Any, Told]:
    """A project never goes away."""
    return {event.about_id: Told(url=reverse("projects:project", args=[event.about_id])) for event in events}


EVENT_TELLERS.add("project", tell_projects)
