"""MeetingType: what strangers may book with a member, when, and what they are asked."""

import re
import secrets
from typing import Any

from django.db import models, transaction
from django.utils.text import slugify

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.workspace.hours.rules import WEEKDAYS, Week, parse_blocks
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member, Workspace

from . import events
from .queries import MeetingTypeQuerySet
from .rules import Shape
from .tidying import in_one_line, of_lines

PLACES = [("video", "A video call, by your link"), ("phone", "You call them"), ("place", "At a place")]
MOST_QUESTIONS = 10
# field: (least, most, what is said otherwise)
BOUNDS = {
    "minutes": (5, 480, "Enter a length of 5 to 480 minutes."),
    "buffer_before": (0, 240, "Enter 0 to 240 minutes."),
    "buffer_after": (0, 240, "Enter 0 to 240 minutes."),
    "notice_hours": (0, 720, "Enter 0 to 720 hours."),
    "furthest_days": (1, 365, "Enter 1 to 365 days."),
    "most_a_day": (1, 50, "Enter 1 to 50, or nothing for no limit."),
}
_LINK = re.compile(r"https?://[^\s/?#@<>\"]+\.[^\s<>\"]+|https?://[^\s/?#@<>\"]+\.[a-z]{2,}", re.IGNORECASE)


class MeetingType(models.Model):
    """A kind of meeting with one member. Lengths and buffers are minutes; `week` is empty for the usual working hours."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="meeting_types")
    token = models.SlugField(max_length=60, unique=True, help_text="Its name in the public address")
    name = models.CharField(max_length=100)
    description = models.TextField(max_length=1_000, blank=True)
    minutes = models.PositiveIntegerField(default=30)
    place_kind = models.CharField(max_length=5, choices=PLACES, default="video")
    place = models.CharField(max_length=300, blank=True, help_text="The video link or the address; told once it is booked")
    buffer_before = models.PositiveIntegerField(default=0)
    buffer_after = models.PositiveIntegerField(default=0)
    notice_hours = models.PositiveIntegerField(default=24)
    furthest_days = models.PositiveIntegerField(default=60)
    most_a_day = models.PositiveIntegerField(null=True, blank=True)
    week = models.JSONField(null=True, blank=True, help_text="Blocks of minutes, Monday first; empty: the member's working hours")
    questions = models.JSONField(default=list, blank=True)
    active = models.BooleanField(default=True)
    made_at = models.DateTimeField(default=clock.now)

    objects = MeetingTypeQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["workspace", "name"], name="meeting_type_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def shape(self) -> Shape:
        return Shape(self.minutes, self.buffer_before, self.buffer_after)

    @property
    def own_week(self) -> Week | None:
        return tuple(tuple((start, end) for start, end in day) for day in self.week) if self.week else None

    @property
    def is_open(self) -> bool:
        """Whether it can be booked now: switched on, and its member still works here."""
        return self.active and self.member.disabled_at is None

    @property
    def place_words(self) -> str:
        """Where it is held, as the page says it to strangers: no link and no number before it is booked."""
        return {"video": "Video call", "phone": "We call you", "place": self.place}[self.place_kind]

    @classmethod
    def make(cls, member: Member, by: Actor, **values: Any) -> "MeetingType":
        """Offer a meeting. `week` holds seven typed days, Monday first, or None. Raises Invalid with the field."""
        kind = cls(workspace_id=member.workspace_id, member=member)
        kind._take(values)
        kind.token = f"{slugify(kind.name)[:40].strip('-') or 'meeting'}-{secrets.token_hex(4)}"
        with transaction.atomic():
            kind.save(force_insert=True)
            kind._tell(events.MeetingTypeMade, by)
        return kind

    def change(self, by: Actor, **values: Any) -> None:
        """Change what is offered from now on; meetings that are booked stay as they are. Raises Invalid with the field."""
        self._take(values)
        with transaction.atomic():
            self.save()
            self._tell(events.MeetingTypeChanged, by)

    def switch(self, active: bool, by: Actor) -> None:
        """Offer it, or offer it no more. Safe to repeat."""
        with transaction.atomic():
            if MeetingType.objects.filter(pk=self.pk, active=not active).update(active=active):
                self.active = active
                self._tell(events.MeetingTypeSwitched, by, how="on" if active else "off")

    def _take(self, values: dict[str, Any]) -> None:
        for name, value in _checked(values).items():
            setattr(self, name, value)
        if not self.name:
            raise Invalid("Write a name, such as First call.", "name")
        if self.place_kind == "place" and not self.place:
            raise Invalid("Write where you meet.", "place")
        if self.place_kind == "video" and not _LINK.fullmatch(self.place):
            raise Invalid("Paste the link of your video room, beginning with https://.", "place")

    def _tell(self, told: Any, by: Actor, **more: str) -> None:
        record(told, workspace_id=self.workspace_id, by=by, about=self, meeting=self.name, **more)


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    kept = dict(values)
    for name, (least, most, words) in BOUNDS.items():
        if name in kept and not (name == "most_a_day" and kept[name] is None) and not (
            isinstance(kept[name], int) and least <= kept[name] <= most
        ):
            raise Invalid(words, name)
    for name, longest in (("name", 100), ("place", 300)):
        if name in kept:
            kept[name] = in_one_line(name, kept[name], longest)
    if "description" in kept:
        kept["description"] = of_lines("description", kept["description"], 1_000)
    if kept.get("place_kind", "video") not in dict(PLACES):
        raise Invalid(f"Choose one of {', '.join(dict(PLACES))}.", "place_kind")
    if "questions" in kept:
        kept["questions"] = _questions(kept["questions"])
    if kept.get("week") is not None:
        kept["week"] = _week(kept["week"])
    return kept


def _questions(asked: list[str]) -> list[str]:
    found = [words for each in asked if (words := in_one_line("questions", each, 200))]
    if len(found) > MOST_QUESTIONS:
        raise Invalid(f"Ask at most {MOST_QUESTIONS} questions.", "questions")
    return found


def _week(days: list[str]) -> Week:
    if len(days) != len(WEEKDAYS):
        raise Invalid("Give seven days, Monday first.", "week")
    week = tuple(parse_blocks(text, name.lower()) for text, name in zip(days, WEEKDAYS, strict=True))
    if not any(week):
        raise Invalid("Write hours for at least one day.", "monday")
    return week
