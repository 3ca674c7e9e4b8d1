"""LetterDraft: a letter that somebody has begun, one for each member and client, or thread."""

from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Member, Workspace

from ..messages.model import Thread

LENGTHS = {"subject": 1_000, "text": 20_000, "when": 5, "at": 30}


class LetterDraftQuerySet(models.QuerySet):
    def open_of(self, acting: Acting) -> "LetterDraftQuerySet":
        """One's own, to clients whom one still sees and who are not archived."""
        return self.filter(member=acting.member, client__in=Client.objects.visible_to(acting).current())


class LetterDraft(models.Model):
    """What was typed so far; nobody but its author sees it."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, null=True, related_name="+")
    to = models.JSONField(default=list)
    files = models.JSONField(default=list, help_text="Ids of the client's files")
    subject = models.CharField(max_length=1_000, blank=True)
    text = models.TextField(max_length=20_000, blank=True)
    when = models.CharField(max_length=5, default="now")
    at = models.CharField(max_length=30, blank=True)
    saved_at = models.DateTimeField(default=clock.now)

    objects = LetterDraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "client"], condition=models.Q(thread=None), name="letter_draft_of_client"
            ),
            models.UniqueConstraint(
                fields=["member", "thread"], condition=models.Q(thread__isnull=False), name="letter_draft_of_thread"
            ),
        ]
        indexes = [models.Index(fields=["member", "saved_at"], name="letter_draft_of_member")]

    def __str__(self) -> str:
        return self.subject or "(no subject)"

    @classmethod
    def of(cls, acting: Acting, client: Client, thread: Thread | None) -> "LetterDraft | None":
        """The draft of this member to a client, or in a thread."""
        return cls.objects.filter(member=acting.member, client=client, thread=thread).first()

    @classmethod
    @transaction.atomic
    def save_for(cls, acting: Acting, client: Client, thread: Thread | None, **typed: Any) -> "LetterDraft":
        """Keep what was typed in place of what was kept before. Raises Invalid with the field that is too long."""
        for name, most in LENGTHS.items():
            if len(typed.get(name, "")) > most:
                raise Invalid(f"Keep it under {most:,} characters.", name)
        draft, _ = cls.objects.update_or_create(
            member=acting.member, client=client, thread=thread,
            defaults={**typed, "workspace_id": client.workspace_id, "saved_at": clock.now()},
        )  # fmt: skip
        return draft

    @classmethod
    def forget(cls, acting: Acting, client: Client, thread: Thread | None) -> None:
        """The letter was sent, or is not wanted any more."""
        cls.objects.filter(member=acting.member, client=client, thread=thread).delete()
