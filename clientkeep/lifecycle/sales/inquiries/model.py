"""Inquiry: what a stranger asks, until somebody makes an opportunity of it or declines."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.states import States
from clientkeep.relationship.clients.tidying import tidy_email, tidy_text
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.files.queries import HELD
from clientkeep.workspace.journal import record
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.acting import Acting, Actor
from clientkeep.workspace.members.models import Member, Workspace

from ..opportunities.model import Opportunity
from ..qualification.checklist import Checklist
from ..qualification.choosing import judge_by
from . import events, letters, rules
from .queries import InquiryQuerySet

STATES = States({"new": ("accepted", "declined", "held"), "held": ("new",), "accepted": (), "declined": ()})


class Inquiry(models.Model):
    """`answers` are question and answer as they were asked. A held one (`held_why`) looked like a program's, and waits apart."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    email = models.CharField(max_length=254)
    answers = models.JSONField(default=list)
    source = models.CharField(max_length=100)
    campaign = models.JSONField(default=dict)
    files = models.ManyToManyField(StoredFile, blank=True, related_name="+")
    not_kept = models.JSONField(default=list, help_text="A sentence for each file that came along and was not kept")
    referrer = models.CharField(max_length=500, blank=True)
    owner = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=8, default="new", choices=[(each, each.capitalize()) for each in STATES.all])
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, null=True, related_name="+", help_text="By which it is judged; empty: the usual one")
    held_why = models.CharField(max_length=200, blank=True)
    opportunity = models.OneToOneField(Opportunity, on_delete=models.PROTECT, null=True, related_name="inquiry")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="+")
    referred_to = models.CharField(max_length=300, blank=True, help_text="To whom they were referred when it was declined")
    received_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["workspace", "state", "-received_at"], name="inquiry_by_state")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def receive(
        cls, workspace: Workspace, name: str, email: str, answers: list[dict[str, str]], id: uuid.UUID | None = None,
        campaign: Mapping[str, str] | None = None, referrer: str = "", held_why: str = "", owner: Member | None = None, source: str = "",
        checklist: Checklist | None = None,
    ) -> "Inquiry":
        """Keep what was sent; the same `id` gives the one kept first. Raises Invalid with the field `name` or `email`."""
        name, email = " ".join(tidy_text("name", name, 200).split()), tidy_email(tidy_text("email", email, 254))
        if not name:
            raise Invalid("Write your name.", "name")
        if not email:
            raise Invalid("Write your e-mail address.", "email")
        campaign = {key: value[:200] for key, value in (campaign or {}).items() if key in rules.CAMPAIGN}
        with transaction.atomic():
            if id and (known := cls.objects.filter(workspace=workspace, pk=id).first()):
                return known
            made = cls.objects.create(
                **({"id": id} if id else {}), workspace=workspace, name=name, email=email, answers=answers, campaign=campaign, referrer=referrer[:500],
                source=source[:100] or rules.source_of(campaign, referrer), owner=owner, state="held" if held_why else "new", held_why=held_why[:200],
                checklist=checklist,
            )  # fmt: skip
            if not held_why:
                made._tell(events.InquiryReceived, Actor("contact", None, name))
        return made

    @property
    def text(self) -> str:
        """Everything that was answered, for the opportunity's notes."""
        return "\n\n".join(f"{each['label']}\n{each['answer']}" for each in self.answers)[:20_000]

    def files_for(self, acting: Acting) -> "models.QuerySet[StoredFile]":
        """The files that came along: held for the inquiry, or by now of a client that this person may see."""
        seen = StoredFile.objects.visible_to(acting).values("pk")
        return self.files.filter(removed_at=None).filter(models.Q(purpose=HELD) | models.Q(pk__in=seen)).order_by("created_at", "pk")

    def accept(self, by: Actor, title: str) -> Opportunity:
        """Make an opportunity of it, owned by who answers for it; done again, it gives the same one. Raises Conflict otherwise."""
        with transaction.atomic():
            self._hold()
            if self.state == "accepted":
                return self.opportunity
            STATES.check(self.state, "accepted", "The inquiry")
            made = Opportunity.begin(
                self.workspace, by, title, name=self.name, email=self.email, note=self.text, source=self.source, owner=self.owner
            )  # fmt: skip
            if self.checklist and not self.checklist.archived_at:
                self.checklist.workspace = self.workspace
                judge_by(made, self.checklist, by)
            self._decide("accepted", by, opportunity=made)
            self._tell(events.InquiryAccepted, by)
        return made

    def decline(self, by: Actor, subject: str, text: str, referred_to: str = "") -> None:
        """Decline it by a letter, which goes to the outbox once. Raises Invalid without words, Conflict where it is decided."""
        subject, text = " ".join(tidy_text("subject", subject, 300).split()), tidy_text("text", text, 20_000)
        referred = " ".join(tidy_text("referred_to", referred_to, 300).split())
        if not subject or not text:
            raise Invalid("Write the letter: its subject and its words.", "text" if subject else "subject")
        with transaction.atomic():
            self._hold()
            STATES.check(self.state, "declined", "The inquiry")
            self._decide("declined", by, letter=letters.decline(self, subject, text), referred_to=referred)
            self._tell(events.InquiryDeclined, by)

    def hold_off(self, by: Actor) -> None:
        """It is no inquiry. It stays in the list of those held off."""
        self._move("held", by, events.InquiryHeld, held_why=f"{by.name} says so"[:200])

    def let_in(self, by: Actor) -> None:
        """It was held off wrongly."""
        self._move("new", by, events.InquiryLetIn, held_why="")

    def _move(self, state: str, by: Actor, kind: Any, **values: Any) -> None:
        with transaction.atomic():
            self._hold()
            STATES.check(self.state, state, "The inquiry")
            Inquiry.objects.filter(pk=self.pk).update(state=state, **values)
            self.refresh_from_db()
            self._tell(kind, by)

    def _decide(self, state: str, by: Actor, **values: Any) -> None:
        Inquiry.objects.filter(pk=self.pk).update(state=state, decided_at=clock.now(), decided_by=by.name[:200], **values)
        self.refresh_from_db()

    def _hold(self) -> None:
        Inquiry.objects.select_for_update().get(pk=self.pk)
        self.refresh_from_db()

    def _tell(self, kind: Any, by: Actor) -> None:
        record(kind, workspace_id=self.workspace_id, by=by, about=self, who=self.name)
