"""Bid: that a document is written for an opportunity, and what becomes of the opportunity with it."""

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.money import Money
from clientkeep.lifecycle.sales.models import Opportunity, Stage
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events, rules
from .queries import BidQuerySet

LONGEST = 300


class Bid(models.Model):
    """`held_back`: in words, why the opportunity did not move when the document was sent; empty where it did."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="bid")
    opportunity = models.ForeignKey(Opportunity, on_delete=models.PROTECT, related_name="bids")
    held_back = models.CharField(max_length=LONGEST, blank=True)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.CharField(max_length=200)

    objects = BidQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["opportunity", "-made_at"], name="bid_of_opportunity")]

    def __str__(self) -> str:
        return str(self.document)

    @classmethod
    def link(cls, document: Document, opportunity: Opportunity, by: Actor) -> "Bid":
        """Say that a document is for an opportunity of its client; what its state asks for follows at once.

        Raises Invalid for an opportunity of somebody else, Conflict for what is void or has won another opportunity.
        """
        if document.kind not in rules.KINDS:
            raise Conflict(f"{document.label} is no offer: link a proposal, a quote, an estimate or a contract.", "document")
        if document.kind == "contract" and document.source_id:
            raise Conflict("What this contract was made from is for the opportunity: link that.", "document")
        with transaction.atomic():
            held = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
            whose = Opportunity.objects.get(pk=opportunity.pk)
            if (whose.workspace_id, whose.client_id) != (held.workspace_id, held.client_id):
                raise Invalid("Choose an opportunity of this client.", "opportunity")
            bid = cls.objects.filter(document=held).first()
            if bid and bid.opportunity_id == whose.pk:
                return bid
            if held.state == "void" or (bid and held.state == "accepted"):
                raise Conflict(f"{held} is {held.state}. What it was for does not change any more.", "document")
            if bid:
                bid.unlink(by)
            made = cls.objects.create(workspace_id=held.workspace_id, document=held, opportunity=whose, made_by=by.name[:200])
            made._tell(events.BidLinked, by)
            made.follow(by)
        return made

    def unlink(self, by: Actor) -> None:
        """Take it off its opportunity. Raises Conflict once it is accepted: it has won the opportunity."""
        with transaction.atomic():
            if Document.objects.select_for_update(of=("self",)).get(pk=self.document_id).state == "accepted":
                raise Conflict(f"{self.document} is accepted. What it was for does not change any more.", "document")
            self._tell(events.BidUnlinked, by)
            self.delete()

    def carry_on(self, document: Document) -> None:
        """A next version is for the same opportunity."""
        Bid.objects.get_or_create(document=document, defaults={"workspace_id": self.workspace_id, "opportunity_id": self.opportunity_id, "made_by": self.made_by})

    def follow(self, by: Actor) -> None:
        """Do what the document's state asks for. Any number of times comes to the same."""
        state = Document.objects.values_list("state", flat=True).get(pk=self.document_id)
        if state == "issued":
            self.advance(by)
        elif state == "accepted":
            self.win(by)

    def advance(self, by: Actor) -> None:
        """Move the opportunity on to where sent proposals stand; a gate that is shut is kept in words, not passed."""
        with transaction.atomic():
            stages = Stage.keep_ready(self.workspace)
            now = self._opportunity()
            to = next((each for each in stages if each.after_sending), None)
            because = ""
            if to and now.state == "open" and rules.is_ahead(stages, now.stage, to):
                try:
                    with transaction.atomic():
                        now.move(by, to)
                except Conflict as shut:
                    because = shut.message[:LONGEST]
            self._hold_back(by, now, because)

    def win(self, by: Actor) -> None:
        """The opportunity is won for the accepted price, once; one that was lost is opened first."""
        with transaction.atomic():
            Stage.keep_ready(self.workspace)  # Locked before the opportunity, as every move does.
            now = self._opportunity()
            agreed = Money(self.document.agreed_minor, self.document.currency)
            if now.state == "lost":
                now.reopen(by)
            if now.state == "open":
                now.win(by, agreed)
            elif not Bid.objects.filter(opportunity=now, document__state="accepted").exclude(pk=self.pk).exists():
                # Somebody said it was won before the client did: what counts is the price that the client accepted.
                now.change(by, value_minor=agreed.minor, currency=agreed.currency)

    def _opportunity(self) -> Opportunity:
        Opportunity.objects.select_for_update().get(pk=self.opportunity_id)
        return Opportunity.objects.select_related("stage", "client", "workspace", "source").get(pk=self.opportunity_id)

    def _hold_back(self, by: Actor, opportunity: Opportunity, because: str) -> None:
        if because == self.held_back:
            return
        Bid.objects.filter(pk=self.pk).update(held_back=because)
        self.held_back = because
        if because:
            self._tell(events.BidHeldBack, by, stage=opportunity.stage.name, because=because)

    def _tell(self, kind: object, by: Actor, **more: str) -> None:
        label = self.document.label
        words = str(self.document) if self.document.number else f"the draft {label.lower()}"
        self.opportunity.tell(kind, by, document=words, **more)
