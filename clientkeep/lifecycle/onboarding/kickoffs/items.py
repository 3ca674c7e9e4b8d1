"""AgendaItem and KickoffAction: what is spoken about at a kickoff, what was said to it, and who does what by when."""

import uuid

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.models import Contact
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.relationship.conversations.promises.model import SIDES
from clientkeep.workspace.members.models import Member, Workspace

from . import matters, rules  # noqa: F401  the matters are registered by being read
from .agenda import Basis, drafted
from .model import Kickoff
from .queries import OfKickoffQuerySet


class AgendaItem(models.Model):
    """One item. The client reads title and text, unless it is internal; notes and decisions are the firm's own."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    kickoff = models.ForeignKey(Kickoff, on_delete=models.PROTECT, related_name="items")
    place = models.PositiveIntegerField()
    title = models.CharField(max_length=rules.LONGEST_TITLE)
    text = models.TextField(max_length=rules.LONGEST_TEXT, blank=True)
    internal = models.BooleanField(default=False)
    notes = models.TextField(max_length=rules.LONGEST_NOTES, blank=True)
    decisions = models.TextField(max_length=rules.LONGEST_NOTES, blank=True, help_text="One on each line")

    objects = OfKickoffQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kickoff", "place"], name="agenda_item_in_order")]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def add(cls, kickoff: Kickoff, title: str, text: str = "", internal: bool = False, id: uuid.UUID | None = None) -> "AgendaItem":
        """Put an item behind the others. The same `id` gives the same item again. Raises Invalid with the field, Conflict."""
        said = {"title": _titled(title), "text": _worded(text), "internal": internal}
        with transaction.atomic():
            kickoff.hold()
            if id and (known := cls.objects.filter(pk=id, kickoff=kickoff).first()):
                return known
            kickoff.require_planned()
            standing = list(kickoff.items.in_order())
            if len(standing) >= rules.MOST_ITEMS:
                raise Invalid(f"An agenda takes {rules.MOST_ITEMS} items at most.", "title")
            place = standing[-1].place + 1 if standing else 1
            return cls.objects.create(**({"id": id} if id else {}), workspace_id=kickoff.workspace_id, kickoff=kickoff, place=place, **said)

    def change(self, title: str, text: str, internal: bool) -> None:
        """Word it anew. Raises Invalid with the field, Conflict once the kickoff was held or cancelled."""
        said = {"title": _titled(title), "text": _worded(text), "internal": internal}
        with transaction.atomic():
            self._held()
            AgendaItem.objects.filter(pk=self.pk).update(**said)
            self.refresh_from_db(fields=list(said))

    def move(self, up: bool) -> None:
        """Put it one place earlier or later. Nothing happens at either end."""
        with transaction.atomic():
            standing = self._held()
            at = standing.index(self)
            to = at - 1 if up else at + 1
            if 0 <= to < len(standing):
                standing.insert(to, standing.pop(at))
                _number(standing)

    def remove(self) -> None:
        """Take it off the agenda. Raises Conflict where something was noted to it."""
        with transaction.atomic():
            self._held()
            self.refresh_from_db()
            if self.notes or self.decisions or self.actions.exists():
                raise Conflict("Something was noted to this item. Empty its notes first, or let it stand.", "item")
            self.delete()

    def _held(self) -> "list[AgendaItem]":
        self.kickoff.hold()
        self.kickoff.require_planned()
        standing = list(self.kickoff.items.in_order())
        if self not in standing:
            raise Conflict("This item was taken off meanwhile.", "item")
        return standing


class KickoffAction(models.Model):
    """Who does what by when; it becomes a promise of the client's record once the kickoff was held."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    kickoff = models.ForeignKey(Kickoff, on_delete=models.PROTECT, related_name="actions")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="actions")
    side = models.CharField(max_length=6, choices=SIDES)
    what = models.CharField(max_length=rules.LONGEST_ACTION)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    place = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)

    objects = OfKickoffQuerySet.as_manager()

    def __str__(self) -> str:
        return self.what

    @property
    def who(self) -> str:
        """Who does it: "ours" or "theirs", with the person where one is named, as forms and programs write it."""
        person = self.member_id if self.side == "ours" else self.contact_id
        return f"{self.side}:{person}" if person else self.side

    @property
    def told(self) -> str:
        """In words, as the minutes say it."""
        name = str(self.member or self.workspace.name) if self.side == "ours" else str(self.contact or self.kickoff.client.name)
        return f"{name}: {self.what}" + (f", by {rules.day_words(self.due_on)}" if self.due_on else "")


def draft_agenda(kickoff: Kickoff, about: str) -> None:
    """Write the first agenda. For who makes the kickoff."""
    points = drafted(Basis(kickoff.client, kickoff.agreement, kickoff.workspace.today(), about))
    AgendaItem.objects.bulk_create(
        AgendaItem(workspace=kickoff.workspace, kickoff=kickoff, place=place, title=point.title, text=point.text, internal=point.internal)
        for place, point in enumerate(points, 1)
    )


def _number(standing: list[AgendaItem]) -> None:
    for place, each in enumerate(standing, 1):
        each.place = place
    AgendaItem.objects.bulk_update(standing, ["place"])


def _titled(title: str) -> str:
    kept = " ".join(tidy_text("title", title, rules.LONGEST_TITLE).split())
    if not kept:
        raise Invalid("Say in a few words what you speak about.", "title")
    return kept


def _worded(text: str) -> str:
    return tidy_text("text", text.replace("\r\n", "\n").replace("\r", "\n"), rules.LONGEST_TEXT).strip()
