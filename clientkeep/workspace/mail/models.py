"""Outgoing letters: one outbox row for each letter and recipient, with its own state."""

from django.db import models

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.states import States
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.members.models import Workspace

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
        "dropped": (),
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
    link = models.JSONField(null=True, blank=True, help_text="What {link} opens; the address is made when the letter leaves")
    files = models.ManyToManyField(StoredFile, blank=True, related_name="letters")
    message_id = models.CharField(max_length=200, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(default=clock.now)
    error = models.CharField(max_length=300, blank=True)
    seen_failure_at = models.DateTimeField(null=True, blank=True, help_text="When a person put the failure aside")
    created_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="letter_once")]
        indexes = [
            models.Index(fields=["state", "next_try_at"], name="letter_due"),
            models.Index(fields=["workspace", "-created_at"], name="letter_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} to {self.to_email}"


class MailServer(models.Model):
    """The SMTP server of a workspace. The password is encrypted at rest and never shown again."""

    workspace = models.OneToOneField(Workspace, on_delete=models.CASCADE, primary_key=True, related_name="mail_server")
    host = models.CharField(max_length=200)
    port = models.PositiveIntegerField(default=587)
    security = models.CharField(max_length=8, default="starttls", choices=[("starttls", "STARTTLS"), ("tls", "TLS"), ("none", "None")])
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
