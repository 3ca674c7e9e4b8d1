"""Entry: one line of the evidence of a signing. Written once, chained, never changed or removed."""

from typing import TYPE_CHECKING, Any

from django.db import models

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity

from . import chain
from .seen import NOBODY, Seen

if TYPE_CHECKING:
    from .model import Signing

KINDS = {
    "started": "Signing started", "asked": "Asked to sign", "sent": "Letter left", "viewed": "Opened by an act", "consented": "Consented",
    "chosen": "Chosen", "chosen_anew": "Chosen anew, what was shown before is void", "asked_back": "Asked a question", "code_sent": "Code mailed", "code_proved": "Code entered", "signed": "Signed", "approved": "Approved", "declined": "Declined",
    "reminded": "Reminded", "expired": "Expired", "voided": "Taken back", "completed": "Signed by all",
}  # fmt: skip


class Entry(models.Model):
    """What happened, when (UTC), by whom, and from where, with the digest over it and over the entry before."""

    id = Identity()
    workspace = models.ForeignKey("members.Workspace", on_delete=models.PROTECT, related_name="+")
    signing = models.ForeignKey("agreements.Signing", on_delete=models.PROTECT, related_name="entries")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    told = models.JSONField(help_text="What the digest covers, as chain.digest takes it")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["place"]
        verbose_name = "signing entry"
        constraints = [models.UniqueConstraint(fields=["signing", "place"], name="signing_entry_place_once")]

    @classmethod
    def write(cls, signing: "Signing", kind: str, who: str = "", seen: Seen = NOBODY, **facts: Any) -> "Entry":
        """Add an entry to the end of the chain. The caller holds the lock on the signing."""
        last = cls.objects.filter(signing=signing).order_by("-place").first()
        place, now = (last.place + 1 if last else 1), clock.now()
        told = {
            "place": place, "kind": kind, "at": now.isoformat(), "who": who, "address": seen.address, "agent": seen.agent,
            **{name: value for name, value in facts.items() if value not in ("", None)},
        }  # fmt: skip
        return cls.objects.create(
            workspace_id=signing.workspace_id, signing=signing, place=place, kind=kind, told=told, at=now,
            digest=chain.digest(last.digest if last else chain.START, told),
        )  # fmt: skip

    @property
    def words(self) -> str:
        return KINDS[self.kind]
