"""Question: what to ask a client the next time one talks."""

import uuid

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Acting, Actor
from clientkeep.workspace.members.models import Workspace

from ..model import LogEntry
from . import events

LONGEST = 500


class QuestionQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "QuestionQuerySet":
        """Questions for clients that this member may see."""
        return self.filter(workspace=acting.workspace, client__in=Client.objects.visible_to(acting))

    def open(self) -> "QuestionQuerySet":
        """Questions that nobody has asked yet, the oldest first."""
        return self.filter(settled_at=None).order_by("pk")


class Question(models.Model):
    """One question saved for the next talk; internal, like a note. `entry` is where it came up."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="questions")
    entry = models.ForeignKey(LogEntry, on_delete=models.PROTECT, null=True, blank=True, related_name="questions")
    text = models.CharField(max_length=LONGEST)
    written_by = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    carried = models.PositiveIntegerField(default=0, help_text="How often it waited for the next talk again")

    objects = QuestionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["client", "settled_at", "id"], name="question_of_client")]

    def __str__(self) -> str:
        return self.text

    @classmethod
    def save_for(
        cls, client: Client, text: str, by: Actor, entry: LogEntry | None = None, id: uuid.UUID | None = None
    ) -> "Question":
        """Keep a question for the next talk with a client. The same `id` gives the same question again.

        Raises Invalid for no words, too many, or an entry of another client.
        """
        words = " ".join(tidy_text("question", text, 10 * LONGEST).split())
        if not words:
            raise Invalid("Write what you want to ask.", "question")
        if len(words) > LONGEST:
            raise Invalid(f"Keep it under {LONGEST} characters (this has {len(words)}).", "question")
        if entry and entry.client_id != client.pk:
            raise Invalid("Choose an entry of this client.", "entry")
        with transaction.atomic():
            if id and (known := cls.objects.filter(pk=id, client=client).first()):
                return known
            question = cls.objects.create(
                **({"id": id} if id else {}),
                workspace_id=client.workspace_id, client=client, entry=entry, text=words, written_by=by.name,
            )  # fmt: skip
            question._announce(events.QuestionSaved, by)
        return question

    def settle(self, by: Actor) -> None:
        """Say that it was asked, or needs no asking. Safe to repeat."""
        with transaction.atomic():
            if Question.objects.filter(pk=self.pk, settled_at=None).update(settled_at=clock.now()):
                self._announce(events.QuestionSettled, by)
        self.refresh_from_db(fields=["settled_at"])

    def tick_off(self, by: Actor, answer: str = "") -> None:
        """Say that it was asked; an answer is kept as a note, which is internal. Conflict where it was settled already."""
        answer = tidy_text("answer", answer, 10 * LONGEST)
        with transaction.atomic():
            self._hold()
            if answer:
                LogEntry.write(self.client, "note", f"Asked: {self.text}\nAnswer: {answer}", by)
            self.settle(by)

    def carry_over(self) -> None:
        """It was not asked this time: it waits for the next talk. Conflict where it was settled already."""
        with transaction.atomic():
            self._hold()
            self.carried = models.F("carried") + 1
            self.save(update_fields=["carried"])

    def _hold(self) -> None:
        if Question.objects.select_for_update().get(pk=self.pk).settled_at:
            raise Conflict("This question was ticked off already.", "state")

    def _announce(self, kind, by: Actor) -> None:
        record(
            kind, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self, client=self.client.name,
            text=self.text,
        )  # fmt: skip
