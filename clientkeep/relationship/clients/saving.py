"""Saving what a form of the record holds: each value goes through the verb that it belongs to."""

from typing import Any

from django.db import transaction

from clientkeep.workspace.members.acting import Actor

from .model import EDITABLE, Client
from .tags import forget_known


def save_record(client: Client, cleaned: dict[str, Any], by: Actor, version: int | None = None) -> None:
    """Save cleaned values, all or none. Raises Conflict where somebody saved since `version`, and Invalid."""
    with transaction.atomic():
        client.change(by, version, **{name: value for name, value in cleaned.items() if name in EDITABLE})
        if "stage" in cleaned:
            client.move_to(cleaned["stage"], by)
        if "next_step" in cleaned:
            client.plan_next_step(cleaned["next_step"], cleaned.get("next_step_on"), by)
    if "tags" in cleaned:
        forget_known(client.workspace_id)
