"""A running project with a milestone, of one client, for the addresses that name them."""

import datetime as dt
from typing import Any

from clientkeep.lifecycle.agreements.scope.giving import give
from clientkeep.lifecycle.delivery.models import Milestone, Project
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document
from tests.house import hostile

OF_A_CLIENT = {"project_id", "milestone_id", "gift_id"}


def made_for(name: str, client: Client, agreement: Any, by: Any) -> dict[str, Any]:
    """Return ids by parameter. The poisoned side says hostile things."""
    words = hostile.WHOLE if name == "poisoned" else f"A word of {name}"
    project = Project.plan(client, by, name=words[:200])
    project.start(by)
    day = client.workspace.today()
    milestone = Milestone.add(project, by, words[:200], day, 120_000)
    milestone.move(by, day - dt.timedelta(days=2), words[:200])
    return {"project_id": project.pk, "milestone_id": milestone.pk, "gift_id": give(Document.objects.get(pk=agreement), by, words[:300], 4_000).item}
