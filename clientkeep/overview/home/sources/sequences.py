"""Sequences: letters that wait to be read, and tasks that are due."""

import uuid

from django.db.models import QuerySet

from clientkeep.lifecycle.retention.models import SequenceStep

from ..gathering import Found, gathers
from ..item import Item, lifted, link_to
from ..reading import Reading


def _letters(read: Reading) -> QuerySet:
    return SequenceStep.objects.visible_to(read.acting).waiting()


@gathers("sequence_letters", "clients.edit", _letters, client="run__client", day="due_on", words="run__name", more="run__contact__name")
def letter_waits(found: Found, read: Reading) -> Item:
    """A letter that leaves once somebody has read it."""
    return _item(found, read, "mail", f"gets a letter of {found.words}, to {found.more}", "Read and send", "sequences:step", found.pk)


def _tasks(read: Reading) -> QuerySet:
    return SequenceStep.objects.visible_to(read.acting).to_do()


@gathers("sequence_tasks", "clients.edit", _tasks, client="run__client", day="due_on", words="what", more="run__name", note="run_id")
def task_due(found: Found, read: Reading) -> Item:
    """A task of a sequence: its act is on the run's page."""
    return _item(found, read, "circle-check", f"{found.more}: {found.words}", "See to it", "sequences:run", uuid.UUID(found.note))


def _item(found: Found, read: Reading, sign: str, rest: str, act: str, route: str, about: uuid.UUID) -> Item:
    late = max(0, (read.today - found.day).days)
    return Item(
        key=f"sequence_step:{found.pk}",
        rank=lifted(34 - min(late, 10), found),
        sign=sign,
        meaning="late" if late else "waiting",
        subject=found.client_name,
        url=link_to("clients:detail", found.client_id),
        rest=rest,
        why="For today" if not late else "1 day late" if late == 1 else f"{late} days late",
        act=act,
        act_url=link_to(route, about),
    )
