"""Notice: one member is told of one event. What it says is read from the journal, so that an erasure reaches it."""

from typing import Any

from django.db import models
from django.db.models import Q

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity
from clientkeep.workspace.files.sight import of_visible_clients
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Member, Workspace

from .kinds import KINDS, NoticeKind


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "NoticeQuerySet":
        """One's own, of clients that one still sees and of kinds that one's role allows."""
        mine = self.filter(workspace=acting.workspace, member=acting.member)
        mine = mine.filter(kind__in=[kind.slug for kind in KINDS if acting.may(kind.act)])
        if acting.member.sees_all_clients and acting.may("clients.see"):
            return mine
        return mine.filter(Q(client_id=None) | of_visible_clients(acting))

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)

    def read_all(self) -> int:
        """Mark each as read; returns how many were not."""
        return self.unread().update(read_at=clock.now())


class Notice(models.Model):
    """Unique for each event and member."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="notices")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    client_id = models.UUIDField(null=True)
    created_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "member"], name="notice_once")]
        indexes = [
            models.Index(fields=["member", "-id"], name="notice_of_member"),
            models.Index(fields=["member"], condition=Q(read_at=None), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return self.event.sentence

    @property
    def is_urgent(self) -> bool:
        return self.told_as.urgent

    @property
    def told_as(self) -> NoticeKind:
        return KINDS[self.kind]

    def read(self) -> None:
        """Mark it as read. Safe to repeat."""
        Notice.objects.filter(pk=self.pk, read_at=None).update(read_at=clock.now())

    def unread(self) -> None:
        """Keep it for later."""
        Notice.objects.filter(pk=self.pk).update(read_at=None)


def words_of(event: Event, client: str) -> str:
    """Return what an event says, with the client's name before it unless it stands in the sentence."""
    sentence = event.sentence
    return f"{client}: {sentence}" if client and client not in sentence else sentence


def told(notice: Notice, names: dict[Any, str]) -> str:
    """Return a notice's words; `names` are those of slots.names_of."""
    return words_of(notice.event, names.get(notice.client_id, ""))
