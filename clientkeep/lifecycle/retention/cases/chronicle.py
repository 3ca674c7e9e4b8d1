"""The dated record of a case: all that the journal tells of the client since it was opened, in order, in full."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from clientkeep.relationship.clients.slots import EVENT_TELLERS
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.acting import Acting

from .model import Case
from .slots import RECORD_TEXTS

MOST = 1_000
# What is not about the case, though it happened meanwhile.
LEFT_OUT = ("client.changed", "client.access_changed", "client_field.changed")


@dataclass(frozen=True)
class Line:
    """One entry: when, what, and its whole text where it has one."""

    event: Event
    clock: str
    sentence: str
    text: str


def chronicle_of(acting: Acting, case: Case) -> tuple[list[Line], bool]:
    """Return the record's lines, oldest first, and whether there are more than the page holds."""
    events = Event.objects.filter(workspace_id=case.workspace_id, client_id=case.client_id, happened_at__gte=case.opened_at)
    if case.closed_at:
        events = events.filter(happened_at__lte=case.closed_at)
    rows = list(events.exclude(slug__in=LEFT_OUT).order_by("happened_at", "seq")[: MOST + 1])
    texts = _texts(acting, rows[:MOST])
    zone = ZoneInfo(acting.workspace.time_zone)
    lines = [
        Line(row, f"{row.happened_at.astimezone(zone):%H:%M}", row.sentence, texts.get(row.about_id, "")) for row in rows[:MOST]
    ]
    return lines, len(rows) > MOST


def _texts(acting: Acting, rows: list[Event]) -> dict[Any, str]:
    by_type: dict[str, list[Event]] = {}
    for row in rows:
        if row.about_id:
            by_type.setdefault(row.about_type, []).append(row)
    texts: dict[Any, str] = {}
    for about, events in by_type.items():
        if about in RECORD_TEXTS:
            texts |= RECORD_TEXTS[about](acting, [event.about_id for event in events])
        elif about in EVENT_TELLERS:
            texts |= {pk: told.text for pk, told in EVENT_TELLERS[about](acting, events).items() if told.text}
    return texts


def letter_texts(acting: Acting, ids: Sequence[Any]) -> dict[Any, str]:
    """The whole text of letters, but for those that let a person in."""
    mine = Letter.objects.filter(workspace=acting.workspace, pk__in=ids).exclude(purpose="sign_in")
    return dict(mine.values_list("pk", "text"))


RECORD_TEXTS.add("letter", letter_texts)
