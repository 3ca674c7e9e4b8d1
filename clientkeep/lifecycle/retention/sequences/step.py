"""SequenceStep: one step of one run, with the letter that waits for a person's approval, or the task."""

from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.states import States
from clientkeep.relationship.conversations.writing import merging
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.mail.wording import Words
from clientkeep.workspace.members.acting import Acting, Actor
from clientkeep.workspace.members.models import Workspace

from . import events
from .queries import StepQuerySet
from .run import SequenceRun
from .steps import LONGEST_TASK

# planned: its time has not come; waiting: a letter to be read; open: a task to be done; outbox: written, has not left.
STATES = States({
    "planned": ("waiting", "open", "outbox", "skipped"),
    "waiting": ("planned", "outbox", "skipped"),
    "open": ("done", "skipped"),
    "outbox": ("planned", "sent", "skipped"),
    "sent": (), "done": (), "skipped": (),
})  # fmt: skip
PENDING = ("planned", "waiting", "open", "outbox")


class SequenceStep(models.Model):
    """A step has a day only once the step before it is through. `held` says why it does not go on, in words."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(SequenceRun, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=6)
    days = models.PositiveIntegerField()
    hour = models.PositiveIntegerField()
    by_itself = models.BooleanField(default=False)
    what = models.CharField(max_length=LONGEST_TASK, blank=True)
    words = models.JSONField(default=dict, help_text="The letter's versions by language, as they were when the run began")
    state = models.CharField(max_length=7, default="planned", choices=[(state, state) for state in STATES.all])
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    opens_at = models.DateTimeField(null=True, help_text="When the sweep looks at it")
    held = models.CharField(max_length=300, blank=True)
    subject = models.CharField(max_length=300, blank=True, help_text="The letter as a person left it; merge fields in it")
    text = models.TextField(max_length=20_000, blank=True)
    tries = models.PositiveIntegerField(default=0, help_text="How many letters of it were taken back before they left")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="sequence_step_once")]
        indexes = [
            models.Index(fields=["state", "opens_at"], name="sequence_step_opening"),
            models.Index(fields=["workspace", "state", "due_at"], name="sequence_step_waiting"),
        ]

    def __str__(self) -> str:
        return self.what if self.kind == "task" else self.heading

    @property
    def heading(self) -> str:
        """The letter's subject as its contact would read it. A letter gets its sender when it is written; till then the run's."""
        run = self.run
        return merging.fill(Words(self.shown.subject, ""), merging.Occasion(run.client, run.contact, run.member), with_link=False).subject

    @property
    def shown(self) -> Words:
        """The letter's words, merge fields in it: as a person left them, else in the contact's language."""
        if self.subject or self.text:
            return Words(self.subject, self.text)
        from .outgoing import version_of

        return version_of(self)

    def edit(self, by: Actor, subject: str, text: str) -> None:
        """Change the letter of this run alone, as long as it was not written. Raises Invalid with `subject` or `text`."""
        subject, text = checked_letter(subject, text)
        with transaction.atomic():
            self._hold_live("planned", "waiting")
            if self.kind != "letter":
                raise Conflict("This step is a task.", "state")
            self._set(subject=subject, text=text)

    def approve(self, acting: Acting, subject: str | None = None, text: str | None = None) -> None:
        """Send the letter that waits, in these words if given; who approves it, signs it.

        It leaves in the client's working hours, on its day at the earliest. Raises Invalid with `subject` or `text`, Conflict
        where the client was heard of meanwhile, or the letter may not go, in words.
        """
        from .outgoing import approve

        with transaction.atomic():
            self._hold_live("waiting")
            if subject is not None or text is not None:
                now = self.shown
                subject, text = checked_letter(now.subject if subject is None else subject, now.text if text is None else text)
                self._set(subject=subject, text=text)
            approve(self, acting)

    def skip(self, by: Actor) -> None:
        """Leave the step out and go on with the next. Raises Conflict where it is through, or its letter was written."""
        with transaction.atomic():
            self._hold_live("planned", "waiting", "open")
            self.end("skipped", by, events.StepSkipped)

    def do(self, by: Actor) -> None:
        """The task is done. Raises Conflict where it is not there to be done."""
        with transaction.atomic():
            self._hold_live("open")
            self.end("done", by, events.TaskDone)

    def end(self, state: str, by: Actor, told: Any = None) -> None:
        """Be through, and plan what follows. For verbs that hold the run."""
        from .planning import go_further

        STATES.check(self.state, state, "This step")
        self._set(state=state, ended_at=clock.now(), ended_by=by.name[:200], held="", opens_at=None)
        if told:
            self.run.tell(told, by, step=str(self)[:300])
        go_further(self.run)

    def hold(self) -> None:
        """Lock client, run and step; the fields are those of this moment."""
        run = self.run
        run.hold()
        self.refresh_from_db(from_queryset=SequenceStep.objects.select_for_update())
        self.run = run

    def _hold_live(self, *states: str) -> None:
        """Lock client, run and step. Raises Conflict where the run has ended or rests, or the step is elsewhere."""
        self.hold()
        if not self.run.is_live:
            raise Conflict(f"This run has ended{': ' + self.run.because if self.run.because else ''}. Nothing was done.", "state")
        if self.state not in states:
            raise Conflict("This step was dealt with meanwhile.", "state")

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=list(values))


def checked_letter(subject: str, text: str) -> tuple[str, str]:
    """Return the words of a letter. Raises Invalid with `subject` or `text`."""
    subject, text = " ".join(subject.split()), text.replace("\r\n", "\n").strip()
    merging.check(subject, text)
    if not text:
        raise Invalid("Write what you want to say.", "text")
    return subject, text
