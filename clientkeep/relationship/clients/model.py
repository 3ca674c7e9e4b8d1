"""Client: the company or person that pays, with everything the firm should remember in one record."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from clientkeep.foundation import clock
from clientkeep.foundation.address import lines_of
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import CurrencyCode, Identity, Minor, Scaled
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member, Workspace

from . import events
from .queries import ClientQuerySet
from .tidying import tidied
from .words import search_words

STAGES = ["lead", "proposal", "active", "paused", "former"]
STAGE_LABELS = {"lead": "Lead", "proposal": "Proposal", "active": "Active", "paused": "Paused", "former": "Former"}
TIERS = [("", "No tier"), ("a", "A"), ("b", "B"), ("c", "C")]

EDITABLE = (
    "name legal_name is_company email phone website tax_id tax_exempt address_line1 address_line2 city region "
    "postal_code country time_zone language currency hourly_rate terms_days tax_name tax_percent tier tags "
    "custom contract_starts contract_ends background"
).split()


# How the timeline names what changed, where the field's own name would not do.
FIELD_WORDS = {
    "is_company": "kind", "email": "e-mail", "tax_id": "tax id", "tax_exempt": "tax", "tax_name": "tax", "tax_percent": "tax",
    "address_line1": "address", "address_line2": "address", "city": "address", "region": "address",
    "postal_code": "address", "country": "address", "hourly_rate": "rate", "terms_days": "payment terms",
    "custom": "other fields", "contract_starts": "contract", "contract_ends": "contract",
}  # fmt: skip


class Client(models.Model):
    """One client. Deleting is archiving. Every change goes through a verb and leaves an event."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="clients")
    owner = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    legal_name = models.CharField(max_length=200, blank=True)
    is_company = models.BooleanField(default=True)
    email = models.EmailField(max_length=254, blank=True, help_text="General address; people are contacts")
    phone = models.CharField(max_length=60, blank=True)
    website = models.CharField(max_length=300, blank=True)
    tax_id = models.CharField(max_length=60, blank=True)
    tax_exempt = models.BooleanField(default=False)
    address_line1 = models.CharField(max_length=200, blank=True)
    address_line2 = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=120, blank=True)
    postal_code = models.CharField(max_length=40, blank=True)
    country = models.CharField(max_length=2, blank=True)
    time_zone = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=10, blank=True)
    currency = CurrencyCode(blank=True, help_text="Empty: the workspace's")
    hourly_rate = Minor(null=True, blank=True)
    terms_days = models.PositiveIntegerField(null=True, blank=True, help_text="Empty: the workspace's")
    tax_name = models.CharField(max_length=30, blank=True)
    tax_percent = Scaled(places=4, null=True, blank=True)
    tier = models.CharField(max_length=1, blank=True, choices=TIERS)
    tags = models.JSONField(default=list, blank=True)
    custom = models.JSONField(default=dict, blank=True)
    stage = models.CharField(max_length=10, default="lead", choices=list(STAGE_LABELS.items()))
    contract_starts = models.DateField(null=True, blank=True)
    contract_ends = models.DateField(null=True, blank=True)
    background = models.TextField(blank=True, max_length=20_000, help_text="Context the client never sees")
    next_step = models.CharField(max_length=200, blank=True)
    next_step_on = models.DateField(null=True, blank=True)
    last_contact_at = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=60, blank=True, help_text="compose, import, form, api …")
    words = models.TextField(blank=True, editable=False, help_text="Folded text for search")
    version = models.PositiveIntegerField(default=1)
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.CharField(max_length=200, blank=True)

    objects = ClientQuerySet.as_manager()

    class Meta:
        indexes = [
            # Search reads this index alone; words begin with the folded name, so it also sorts by name.
            models.Index(fields=["workspace", "archived_at", "words", "id"], name="client_by_words"),
            models.Index(fields=["workspace", "archived_at", "stage", "words", "id"], name="client_by_stage"),
            models.Index(fields=["workspace", "archived_at", "owner", "words", "id"], name="client_by_owner"),
            models.Index(fields=["workspace", "archived_at", "-last_contact_at"], name="client_by_contact"),
            models.Index(fields=["workspace", "archived_at", "-created_at"], name="client_by_age"),
            models.Index(fields=["workspace", "email"], name="client_by_email"),
            models.Index(Lower("email"), "workspace", name="client_by_any_case"),
            models.Index(
                fields=["workspace", "archived_at", "next_step_on", "id"],
                condition=models.Q(next_step_on__isnull=False),
                name="client_by_step",
            ),
            models.Index(
                fields=["workspace", "archived_at", "-changed_at", "id"],
                condition=models.Q(next_step=""),
                name="client_without_step",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def add(cls, workspace: Workspace, by: Actor, id: uuid.UUID | None = None, **values: Any) -> "Client":
        """Put a client on record. Raises Invalid for a blank name. The same `id` gives the same client again."""
        with transaction.atomic():
            if id and (known := cls.objects.filter(pk=id, workspace=workspace).first()):
                return known
            client = cls(workspace=workspace, changed_by=by.name, **({"id": id} if id else {}))
            client._take(values)
            client.source = values.get("source", "")[:60]
            client.stage = _known_stage(values.get("stage", client.stage))
            client.owner = client._colleague(values.get("owner"))
            client.save(force_insert=True)
            record(
                events.ClientAdded,
                workspace_id=workspace.pk,
                by=by,
                client_id=client.pk,
                about=client,
                client=client.name,
            )
        return client

    def change(self, by: Actor, version: int | None = None, **values: Any) -> list[str]:
        """Change fields of EDITABLE and record what they were; returns the names of those that changed.

        `version` is what the editor saw: Conflict where somebody saved meanwhile.
        """
        with transaction.atomic():
            self._lock(version)
            changed = self._take(values)
            if changed:
                self._keep(by, *changed)
                record(
                    events.ClientChanged,
                    workspace_id=self.workspace_id,
                    by=by,
                    client_id=self.pk,
                    about=self,
                    client=self.name,
                    fields=_in_words(changed),
                    before={name: str(old) for name, (old, _) in changed.items()},
                    after={name: str(new) for name, (_, new) in changed.items()},
                )
        return list(changed)

    def move_to(self, stage: str, by: Actor) -> None:
        """Set the stage of the lifecycle; Invalid for one that does not exist."""
        _known_stage(stage)
        with transaction.atomic():
            self._lock()
            if stage == self.stage:
                return
            before, self.stage = self.stage, stage
            self._keep(by, "stage")
            record(
                events.StageChanged, workspace_id=self.workspace_id, by=by, client_id=self.pk, about=self,
                client=self.name, before=STAGE_LABELS[before].lower(), after=STAGE_LABELS[stage].lower(),
            )  # fmt: skip

    def advance_to(self, stage: str, by: Actor) -> None:
        """Move on to a stage of the lifecycle, never back: nothing happens where the client is there already, or further."""
        _known_stage(stage)
        with transaction.atomic():
            self._lock()
            if STAGES.index(self.stage) < STAGES.index(stage):
                self.move_to(stage, by)

    def plan_next_step(self, step: str, on: dt.date | None, by: Actor) -> None:
        """Say what comes next with this client, and when; an empty step clears it."""
        step = " ".join(step.split())[:200]
        on = on if step else None
        with transaction.atomic():
            self._lock()
            if (step, on) == (self.next_step, self.next_step_on):
                return
            self.next_step, self.next_step_on = step, on
            self._keep(by, "next_step", "next_step_on")
            record(
                events.NextStepSet, workspace_id=self.workspace_id, by=by, client_id=self.pk, about=self,
                client=self.name, step=self.next_step or "none", day=on.isoformat() if on else "",
            )  # fmt: skip

    def give_to(self, owner: Member | None, by: Actor) -> None:
        """Change who in the team owns the client; Invalid for somebody of another workspace."""
        with transaction.atomic():
            self._lock()
            if self._colleague(owner) == self.owner:
                return
            before, self.owner = self.owner_id, owner
            self._keep(by, "owner")
            record(
                events.OwnerChanged, workspace_id=self.workspace_id, by=by, client_id=self.pk, about=self,
                client=self.name, owner=str(owner) if owner else "nobody",
                owner_id=str(owner.pk) if owner else "", before_id=str(before or ""),
            )  # fmt: skip

    def let_see(self, members: list[Member], by: Actor) -> None:
        """Choose which members with narrowed sight see the client; Invalid for somebody of another workspace."""
        for member in members:
            self._colleague(member)
        with transaction.atomic():
            before = set(self.access.values_list("member_id", flat=True))
            after = {member.pk for member in members}
            if before == after:
                return
            self.access.exclude(member_id__in=after).delete()
            ClientAccess.objects.bulk_create([ClientAccess(client=self, member_id=pk) for pk in after - before])
            record(
                events.AccessChanged, workspace_id=self.workspace_id, by=by, client_id=self.pk, about=self,
                client=self.name, members=", ".join(str(member) for member in members) or "nobody else",
            )  # fmt: skip

    def archive(self, by: Actor) -> None:
        """Put the client away; nothing is deleted."""
        self._put(clock.now(), events.ClientArchived, by)

    def restore(self, by: Actor) -> None:
        """Bring an archived client back."""
        self._put(None, events.ClientRestored, by)

    def touched(self, at: dt.datetime) -> None:
        """Remember the newest contact with the client."""
        newer = models.Q(last_contact_at=None) | models.Q(last_contact_at__lt=at)
        Client.objects.filter(newer, pk=self.pk).update(last_contact_at=at)

    @cached_property
    def people(self) -> list[Any]:
        """The contacts on record now. Asked for once: a page and all the panels on it share them."""
        return list(self.contacts.current())

    @property
    def billing_currency(self) -> str:
        return self.currency or self.workspace.currency

    @property
    def address_lines(self) -> list[str]:
        return lines_of(self)

    def reword(self, people: Sequence[Any] | None = None) -> None:
        """Bring the searched text up to date, with the people at the client in it; `people` where they are known."""
        self.words = search_words(self, self.contacts.current()[:20] if people is None else people[:20])
        Client.objects.filter(pk=self.pk).update(words=self.words)

    def _take(self, values: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
        given = tidied({name: values[name] for name in EDITABLE if name in values})
        changed = {name: (getattr(self, name), value) for name, value in given.items() if getattr(self, name) != value}
        for name, (_, value) in changed.items():
            setattr(self, name, value)
        if not self.name:
            raise Invalid("Enter the client's name.", "name")
        if changed:
            people = () if self._state.adding else self.contacts.current()[:20]
            self.words = search_words(self, people)
        return changed

    def _lock(self, version: int | None = None) -> None:
        """Hold the row until the transaction ends, and see what others saved meanwhile."""
        now = Client.objects.select_for_update().filter(pk=self.pk).first()
        if now is None:
            raise Conflict("This client is not on record any more.")
        if version is not None and version != now.version:
            raise Conflict("Somebody saved this client meanwhile. Look at both versions and save again.", "version")
        for field in self._meta.concrete_fields:
            setattr(self, field.attname, getattr(now, field.attname))

    def _keep(self, by: Actor, *changed: str) -> None:
        self.version += 1
        self.changed_at, self.changed_by = clock.now(), by.name
        self.save(update_fields=[*changed, "words", "version", "changed_at", "changed_by"])

    def _put(self, at: dt.datetime | None, kind: Any, by: Actor) -> None:
        with transaction.atomic():
            self._lock()
            if bool(self.archived_at) == bool(at):
                return
            self.archived_at = at
            self._keep(by, "archived_at")
            record(kind, workspace_id=self.workspace_id, by=by, client_id=self.pk, about=self, client=self.name)

    def _colleague(self, member: Member | None) -> Member | None:
        if member and member.workspace_id != self.workspace_id:
            raise Invalid("Choose a member of this workspace.", "owner")
        return member


def _in_words(names: Iterable[str]) -> str:
    """Name the changed fields, the parts of one thing once: "name, address and e-mail"."""
    words = list(dict.fromkeys(FIELD_WORDS.get(name, name.replace("_", " ")) for name in names))
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _known_stage(stage: str) -> str:
    if stage not in STAGES:
        raise Invalid(f"Choose a stage: {', '.join(STAGES)}.", "stage")
    return stage


class ClientAccess(models.Model):
    """A client that a member with narrowed sight may see."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="access")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="client_access")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "member"], name="client_access_once")]


class ExternalId(models.Model):
    """The name another system gave this client, so that the same file twice finds it again."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="external_ids")
    source = models.CharField(max_length=40)
    value = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "source", "value"], name="external_id_once")]
