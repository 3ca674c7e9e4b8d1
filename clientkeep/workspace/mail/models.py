"""Outgoing letters: one outbox row for each letter and recipient, with its own state."""

import datetime as dt
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.states import States
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import SYSTEM, Actor
from clientkeep.workspace.members.models import Workspace

from . import events
from .queries import LetterQuerySet

# Letters that one person needs to get in at all: after a crash they go again, under the same Message-ID.
RESENT_BY_ITSELF = ("sign_in", "invitation")
# Letters whose sending the journal does not tell.
UNTOLD = ("sign_in", "test", "notice", "digest")

LETTER_STATES = States(
    {
        "waiting": ("held", "ready", "dropped"),  # for its attachment
        "held": ("ready", "dropped"),  # no mail server yet, or a person's choice is asked
        "ready": ("sending", "held", "dropped"),
        "sending": ("sent", "failed", "unknown", "ready"),
        "failed": ("ready", "dropped"),
        "unknown": ("ready", "sent", "dropped"),  # the attempt was committed, the outcome was not
        "sent": ("bounced",),
        "bounced": ("ready", "dropped"),
        "dropped": ("held",),  # a person takes it back
    }
)


class Letter(models.Model):
    """A letter to one recipient. `key` is unique in the workspace: one letter for each occurrence, ever."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="letters")
    key = models.CharField(max_length=200)
    purpose = models.CharField(max_length=30, help_text="document, receipt, portal, sign_in, invitation, test …")
    state = models.CharField(max_length=8, choices=[(s, s) for s in LETTER_STATES.all], default="ready")
    client_id = models.UUIDField(null=True, db_index=True)
    about_type = models.CharField(max_length=30, blank=True)
    about_id = models.UUIDField(null=True, db_index=True)
    to_email = models.EmailField(max_length=254)
    to_name = models.CharField(max_length=200, blank=True)
    from_name = models.CharField(max_length=200, blank=True)
    reply_to = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    link = models.JSONField(
        null=True, blank=True, help_text="What {link} opens; the address is made when the letter leaves"
    )
    files = models.ManyToManyField(StoredFile, blank=True, related_name="letters")
    message_id = models.CharField(max_length=200, blank=True)
    in_reply_to = models.CharField(max_length=300, blank=True, help_text="The Message-ID that this letter answers")
    references = models.TextField(blank=True, help_text="The Message-IDs of the conversation so far, between spaces")
    by_person = models.BooleanField(default=False, help_text="A person wrote it: it does not call itself automatic")
    unsubscribe = models.JSONField(
        null=True, blank=True, help_text="For mailings: what their List-Unsubscribe opens, made like the link"
    )
    calendar = models.TextField(blank=True, help_text="An iCalendar object that goes along, with its METHOD")
    not_before = models.DateTimeField(null=True, blank=True, help_text="It stays here until then, whatever is tried")
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(default=clock.now)
    error = models.CharField(max_length=300, blank=True)
    seen_failure_at = models.DateTimeField(null=True, blank=True, help_text="When a person put the failure aside")
    created_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="letter_once")]
        indexes = [
            models.Index(fields=["state", "next_try_at"], name="letter_due"),
            models.Index(fields=["workspace", "-created_at"], name="letter_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} to {self.to_email}"

    @property
    def is_secret(self) -> bool:
        """Whether only its recipient may read it: it lets a person in."""
        return self.purpose == "sign_in" or bool(self.link and "sealed" in self.link)

    @property
    def acts(self) -> tuple[str, ...]:
        """What a person may decide about the letter now: send, mark_sent, drop."""
        return {
            "held": ("send", "drop"),
            "waiting": ("drop",),
            "ready": ("send_now", "drop") if self.is_scheduled else ("drop",),
            "failed": ("send", "drop"),
            "bounced": ("send", "drop"),
            "unknown": ("mark_sent", "send", "drop"),
            "dropped": () if self.is_secret else ("take_back",),
        }.get(self.state, ())

    @property
    def is_scheduled(self) -> bool:
        """Whether it waits for its moment."""
        return self.not_before is not None and self.not_before > clock.now()

    @property
    def earliest(self) -> dt.datetime:
        """When it may leave at the earliest: now, or its moment."""
        return max(clock.now(), self.not_before) if self.not_before else clock.now()

    def release(self, by: Actor) -> None:
        """A person says: let it go, now or at its moment. Raises Conflict where it cannot leave, in words."""
        from .leaving import why_none_leaves

        held = why_none_leaves(self.workspace, self)
        if held:
            raise Conflict(held, "state")
        with transaction.atomic():
            self.move("ready", attempts=0, next_try_at=self.earliest, error="", seen_failure_at=None)
            self.plan()

    def send_now(self, by: Actor) -> None:
        """A person does not want to wait for its moment. Raises Conflict where it is under way or has left."""
        with transaction.atomic():
            now = Letter.objects.select_for_update().get(pk=self.pk)
            if now.state not in ("ready", "held"):
                raise Conflict(f"The letter to {self.to_email} no longer waits for its moment.", "state")
            Letter.objects.filter(pk=self.pk).update(not_before=None, next_try_at=clock.now())
            self.refresh_from_db()
            self.plan()

    def plan(self) -> None:
        """Have it handed over once the transaction has ended, if its moment has come; else the sweep finds it then."""
        if self.state == "ready" and not self.is_scheduled:
            from .jobs import plan_handing_over

            plan_handing_over(self)

    def mark_sent(self, by: Actor) -> None:
        """A person knows that it arrived."""
        self.move("sent", events.LetterSent, by, sent_at=clock.now(), error="")

    def came_back(self, reason: str) -> None:
        """The recipient's side says that it was not delivered; `reason` in its own words. Safe to repeat."""
        with transaction.atomic():
            now = Letter.objects.select_for_update().get(pk=self.pk)
            if LETTER_STATES.allows(now.state, "bounced"):
                said = f"It came back: {reason}" if reason else "It came back without a reason."
                self.move("bounced", events.LetterBounced, error=said[:300], seen_failure_at=None)

    def drop(self, by: Actor) -> None:
        """A person says: it shall not go."""
        self.move("dropped", events.LetterDropped, by)

    def take_back(self, by: Actor) -> None:
        """A person wants a dropped letter after all: it is held again."""
        self.move("held", error="")

    @transaction.atomic
    def move(self, state: str, told: Any = None, by: Actor = SYSTEM, **values: Any) -> None:
        """Move to a state under lock, and announce it. Raises Conflict where the table forbids the move."""
        now = Letter.objects.select_for_update().get(pk=self.pk)
        LETTER_STATES.check(now.state, state, f"The letter to {self.to_email}")
        Letter.objects.filter(pk=self.pk).update(state=state, **values)
        self.refresh_from_db()
        if told and self.purpose not in UNTOLD:
            self._announce(told, by)

    def _announce(self, kind: Any, by: Actor) -> None:
        record(
            kind,
            workspace_id=self.workspace_id,
            by=by,
            client_id=self.client_id,
            about=self,
            subject=self.subject,
            to=self.to_name or self.to_email,
            purpose=self.purpose,
            letter=str(self.pk),
            about_type=self.about_type,
            about_id=str(self.about_id or ""),
        )


class MailServer(models.Model):
    """The SMTP server of a workspace. The password is encrypted at rest and never shown again."""

    workspace = models.OneToOneField(Workspace, on_delete=models.CASCADE, primary_key=True, related_name="mail_server")
    host = models.CharField(max_length=200)
    port = models.PositiveIntegerField(default=587)
    security = models.CharField(
        max_length=8, default="starttls", choices=[("starttls", "STARTTLS"), ("tls", "TLS"), ("none", "None")]
    )
    username = models.CharField(max_length=200, blank=True)
    password_sealed = models.TextField(blank=True)
    from_email = models.EmailField(max_length=254)
    from_name = models.CharField(max_length=200, blank=True)
    tested_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(default=clock.now)


class LetterTemplate(models.Model):
    """The firm's wording of a letter, with {placeholders} from a fixed list for its purpose."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="letter_templates")
    slug = models.CharField(max_length=40)
    subject = models.CharField(max_length=300)
    body = models.TextField(max_length=20_000)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "slug"], name="letter_template_once")]
