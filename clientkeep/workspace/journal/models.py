"""The journal: one row for everything that happens, chained, append-only, the only history there is."""

from django.db import models

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity
from clientkeep.workspace.members.models import Workspace

from .declaration import KINDS


class EventQuerySet(models.QuerySet):
    def of_client(self, client_id):
        """Events of one client, newest first."""
        return self.filter(client_id=client_id).order_by("-happened_at", "-seq")


class Event(models.Model):
    """One fact. `client_id` and `about_id` are plain ids: the journal stands below what it tells of."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="events")
    seq = models.BigIntegerField(help_text="1, 2, 3 … in each workspace")
    slug = models.CharField(max_length=60)
    group = models.CharField(max_length=20)
    client_id = models.UUIDField(null=True)
    about_type = models.CharField(max_length=30, blank=True)
    about_id = models.UUIDField(null=True)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=200, blank=True)
    happened_at = models.DateTimeField(default=clock.now)
    recorded_at = models.DateTimeField(default=clock.now)
    payload = models.JSONField(default=dict)
    salt = models.CharField(max_length=32)
    commitment = models.CharField(max_length=64, help_text="Salted hash of the personal part, so that it can be erased")
    digest = models.CharField(max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "seq"], name="event_seq_once")]
        indexes = [
            models.Index(fields=["workspace", "client_id", "-happened_at", "-seq"], name="event_of_client"),
            models.Index(fields=["about_id", "seq"], name="event_about"),
            models.Index(fields=["workspace", "-happened_at", "-seq"], name="event_of_workspace"),
            models.Index(fields=["workspace", "slug", "happened_at"], name="event_of_kind"),
        ]

    @property
    def kind(self):
        return KINDS[self.slug]

    @property
    def sentence(self) -> str:
        """The timeline's sentence, filled by plain substitution in one pass."""
        return fill(self.kind.sentence, {**self.payload, "actor": self.actor_name})


class Head(models.Model):
    """Where a workspace's chain stands: locked for the length of the recording transaction."""

    workspace = models.OneToOneField(Workspace, on_delete=models.PROTECT, primary_key=True, related_name="+")
    seq = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")


class Dispatch(models.Model):
    """One listener's handling of one event: made with the event, done once, visible when it fails."""

    id = Identity()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="dispatches")
    listener = models.CharField(max_length=200)
    state = models.CharField(max_length=8, default="due", choices=[(s, s) for s in ("due", "done", "dead")])
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(default=clock.now)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "listener"], name="dispatch_once")]
        indexes = [models.Index(fields=["state", "next_try_at"], name="dispatch_due")]


def fill(sentence: str, values: dict) -> str:
    """Put values into {placeholders}: names only, one pass, unknown names stay as written."""
    import re

    return re.sub(r"\{(\w+)\}", lambda found: str(values.get(found[1], found[0])), sentence)
