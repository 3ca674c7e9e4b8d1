"""A new checklist begins with what another one asks: few firms write the second one from nothing."""

from django.db import transaction

from clientkeep.workspace.members.acting import Actor

from .checklist import Checklist
from .criterion import Criterion


def add_copy(model: Checklist, by: Actor, name: str, threshold: int | None = None) -> Checklist:
    """Add a checklist to the firm of `model`, with its criteria. Raises Invalid with the field."""
    with transaction.atomic():
        criteria = Criterion.keep_ready(model)
        made = Checklist.add(model.workspace, by, name, threshold)
        kept = ("label", "kind", "weight", "key", "formula", "grades")
        Criterion.objects.bulk_create(
            Criterion(workspace=made.workspace, checklist=made, place=place, **{field: getattr(each, field) for field in kept})
            for place, each in enumerate(criteria, 1)
        )
    return made
