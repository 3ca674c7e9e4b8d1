"""A thread as its page shows it: its messages by day, the newest part of it where it is long."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import BooleanField, Case, Prefetch, Value, When

from clientkeep.foundation.ui import days
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.members.acting import Acting

from ..messages.model import Message, Thread

PAGE = 60


@dataclass(frozen=True)
class Said:
    """A message with the hour of the firm's clock."""

    message: Message
    hour: str

    @property
    def has_more(self) -> bool:
        """Whether it holds more than what was newly said."""
        return bool(self.message.whole)


@dataclass(frozen=True)
class Conversation:
    """The days of a thread, oldest first, and whether there is an earlier part."""

    days: list[tuple[str, list[Said]]]
    earlier: int
    shown: int


def told(acting: Acting, thread: Thread, parts: int = 1) -> Conversation:
    """Return the newest `parts` of a thread."""
    files = Prefetch("files", StoredFile.objects.filter(removed_at=None).order_by("created_at", "pk"))
    rows = Message.objects.visible_to(acting).filter(thread=thread).select_related("contact").defer("html")
    rows = rows.annotate(has_html=Case(When(html="", then=Value(False)), default=Value(True), output_field=BooleanField()))
    most = PAGE * min(max(parts, 1), 20)
    newest = list(rows.prefetch_related(files, "letters").order_by("-happened_at", "-pk")[: most + 1])
    return Conversation(_by_day(acting, newest[:most][::-1]), parts + 1 if len(newest) > most else 0, min(len(newest), most))


def _by_day(acting: Acting, rows: list[Message]) -> list[tuple[str, list[Said]]]:
    zone, today = ZoneInfo(acting.workspace.time_zone), acting.workspace.today()
    found: dict[dt.date, list[Said]] = {}
    for message in rows:
        local = message.happened_at.astimezone(zone)
        found.setdefault(local.date(), []).append(Said(message, f"{local:%H:%M}"))
    return [("Today" if day == today else days.write_day(day, today), those) for day, those in found.items()]
