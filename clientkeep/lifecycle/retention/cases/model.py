"""Case and its steps: a difficulty with a client, led from hearing it to writing down what changed."""

import datetime as dt
import uuid
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.states import States
from clientkeep.foundation.ui.days import local_date
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.hours.calendars import Calendars
from clientkeep.workspace.journal import record
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member, Workspace

from . import events, rules
from .queries import CaseQuerySet

STATES = States(
    {
        "open": ("waiting", "resolved"),
        "waiting": ("open", "resolved"),  # the client is asked
        "resolved": ("closed", "open"),
        "closed": ("open",),
    }
)
REASONS = [
    ("complaint", "A complaint"), ("low_answer", "A low answer"), ("dispute", "A dispute over money or scope"),
    ("other", "Something else"),
]  # fmt: skip
LONGEST = 20_000


class Case(models.Model):
    """One difficulty with one client. `cause_*` names what opened it, which opens one case at most."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="cases")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=12, choices=REASONS)
    about = models.CharField(max_length=200, help_text="What it is about, as the client may read it in letters")
    text = models.TextField(max_length=LONGEST, blank=True, help_text="What happened; internal")
    state = models.CharField(max_length=8, default="open", choices=[(s, s.capitalize()) for s in STATES.all])
    cause_type = models.CharField(max_length=30, blank=True)
    cause_id = models.UUIDField(null=True)
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.CharField(max_length=200)
    outcome = models.TextField(max_length=LONGEST, blank=True)
    times_resolved = models.PositiveIntegerField(default=0)
    resolved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "cause_type", "cause_id"], condition=models.Q(cause_id__isnull=False), name="case_once_per_cause"
            )
        ]
        indexes = [
            models.Index(fields=["client", "state"], name="case_of_client"),
            models.Index(fields=["workspace", "state", "-opened_at"], name="case_by_state"),
        ]

    def __str__(self) -> str:
        return self.about

    @classmethod
    def begin(
        cls, client: Client, about: str, by: Actor, reason: str = "complaint", text: str = "",
        contact: Contact | None = None, cause: models.Model | None = None, owner: Member | None = None,
        id: uuid.UUID | None = None,
    ) -> "Case":
        """Open a case with its five steps. The same `id` or the same `cause` gives the case opened first.

        Raises Invalid with the field `about`, `reason` or `contact`.
        """
        about = " ".join(about.split())
        if not about or len(about) > 200:
            raise Invalid("Say in at most 200 characters what it is about.", "about")
        if reason not in dict(REASONS):
            raise Invalid("Choose a reason from the list.", "reason")
        if contact and contact.client_id != client.pk:
            raise Invalid("Choose a contact of this client.", "contact")
        with transaction.atomic():
            Client.objects.select_for_update().get(pk=client.pk)
            if known := cls._known(client, cause, id):
                return known
            case = cls.objects.create(
                **({"id": id} if id else {}), workspace_id=client.workspace_id, client=client, contact=contact,
                owner=owner or client.owner, reason=reason, about=about, text=tidy_text("text", text, LONGEST),
                cause_type=cause._meta.model_name if cause else "", cause_id=cause.pk if cause else None, opened_by=by.name[:200],
            )  # fmt: skip
            opened = local_date(case.opened_at, client.workspace.time_zone)
            works = Calendars(client.workspace).firm.works_on
            CaseStep.objects.bulk_create(
                CaseStep(workspace_id=case.workspace_id, case=case, place=place, key=kind.key, due_on=rules.due_day(opened, kind.days, works))
                for place, kind in enumerate(rules.STEPS.values())
            )
            case.tell(events.CaseOpened, by)
        return case

    @classmethod
    def _known(cls, client: Client, cause: models.Model | None, id: uuid.UUID | None) -> "Case | None":
        mine = cls.objects.filter(workspace_id=client.workspace_id, client=client)
        if id and (known := mine.filter(pk=id).first()):
            return known
        return mine.filter(cause_type=cause._meta.model_name, cause_id=cause.pk).first() if cause else None

    @property
    def is_unresolved(self) -> bool:
        return self.state in ("open", "waiting")

    @property
    def took(self) -> dt.timedelta:
        """From opening to the resolution that holds, or to now."""
        return (self.resolved_at or clock.now()) - self.opened_at

    @property
    def took_words(self) -> str:
        return rules.span_words(self.took)

    @property
    def worked_words(self) -> str:
        """The firm's working time from opening to the resolution that holds, or to now: "6 hours 30 minutes"."""
        seconds = Calendars(self.workspace).firm.working_seconds(self.opened_at, self.resolved_at or clock.now())
        return rules.hours_words(seconds)

    def wait(self, by: Actor) -> None:
        """The client is asked; the case waits for the answer."""
        self._move("waiting", events.CaseMoved, by, told={"state": "waiting for the client"})

    def take_up(self, by: Actor) -> None:
        """The answer is there; the case is with us again."""
        if self.state != "waiting":
            raise Conflict(f"The case is {self.state}, not waiting.", "state")
        self._move("open", events.CaseMoved, by, told={"state": "with us again"})

    def resolve(self, by: Actor, outcome: str) -> None:
        """Say how it came out. Raises Invalid without words."""
        outcome = tidy_text("outcome", outcome, LONGEST)
        if not outcome:
            raise Invalid("Write how it came out.", "outcome")
        now = clock.now()
        took = rules.span_words(now - self.opened_at)
        self._move(
            "resolved", events.CaseResolved, by, told={"took": took},
            outcome=outcome, resolved_at=now, times_resolved=models.F("times_resolved") + 1,
        )  # fmt: skip

    def close(self, by: Actor) -> None:
        """Put it away for good. Raises Conflict while a step is neither done nor left out."""
        if self.steps.filter(done_at=None, skipped_at=None).exists():
            raise Conflict("Do each step, or leave it out with a reason, before the case is closed.", "state")
        self._move("closed", events.CaseMoved, by, told={"state": "closed"}, closed_at=clock.now())

    def reopen(self, by: Actor) -> None:
        """It was not over. The first day still counts."""
        if self.is_unresolved:
            raise Conflict("The case is open already.", "state")
        self._move("open", events.CaseReopened, by, resolved_at=None, closed_at=None)

    def give_to(self, owner: Member | None, by: Actor) -> None:
        """Say who leads it; Invalid for somebody of another workspace."""
        if owner and owner.workspace_id != self.workspace_id:
            raise Invalid("Choose a member of this workspace.", "owner")
        with transaction.atomic():
            Case.objects.filter(pk=self.pk).update(owner=owner)
            self.owner = owner
            self.tell(events.CaseGiven, by, owner=str(owner) if owner else "nobody")

    def tell(self, kind: Any, by: Actor, **more: Any) -> None:
        """Announce a fact about the case, in the transaction of its change."""
        record(
            kind, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self,
            **{"client": self.client.name, "about_what": self.about, **more},
        )  # fmt: skip

    def _move(self, state: str, kind: Any, by: Actor, told: dict[str, Any] | None = None, **values: Any) -> None:
        with transaction.atomic():
            now = Case.objects.select_for_update().get(pk=self.pk)
            STATES.check(now.state, state, "The case")
            Case.objects.filter(pk=self.pk).update(state=state, **values)
            self.refresh_from_db()
            self.tell(kind, by, **(told or {}))


class CaseStep(models.Model):
    """One step of a case: done by somebody, or left out with a reason; with its letter where one was sent."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    place = models.PositiveIntegerField()
    key = models.CharField(max_length=12, choices=[(kind.key, kind.label) for kind in rules.STEPS.values()])
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    skipped_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=200, blank=True)
    note = models.TextField(max_length=LONGEST, blank=True, help_text="What was done, or why it was left out")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="case_step_once")]
        indexes = [models.Index(fields=["workspace", "done_at", "skipped_at", "due_on"], name="case_step_due")]
        ordering = ["place"]

    @property
    def kind(self) -> rules.StepKind:
        return rules.STEPS[self.key]

    @property
    def is_left(self) -> bool:
        """Whether it still waits to be done."""
        return self.done_at is None and self.skipped_at is None

    def do(self, by: Actor, note: str = "", letter: Letter | None = None) -> None:
        """Note that it is done. Raises Conflict where it was done or left out before."""
        self._end(events.StepDone, by, done_at=clock.now(), note=tidy_text("note", note, LONGEST), letter=letter)

    def skip(self, by: Actor, because: str) -> None:
        """Leave it out. Raises Invalid without a reason."""
        because = tidy_text("note", because, LONGEST)
        if not because:
            raise Invalid("Say why this step is left out.", "note")
        self._end(events.StepSkipped, by, skipped_at=clock.now(), note=because)

    def move(self, day: dt.date, by: Actor) -> None:
        """Put it on another day."""
        with transaction.atomic():
            held = self._held()
            CaseStep.objects.filter(pk=held.pk).update(due_on=day)
            self.due_on = day
            self.case.tell(events.StepMoved, by, step=self.kind.label, day=day.isoformat())

    def _end(self, kind: Any, by: Actor, **values: Any) -> None:
        with transaction.atomic():
            self._held()
            CaseStep.objects.filter(pk=self.pk).update(by=by.name[:200], **values)
            self.refresh_from_db()
            self.case.tell(kind, by, step=self.kind.label)

    def _held(self) -> "CaseStep":
        case = Case.objects.select_for_update().get(pk=self.case_id)
        if case.state == "closed":
            raise Conflict("The case is closed. Reopen it first.", "state")
        held = CaseStep.objects.get(pk=self.pk)
        if not held.is_left:
            raise Conflict(f"“{self.kind.label}” was {'done' if held.done_at else 'left out'} already.", "step")
        return held
