"""Mailbox and its folders: where mail comes in, and up to where it was read."""

import datetime as dt

from django.db import models

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity
from clientkeep.workspace.members.models import Member, Workspace

from .queries import MailboxQuerySet

SECURITY = [("tls", "TLS"), ("starttls", "STARTTLS")]
# After a failure the next look waits so long, doubled each time.
FIRST_WAIT, LONGEST_WAIT = dt.timedelta(minutes=1), dt.timedelta(hours=1)
# One failure is a hiccup of the network; from the third on a person is told.
TOLD_AFTER = 3


class Mailbox(models.Model):
    """A mailbox read by IMAP: the firm's, or a member's own. The password is sealed and never shown again."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="mailboxes")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, blank=True, related_name="mailboxes")
    address = models.EmailField(max_length=254, help_text="The address whose mail lies in it")
    host = models.CharField(max_length=200)
    port = models.PositiveIntegerField(default=993)
    security = models.CharField(max_length=8, choices=SECURITY, default="tls")
    username = models.CharField(max_length=200)
    password_sealed = models.TextField()
    reads_sent = models.BooleanField(default=True, help_text="Whether its folder of sent mail is read too")
    begins_on = models.DateField(help_text="Older mail is left alone")
    next_at = models.DateTimeField(default=clock.now)
    fetched_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)

    objects = MailboxQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "host", "username"], name="mailbox_once"),
        ]
        indexes = [models.Index(fields=["next_at"], name="mailbox_due")]

    def __str__(self) -> str:
        return self.address

    @property
    def needs_a_person(self) -> bool:
        return self.failures >= TOLD_AFTER

    def went_well(self) -> None:
        """Note that everything was fetched."""
        now = clock.now()
        Mailbox.objects.filter(pk=self.pk).update(fetched_at=now, next_at=now, failures=0, problem="")

    def failed(self, problem: str) -> None:
        """Note what went wrong, in our own words, and wait longer each time."""
        wait = min(FIRST_WAIT * 2 ** min(self.failures, 10), LONGEST_WAIT)
        Mailbox.objects.filter(pk=self.pk).update(
            failures=models.F("failures") + 1, problem=problem[:300], next_at=clock.now() + wait
        )


class MailFolder(models.Model):
    """A folder of a mailbox, and up to which UID it was filed. Another UIDVALIDITY means that UIDs were given anew."""

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="folders")
    name = models.CharField(max_length=200)
    is_sent = models.BooleanField(default=False)
    uid_validity = models.BigIntegerField(null=True)
    last_uid = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mailbox", "name"], name="mail_folder_once")]

    def __str__(self) -> str:
        return self.name
