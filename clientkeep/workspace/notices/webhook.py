"""Webhook: an address of Slack, Mattermost or the like to which notices are posted, a member's own or the firm's."""

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.sealing import seal, unseal
from clientkeep.workspace.journal import record
from clientkeep.workspace.journal.declaration import EventKind
from clientkeep.workspace.members.acting import SYSTEM, Actor
from clientkeep.workspace.members.models import Member, Workspace

from . import events
from .kinds import KINDS, NoticeKind
from .posting import Outcome, checked_url, post
from .rules import LONGEST_FAILURE, pause_after

# After this a post under way counts as one whose process has died.
UNDER_WAY = dt.timedelta(seconds=60)
SAMPLE = "This is a test of Clientkeep. Notices arrive here from now on."


class Webhook(models.Model):
    """The address is a secret: sealed at rest, shown by its host and last signs. Without a member it is the firm's.

    One that fails is tried again at growing pauses; after three days it is paused, and somebody is told.
    """

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    member = models.OneToOneField(Member, on_delete=models.CASCADE, null=True, related_name="webhook")
    url_sealed = models.TextField()
    shown = models.CharField(max_length=300)
    kinds = models.JSONField(null=True, help_text="What goes to the firm's; null: the urgent ones")
    is_paused = models.BooleanField(default=False)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    next_try_at = models.DateTimeField(default=clock.now)
    busy_until = models.DateTimeField(null=True, help_text="While one post is under way")
    last_at = models.DateTimeField(null=True)
    last_status = models.PositiveSmallIntegerField(null=True)
    last_words = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace"], condition=models.Q(member=None), name="webhook_of_the_firm_once")]

    def __str__(self) -> str:
        return self.shown

    @classmethod
    def of(cls, workspace: Workspace, member: Member | None) -> "Webhook | None":
        """Return a member's webhook, or the firm's."""
        return cls.objects.filter(workspace=workspace, member=member).select_related("workspace", "member__user").first()

    @classmethod
    def keep(cls, workspace: Workspace, member: Member | None, by: Actor, url: str, kinds: Iterable[str] | None = None) -> "Webhook":
        """Set the address, or with an empty one change the firm's kinds only. Raises Invalid with `url` or `kinds`."""
        chosen = None if kinds is None else sorted(set(kinds))
        if chosen and any(kind not in KINDS for kind in chosen):
            raise Invalid("Choose from the list.", "kinds")
        values: dict = {} if kinds is None else {"kinds": chosen}
        if url.strip():
            checked = checked_url(url)
            values |= {"url_sealed": seal(checked), "shown": _shown(checked), **_FRESH}
        elif not cls.objects.filter(workspace=workspace, member=member).exists():
            raise Invalid("Paste the address of the webhook.", "url")
        with transaction.atomic():
            kept, _ = cls.objects.update_or_create(workspace=workspace, member=member, defaults=values)
            kept._tell(events.WebhookSet, by)
        return kept

    @transaction.atomic
    def remove(self, by: Actor) -> None:
        """Forget the address, and what waited for it. Safe to repeat."""
        if Webhook.objects.select_for_update().filter(pk=self.pk).exists():
            self._tell(events.WebhookRemoved, by)
            Webhook.objects.filter(pk=self.pk).delete()

    @transaction.atomic
    def resume(self, by: Actor) -> None:
        """Switch a paused one on again. What came meanwhile is in the app only. Raises Conflict where it is not paused."""
        if not Webhook.objects.filter(pk=self.pk, is_paused=True).update(next_try_at=clock.now(), **_FRESH):
            raise Conflict("This webhook is not paused.")
        self._tell(events.WebhookResumed, by)

    def takes(self, kind: NoticeKind) -> bool:
        """Whether this kind goes to the firm's webhook."""
        return kind.urgent if self.kinds is None else kind.slug in self.kinds

    def test(self) -> Outcome:
        """Post a sample now and keep what came of it."""
        outcome = self.post(SAMPLE, "test")
        Webhook.objects.filter(pk=self.pk).update(**_outcome(outcome))
        return outcome

    def post(self, text: str, delivery_id: str) -> Outcome:
        """Post a text, already escaped; the address is checked anew as the socket opens."""
        return post(unseal(self.url_sealed), text, delivery_id)

    def claim(self) -> bool:
        """Take the webhook for one post, so that no other process posts at the same time."""
        now = clock.now()
        free = Webhook.objects.filter(models.Q(busy_until=None) | models.Q(busy_until__lte=now), pk=self.pk, is_paused=False)
        return free.filter(next_try_at__lte=now).update(busy_until=now + UNDER_WAY) == 1

    def free(self) -> None:
        Webhook.objects.filter(pk=self.pk).update(busy_until=None)

    @transaction.atomic
    def settle(self, outcome: Outcome) -> None:
        """Keep what came of a post: after three days of failures it is paused, and that is recorded once."""
        now = clock.now()
        held = Webhook.objects.select_for_update(of=("self",)).select_related("workspace", "member__user").filter(pk=self.pk).first()
        if held is None or held.is_paused:
            return
        values = {**_outcome(outcome), "busy_until": None}
        if outcome.is_good:
            values |= {"failures": 0, "failing_since": None}
        else:
            since = held.failing_since or now
            again = min(now + pause_after(held.failures + 1), max(since + LONGEST_FAILURE, now))  # the last try ends the three days
            values |= {"failures": held.failures + 1, "failing_since": since, "next_try_at": again}
            values["is_paused"] = now - since >= LONGEST_FAILURE
        Webhook.objects.filter(pk=self.pk).update(**values)
        if values.get("is_paused"):
            held._pause(outcome)

    def _pause(self, outcome: Outcome) -> None:
        self.deliveries.filter(state="due").update(state="dropped", why="The webhook is paused.", settled_at=clock.now())
        self._tell(events.WebhookPaused, SYSTEM, words=outcome.words[:120] or "no answer", member=str(self.member_id or ""))

    def _tell(self, kind: EventKind, by: Actor, **more: str) -> None:
        whose = str(self.member) if self.member_id else self.workspace.name
        record(kind, workspace_id=self.workspace_id, by=by, about=self, whose=whose, host=self.shown.partition("/")[0], **more)


_FRESH = {"is_paused": False, "failures": 0, "failing_since": None, "busy_until": None}


def _shown(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc}/…{url[-4:]}"[-300:]


def _outcome(outcome: Outcome) -> dict:
    return {"last_at": clock.now(), "last_status": outcome.status, "last_words": outcome.words}
