"""Gate: may the work of an accepted quote start?"""

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member, Workspace

from . import events, rules
from .facts import FACTS, waits_for
from .needs import needs_of
from .queries import GateQuerySet

LONGEST = 500


class Gate(models.Model):
    """What must hold before the work of one agreement starts. Open or not is derived, never stored."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="gates")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="gate")
    needs = models.JSONField(default=list, help_text="Slugs of facts, as the firm wanted them at acceptance")
    held = models.JSONField(default=dict, help_text="What holds now: slug to at (ISO, UTC), by and evidence")
    created_at = models.DateTimeField(default=clock.now)
    overridden_at = models.DateTimeField(null=True)
    overridden_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    override_because = models.CharField(max_length=LONGEST, blank=True)

    objects = GateQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["client", "-created_at"], name="gate_of_client")]

    def __str__(self) -> str:
        return str(self.document)

    @classmethod
    def raise_for(cls, document: Document, by: Actor) -> "Gate":
        """Put up the gate of an accepted quote or estimate, once; the fact "agreed" holds at it. Raises Conflict."""
        with transaction.atomic():
            document = Document.objects.select_for_update(of=("self",)).select_related("workspace").get(pk=document.pk)
            if known := cls.objects.filter(document=document).first():
                return known
            if document.state != "accepted":
                raise Conflict(f"{document} is not accepted.", "state")
            needs = [slug for slug in needs_of(document.workspace) if slug in FACTS and FACTS[slug].concerns(document)]
            gate = cls.objects.create(
                workspace_id=document.workspace_id, client_id=document.client_id, document=document, needs=needs,
                held={"agreed": _evidence(by, document.decided_by)},
            )  # fmt: skip
            gate._tell_turn(not gate.is_open, by)
        return gate

    @property
    def missing(self) -> list[str]:
        """Slugs of what is needed and does not hold."""
        return rules.missing(self.needs, self.held)

    @property
    def missing_words(self) -> str:
        return rules.in_words([waits_for(slug) for slug in self.missing])

    @property
    def is_open(self) -> bool:
        return rules.is_open(self.needs, self.held, self.overridden_at is not None)

    def require_open(self) -> None:
        """Let work start. Raises Conflict with what is missing in words."""
        if not self.is_open:
            raise Conflict(f"Work on {self} may not start yet: it waits for {self.missing_words}.", "gate")

    def hold(self, slug: str, by: Actor, evidence: str) -> None:
        """A fact holds; said any number of times. `evidence` names what proves it, such as a number."""
        with transaction.atomic():
            was_open = self._locked()
            if slug in self.held:
                return
            self.held[slug] = _evidence(by, evidence)
            self.save(update_fields=["held"])
            self._tell(events.FactHolds, by, fact=_named(slug), evidence=evidence[:200])
            self._tell_turn(was_open, by)

    def withdraw(self, slug: str, by: Actor, because: str) -> None:
        """A fact holds no more; said any number of times. Work that waits for it waits again."""
        with transaction.atomic():
            was_open = self._locked()
            if self.held.pop(slug, None) is None:
                return
            self.save(update_fields=["held"])
            self._tell(events.FactWithdrawn, by, fact=_named(slug), because=because[:200])
            self._tell_turn(was_open, by)

    def override(self, by: Actor, because: str, member: Member | None = None) -> None:
        """Let work start without what is missing. Raises Invalid without a reason, Conflict where it may start anyway."""
        reason = " ".join(because.split())
        if not reason or len(reason) > LONGEST:
            raise Invalid(f"Say in at most {LONGEST} characters why work starts before that.", "because")
        with transaction.atomic():
            if self._locked():
                raise Conflict(f"Work on {self} may start already.", "gate")
            self.overridden_at, self.overridden_by, self.override_because = clock.now(), member, reason
            self.save(update_fields=["overridden_at", "overridden_by", "override_because"])
            self._tell(events.GateOverridden, by, missing=self.missing_words, because=reason)

    def take_back_override(self, by: Actor) -> None:
        """Wait for what is missing after all. Raises Conflict where nothing was overridden."""
        with transaction.atomic():
            self._locked()
            if self.overridden_at is None:
                raise Conflict("Nothing was overridden here.", "gate")
            said = self.missing_words or "anything"
            self.overridden_at, self.overridden_by, self.override_because = None, None, ""
            self.save(update_fields=["overridden_at", "overridden_by", "override_because"])
            self._tell(events.OverrideTakenBack, by, missing=said)

    def _locked(self) -> bool:
        """Lock the row and take over what it says now; whether it is open."""
        now = Gate.objects.select_for_update().get(pk=self.pk)
        self.overridden_at, self.needs, self.held = now.overridden_at, now.needs, now.held
        return self.is_open

    def _tell_turn(self, was_open: bool, by: Actor) -> None:
        if self.is_open and not was_open:
            self._tell(events.GateOpened, by)
        elif was_open and not self.is_open:
            self._tell(events.GateClosed, by, missing=self.missing_words)

    def _tell(self, kind, by: Actor, **said: str) -> None:
        record(
            kind, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self.document,
            client=self.document.client.name, agreement=f"{self.document.label.lower()} {self.document.number}", **said,
        )  # fmt: skip


def _evidence(by: Actor, what: str) -> dict[str, str]:
    return {"at": clock.now().isoformat(), "by": by.name[:200], "evidence": what[:200]}


def _named(slug: str) -> str:
    return f"“{FACTS[slug].label}”" if slug in FACTS else slug
