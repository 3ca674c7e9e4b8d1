"""Review: one going through all clients, a card each, left and taken up at will; and what was decided on each card."""

import datetime as dt
import uuid
from typing import Any

from django.db import IntegrityError, models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Acting, Actor
from clientkeep.workspace.members.models import Member, Workspace

from . import events
from .ordering import in_order
from .queries import ReviewQuerySet

LONGEST = 2_000


class Review(models.Model):
    """One review of one member. `order` holds the clients' ids as they were ranked when it began."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="reviews")
    order = models.JSONField(default=list)
    began_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=models.Q(finished_at=None), name="review_one_running")
        ]
        indexes = [models.Index(fields=["member", "-began_at"], name="review_newest")]

    @classmethod
    def begin(cls, acting: Acting) -> "Review":
        """Begin a review over every client that this member sees, or go on with the one that is running."""
        if running := cls.objects.visible_to(acting).running().first():
            return running
        try:
            with transaction.atomic():
                order = [str(pk) for pk in in_order(acting)]
                return cls.objects.create(workspace=acting.workspace, member=acting.member, order=order)
        except IntegrityError:  # begun in another tab at the same moment
            return cls.objects.visible_to(acting).running().get()

    @property
    def done(self) -> set[str]:
        return {str(pk) for pk in self.cards.values_list("client_id", flat=True)}

    def next_after(self, done: set[str]) -> str | None:
        """The id of the next client without a card; None at the end."""
        return next((pk for pk in self.order if pk not in done), None)

    def keep(self, client: Client, by: Actor, *, note: str = "", step: str = "", step_on: dt.date | None = None) -> "ReviewCard":
        """Note what was decided on a client's card: a note for next time, the next step with its day.

        Raises Conflict where the review is over or does not hold the client, Invalid with the field.
        """
        note = tidy_text("note", note, LONGEST)
        if step_on and not step.strip():
            raise Invalid("Say what the next step is.", "step")
        with transaction.atomic():
            self._check(client)
            if step.strip():
                client.plan_next_step(step, step_on, by)
            card, is_new = ReviewCard.objects.update_or_create(
                review=self, client=client,
                defaults={"workspace_id": self.workspace_id, "skipped": False, "note": note, "step": step.strip()[:200], "step_on": step_on if step.strip() else None},
            )  # fmt: skip
            if is_new:
                record(events.ClientReviewed, workspace_id=self.workspace_id, by=by, client_id=client.pk, about=self, client=client.name)
        return card

    def skip(self, client: Client, by: Actor) -> "ReviewCard":
        """Pass over a client; that it was passed over is noted. Raises Conflict as `keep` does."""
        with transaction.atomic():
            self._check(client)
            card, is_new = ReviewCard.objects.get_or_create(
                review=self, client=client, defaults={"workspace_id": self.workspace_id, "skipped": True}
            )
            if is_new:
                record(events.ClientPassedOver, workspace_id=self.workspace_id, by=by, client_id=client.pk, about=self, client=client.name)
        return card

    def finish(self, by: Actor) -> None:
        """End the review, with however many clients left. Safe to repeat."""
        with transaction.atomic():
            held = Review.objects.select_for_update().get(pk=self.pk)
            if held.finished_at:
                return
            held.finished_at = self.finished_at = clock.now()
            held.save(update_fields=["finished_at"])
            skipped = self.cards.filter(skipped=True).count()
            record(
                events.ReviewFinished, workspace_id=self.workspace_id, by=by, about=self, seen=self.cards.count() - skipped, skipped=skipped,
            )  # fmt: skip

    def _check(self, client: Client) -> None:
        held = Review.objects.select_for_update().get(pk=self.pk)
        if held.finished_at:
            raise Conflict("This review is finished. Begin a new one.")
        if str(client.pk) not in held.order:
            raise Conflict(f"{client} came on record after this review began. It is in the next one.")


class ReviewCard(models.Model):
    """What was decided on one client in one review."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="cards")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="review_cards")
    skipped = models.BooleanField(default=False)
    note = models.TextField(max_length=LONGEST, blank=True, help_text="For next time; internal")
    step = models.CharField(max_length=200, blank=True)
    step_on = models.DateField(null=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "client"], name="review_card_once")]
        indexes = [models.Index(fields=["client", "-at"], name="review_card_newest")]


def last_card(client_id: uuid.UUID, member: Any, before: Review) -> ReviewCard | None:
    """What the member noted on a client in an earlier review."""
    cards = ReviewCard.objects.filter(client=client_id, review__member=member, skipped=False).exclude(review=before)
    return cards.order_by("-at").first()
