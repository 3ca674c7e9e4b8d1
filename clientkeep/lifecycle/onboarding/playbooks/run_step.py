"""PlaybookStep: one step of one run, and what became of it."""

import hashlib
from typing import Any

from django.db import models, transaction
from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.states import States
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.acting import SYSTEM, Acting, Actor
from clientkeep.workspace.members.models import Member, Workspace

from . import events
from .checking import LONGEST_TEXT, LONGEST_TITLE, LONGEST_VALUE
from .queries import StepQuerySet
from .rules import THROUGH
from .run import LONGEST_REASON, PlaybookRun, reason_in
from .steps import StepKind, kind_of

# planned: its day has not come; waiting: to be approved; open: to be done; blocked: waits for something; outbox: written, has not left.
STATES = States({
    "planned": ("waiting", "open", "outbox", "done", "skipped", "left_out"),
    "waiting": ("planned", "outbox", "done", "skipped"),
    "open": ("blocked", "done", "skipped"),
    "blocked": ("open", "done", "skipped"),
    "outbox": ("planned", "done", "skipped"),
    "done": (), "skipped": (), "left_out": (),
})  # fmt: skip


class PlaybookStep(models.Model):
    """A step has a day once what it counts from is known. `held` says in words what it waits for."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(PlaybookRun, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=12)
    kind = models.CharField(max_length=30)
    side = models.CharField(max_length=6)
    title = models.CharField(max_length=LONGEST_TITLE)
    days = models.PositiveIntegerField()
    after = models.CharField(max_length=12, blank=True)
    only = models.JSONField(default=dict)
    owner = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    automatic = models.BooleanField(default=False)
    choice = models.CharField(max_length=LONGEST_VALUE, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(max_length=LONGEST_TEXT, blank=True)
    state = models.CharField(max_length=8, default="planned", choices=[(state, state) for state in STATES.all])
    due_on = models.DateField(null=True)
    opens_at = models.DateTimeField(null=True, help_text="When the sweep looks at it")
    held = models.CharField(max_length=LONGEST_REASON, blank=True)
    thing = models.UUIDField(null=True, db_index=True, help_text="What its kind made for it, such as a form that is filled")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="+")
    tries = models.PositiveIntegerField(default=0, help_text="How many letters of it were taken back before they left")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=LONGEST_REASON, blank=True, help_text="Why it was skipped")
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the words that the client acknowledged")

    objects = StepQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="playbook_step_once"),
            models.UniqueConstraint(fields=["run", "key"], name="playbook_step_key_once"),
        ]
        indexes = [
            models.Index(fields=["state", "opens_at"], name="playbook_step_opening"),
            models.Index(fields=["workspace", "state", "due_on"], name="playbook_step_waiting"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def of_kind(self) -> StepKind:
        return kind_of(self.kind)

    @property
    def is_through(self) -> bool:
        return self.state in THROUGH

    @property
    def is_told_elsewhere(self) -> bool:
        """Its thing stands, such as a booking, and is told of by itself: nobody waits for the step."""
        return self.of_kind.told_elsewhere and self.thing is not None

    @property
    def portal_address(self) -> str:
        """Where the client deals with it, and reads afterwards what became of it."""
        kind = self.of_kind
        return kind.portal_page(self) if kind.portal_page else reverse("playbooks:portal_step", args=[self.pk])

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the words that the client is shown, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def do(self, by: Actor) -> None:
        """A person says that it is done. Raises Conflict where it ended already, or only its own page can end it."""
        if not self.of_kind.by_hand:
            raise Conflict(f"A {self.of_kind.label.lower()} is done on its own page.", "state")
        with transaction.atomic():
            self._hold_running("planned", "open", "blocked")
            self.end("done", by, events.StepDone)

    def acknowledge(self, by: Actor, digest: str) -> None:
        """The client says: I have read this. `digest` is of the words that they saw. Raises Conflict for other words."""
        with transaction.atomic():
            self._hold_running("open", "blocked")
            if digest != self.fingerprint:
                raise Conflict("This text was changed. Read it again, then acknowledge it.", "digest")
            self._set(digest=digest)
            self.end("done", by, events.StepDone)

    def finish(self, by: Actor) -> None:
        """What its kind does was done, such as a form that was filled. For the room of the kind; safe to repeat."""
        with transaction.atomic():
            self.hold()
            if self.run.is_running and not self.is_through:
                self.end("done", by, events.StepDone)

    def skip(self, by: Actor, because: str) -> None:
        """Leave it out and go on. Raises Invalid without a reason, Conflict where it ended, or its letter was written."""
        reason = reason_in(because, "Say why it is skipped.")
        with transaction.atomic():
            self._hold_running("planned", "waiting", "open", "blocked")
            self.take_back()
            self.end("skipped", by, events.StepSkipped, because=reason)

    def block(self, by: Actor, because: str) -> None:
        """It waits for something. Said again, the newer words stand. Raises Invalid without words, Conflict where it is not open."""
        reason = reason_in(because, "Say what it waits for.")
        with transaction.atomic():
            self._hold_running("open", "blocked")
            if (self.state, self.held) == ("blocked", reason):
                return
            self._set(state="blocked", held=reason)
            self.run.tell(events.StepBlocked, by, step=self._named, because=reason)

    def unblock(self, by: Actor) -> None:
        """What it waited for is there. Safe to repeat."""
        with transaction.atomic():
            self._hold_running("open", "blocked")
            if self.state == "blocked":
                self._set(state="open", held="")
                self.run.tell(events.StepUnblocked, by, step=self._named)

    def edit(self, subject: str, text: str) -> None:
        """Change the letter of this run alone, before it is written. Raises Invalid with `subject` or `text`."""
        with transaction.atomic():
            self._hold_running("planned", "waiting")
            self._take_words(subject, text)

    def approve(self, acting: Acting, subject: str | None = None, text: str | None = None) -> None:
        """Send the letter that waits, in these words if given; who approves it, signs it.

        It leaves in the client's working hours. Raises Invalid with `subject` or `text`, Conflict where it may not go.
        """
        from .letters import write

        with transaction.atomic():
            self._hold_running("waiting")
            self._take_words(self.subject if subject is None else subject, self.text if text is None else text)
            write(self, acting.member)

    def end(self, state: str, by: Actor = SYSTEM, told: Any = None, because: str = "") -> None:
        """Be through, and let what counts from it go on. For verbs that hold the run."""
        from .going_on import go_on

        self.move(state, ended_at=clock.now(), ended_by=by.name[:200], note=because)
        if told:
            self.run.tell(told, by, step=self._named, **({"because": because} if because else {"side": self.side}))
        go_on(self.run)

    def move(self, state: str, **values: Any) -> None:
        """Go to another state of the table. For who holds the run."""
        STATES.check(self.state, state, "This step")
        self._set(**{"held": "", "opens_at": None, **values, "state": state})

    def take_back(self) -> None:
        """What it made is wanted no more. For who holds the run."""
        if self.letter_id and self.letter.state in ("held", "ready", "waiting"):
            self.letter.drop(SYSTEM)
        if self.of_kind.takes_back:
            self.of_kind.takes_back(self)

    def hold(self) -> None:
        """Lock client, run and step; the fields are those of this moment."""
        run = self.run
        run.hold()
        self.refresh_from_db(from_queryset=PlaybookStep.objects.select_for_update())
        self.run = run

    def _hold_running(self, *states: str) -> None:
        self.hold()
        self.run.require_running()
        if self.state not in states:
            raise Conflict("This step was dealt with meanwhile, or its time has not come.", "state")

    def _take_words(self, subject: str, text: str) -> None:
        from .letters import checked_words

        if self.kind != "letter":
            raise Conflict("This step is no letter.", "state")
        subject, text = checked_words(subject, text)
        self._set(subject=subject, text=text)

    @property
    def _named(self) -> str:
        return f"“{self.title}”"

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=list(values))
