"""Schedule and Occurrence: an invoice that comes again, and each time it does."""

import datetime as dt
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.states import States
from clientkeep.relationship.documents.copying import values_of
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.repeating import checked_repeat, repeat_words
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import SYSTEM, Actor
from clientkeep.workspace.members.models import Workspace

from . import events, rules

STATES = States({"active": ("paused", "ended"), "paused": ("active", "ended"), "ended": ()})
COPIED = (
    "currency title reference notes terms prices_include_tax discount_percent discount_minor lines"
).split()


class Schedule(models.Model):
    """How an issued invoice comes again. The invoice itself is period 0."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="schedules")
    source = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="schedule")
    every = models.PositiveIntegerField()
    unit = models.CharField(max_length=5)
    starts = models.DateField(help_text="The anchor: each day is counted from it")
    ends = models.DateField(null=True)
    count = models.PositiveIntegerField(null=True, help_text="Documents in all, the first included")
    state = models.CharField(max_length=6, default="active", choices=[(s, s) for s in STATES.all])
    next_on = models.DateField(null=True, db_index=True, help_text="The day of the next period; none once all are made")
    created_at = models.DateTimeField(default=clock.now)

    @classmethod
    def begin(cls, invoice: Document) -> "Schedule | None":
        """Begin the repetition of an issued invoice, once; None where it comes only once."""
        repeat = checked_repeat(invoice.repeat)
        if invoice.kind != "invoice" or invoice.state != "issued" or repeat is None:
            return None
        with transaction.atomic():
            schedule, fresh = cls.objects.get_or_create(
                source=invoice,
                defaults={
                    "workspace_id": invoice.workspace_id, "every": repeat["every"], "unit": repeat["unit"],
                    "starts": dt.date.fromisoformat(repeat["starts"]), "count": repeat["count"],
                    "ends": dt.date.fromisoformat(repeat["ends"]) if repeat["ends"] else None,
                },
            )  # fmt: skip
            if fresh:
                Occurrence.objects.create(schedule=schedule, index=0, day=schedule.starts, document=invoice)
                schedule.look_ahead()
                schedule.tell(events.ScheduleBegun, SYSTEM, words=repeat_words(repeat))
        return schedule

    def draft_due(self) -> list[Document]:
        """Draft every period whose day has come and that is not made yet, each exactly once."""
        made = []
        with transaction.atomic():
            now = Schedule.objects.select_for_update().get(pk=self.pk)
            source = Document.objects.select_related("client__workspace", "workspace").get(pk=now.source_id)
            if now.state != "active" or source.state != "issued" or source.client.archived_at:
                return []
            for index in now.due(source.workspace.today()):
                if claim(now, index):
                    made.append(now.draft_one(index, source))
            now.look_ahead()
        self.refresh_from_db()
        return made

    def due(self, today: dt.date) -> list[int]:
        """The periods that are due and not made yet."""
        last = self.occurrences.aggregate(last=models.Max("index"))["last"] or 0
        return rules.due_indexes(self.starts, self.every, self.unit, self.ends, self.count, last, today)

    def draft_one(self, index: int, source: Document) -> Document:
        """Draft the invoice of one period, dated on the day on which it is made."""
        values = {name: value for name, value in values_of(source).items() if name in COPIED}
        draft = Document.draft(
            source.client, "invoice", SYSTEM, values.pop("lines"), form_token=f"schedule:{self.pk}:{index}", **values
        )
        Occurrence.objects.filter(schedule=self, index=index).update(document=draft)
        self.tell(events.OccurrenceDrafted, SYSTEM)
        return draft

    def look_ahead(self) -> None:
        """Note the day of the next period; the schedule ends where there is none."""
        last = self.occurrences.aggregate(last=models.Max("index"))["last"] or 0
        more = rules.exists(self.starts, self.every, self.unit, self.ends, self.count, last + 1)
        self.next_on = rules.day_of(self.starts, self.every, self.unit, last + 1) if more else None
        if not more and self.state != "ended":
            self.state = "ended"
            self.tell(events.ScheduleEnded, SYSTEM, why="all are made")
        self.save(update_fields=["next_on", "state"])

    def pause(self, by: Actor) -> None:
        """Draft nothing for now."""
        with transaction.atomic():
            self._move("paused")
            self.tell(events.SchedulePaused, by)

    def resume(self, by: Actor) -> None:
        """Go on. What fell due during the pause is left out."""
        with transaction.atomic():
            self._move("active")
            for index in self.due(self.workspace.today() - dt.timedelta(days=1)):
                claim(self, index)
            self.look_ahead()
            self.tell(events.ScheduleResumed, by)

    def stop(self, by: Actor, why: str = "it was stopped") -> None:
        """End it for good. What is drafted stays."""
        with transaction.atomic():
            self._move("ended")
            Schedule.objects.filter(pk=self.pk).update(next_on=None)
            self.tell(events.ScheduleEnded, by, why=why)

    def tell(self, kind: Any, by: Actor, **more: Any) -> None:
        source = self.source
        record(
            kind, workspace_id=self.workspace_id, by=by, client_id=source.client_id, about=source,
            client=source.client.name, number=source.number, **more,
        )  # fmt: skip

    def _move(self, state: str) -> None:
        now = Schedule.objects.select_for_update().get(pk=self.pk)
        STATES.check(now.state, state, "The repetition")
        Schedule.objects.filter(pk=self.pk).update(state=state)
        self.state = state


class Occurrence(models.Model):
    """One period of a schedule, made once. Without a document it was left out, or its draft was thrown away."""

    id = Identity()
    schedule = models.ForeignKey(Schedule, on_delete=models.PROTECT, related_name="occurrences")
    index = models.PositiveIntegerField()
    day = models.DateField()
    document = models.OneToOneField(Document, on_delete=models.SET_NULL, null=True, related_name="occurrence")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["schedule", "index"], name="occurrence_once")]
        ordering = ["index"]


def claim(schedule: Schedule, index: int) -> bool:
    """Take a period for oneself; False where somebody has it. The database decides, by its unique key."""
    day = rules.day_of(schedule.starts, schedule.every, schedule.unit, index)
    return Occurrence.objects.get_or_create(schedule=schedule, index=index, defaults={"day": day})[1]
