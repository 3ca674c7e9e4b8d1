"""A milestone rewritten at once: its name, price and day stand together or not at all."""

import datetime as dt

from django.db import transaction

from clientkeep.workspace.members.acting import Actor

from .milestone import Milestone


def rewrite(found: Milestone, by: Actor, *, name: str, due_on: dt.date | None, amount_minor: int | None, because: str) -> None:
    """Change and move a milestone. Raises Invalid with the field, Conflict where it is done or dropped and the day differs."""
    with transaction.atomic():
        found.change(by, name=name, amount_minor=amount_minor)
        found.move(by, due_on, because)
