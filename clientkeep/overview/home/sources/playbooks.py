"""Playbooks: letters that wait to be read, our own steps that are due, and what a client has left undone."""

import datetime as dt

from django.db.models import QuerySet

from clientkeep.lifecycle.onboarding.models import PlaybookStep

from ..gathering import Found, gathers
from ..item import Item, lifted, link_to
from ..reading import Reading

PATIENCE = dt.timedelta(days=3)


def _ours(read: Reading) -> QuerySet:
    return PlaybookStep.objects.visible_to(read.acting).needing_us()


@gathers("playbook_steps", "clients.edit", _ours, client="run__client", day="due_on", words="title", more="run__name", note="state")
def step_due(found: Found, read: Reading) -> Item:
    """A letter to be read, or a step of our own."""
    is_letter = found.note == "waiting"
    return _item(found, read, "mail" if is_letter else "circle-check", f"{found.more}: {found.words}", "Read and send" if is_letter else "See to it", 0)


def _theirs(read: Reading) -> QuerySet:
    return PlaybookStep.objects.visible_to(read.acting).of_clients_late(read.today - PATIENCE)


@gathers("playbook_steps_of_clients", "clients.edit", _theirs, client="run__client", day="due_on", words="title", more="run__name")
def client_owes(found: Found, read: Reading) -> Item:
    """A step that the client has not done."""
    return _item(found, read, "hourglass", f"has not done “{found.words}” yet", "See to it", 4)


def _item(found: Found, read: Reading, sign: str, rest: str, act: str, lower: int) -> Item:
    late = max(0, (read.today - found.day).days)
    return Item(
        key=f"playbook_step:{found.pk}",
        rank=lifted(33 + lower - min(late, 10), found),
        sign=sign,
        meaning="late" if late else "waiting",
        subject=found.client_name,
        url=link_to("clients:detail", found.client_id),
        rest=rest,
        why="For today" if not late else "1 day late" if late == 1 else f"{late} days late",
        act=act,
        act_url=link_to("playbooks:step", found.pk),
    )
