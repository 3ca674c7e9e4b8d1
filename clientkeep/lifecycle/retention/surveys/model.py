"""Survey: one question to one contact, sent once, answered once."""

from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.journal import record
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from ..cases.model import Case
from . import events, rules
from .queries import SurveyQuerySet
from .rule import SurveyRule

STATES = ("asked", "answered", "ended")
LONGEST = 5_000


class Survey(models.Model):
    """One survey. It keeps the words and marks with which it was asked; the score is empty for a debrief without a scale."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="surveys")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="surveys")
    rule = models.ForeignKey(SurveyRule, on_delete=models.PROTECT, null=True, related_name="surveys")
    occurrence = models.CharField(max_length=60, blank=True, help_text="Which round of the rule, or which paid invoice")
    kind = models.CharField(max_length=8, choices=[(kind.key, kind.label) for kind in rules.KINDS.values()])
    question = models.CharField(max_length=300)
    more = models.JSONField(default=list)
    low_at = models.PositiveIntegerField()
    high_at = models.PositiveIntegerField()
    state = models.CharField(max_length=8, default="asked", choices=[(s, s.capitalize()) for s in STATES])
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(default=clock.now)
    sent_by = models.CharField(max_length=200)
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=200, blank=True)
    score = models.PositiveIntegerField(null=True)
    comment = models.TextField(max_length=LONGEST, blank=True)
    answers = models.JSONField(default=list, help_text="To a debrief's own questions, in their order")

    objects = SurveyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "client", "occurrence"], condition=models.Q(rule__isnull=False), name="survey_once_per_occurrence"
            ),
            models.UniqueConstraint(fields=["contact"], condition=models.Q(state="asked"), name="survey_one_open_per_contact"),
        ]
        indexes = [
            models.Index(fields=["client", "-answered_at"], name="survey_of_client"),
            models.Index(fields=["workspace", "state", "-answered_at"], name="survey_by_state"),
            models.Index(fields=["contact", "-sent_at"], name="survey_of_contact"),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def kind_row(self) -> rules.SurveyKind:
        return rules.KINDS[self.kind]

    @property
    def is_low(self) -> bool:
        return self.score is not None and self.score <= self.low_at

    @property
    def is_high(self) -> bool:
        return self.score is not None and self.score >= self.high_at

    @property
    def score_words(self) -> str:
        """The score as a page says it: "9 of 10"."""
        return "an answer" if self.score is None else f"{self.score} of {self.kind_row.highest}"

    @property
    def is_open(self) -> bool:
        """Whether the contact may answer, or change what was answered, now."""
        if self.state == "answered":
            return clock.now() <= self.answered_at + rules.CHANGEABLE
        return self.state == "asked"

    def answer(self, by: Actor, score: int | None, comment: str = "", answers: list[Any] | None = None) -> "Case | None":
        """Keep an answer; returns the case that a low one opened. The same answer again changes nothing.

        Raises Invalid with `score`, `comment` or `answers`, and Conflict where the answer stands.
        """
        score, comment, answers = self._checked(score, comment, answers or [])
        with transaction.atomic():
            # The client first, as everywhere: a case that opens meanwhile locks it too.
            Client.objects.select_for_update().get(pk=self.client_id)
            now = Survey.objects.select_for_update().get(pk=self.pk)
            if not now.is_open:
                raise Conflict("This answer stands. Write to us if it has changed.", "score")
            if now.state == "answered" and (now.score, now.comment, now.answers) == (score, comment, answers):
                return None
            values: dict[str, Any] = {"score": score, "comment": comment, "answers": answers, "answered_by": by.name[:200]}
            if now.state == "asked":
                values |= {"state": "answered", "answered_at": clock.now()}
            Survey.objects.filter(pk=self.pk).update(**values)
            self.refresh_from_db()
            if now.state == "asked":
                self.tell(events.SurveyAnswered, by, **self._score_told)
                self.client.touched(self.answered_at)
            else:
                self.tell(events.AnswerChanged, by, before=now.score_words, **self._score_told)
            return self._open_case(by) if self.is_low else None

    def end(self, why: str, by: Actor) -> None:
        """End it without an answer; its link opens nothing from now on."""
        with transaction.atomic():
            if Survey.objects.filter(pk=self.pk, state="asked").update(state="ended"):
                self.state = "ended"
                self.tell(events.SurveyEnded, by, why=why)

    def tell(self, kind: Any, by: Actor, **more: Any) -> None:
        """Announce a fact about the survey, in the transaction of its change."""
        record(
            kind, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self, client=self.client.name,
            **{"asked": self.question, "contact": str(self.contact), **more},
        )  # fmt: skip

    @property
    def _score_told(self) -> dict[str, str]:
        return {"score": "" if self.score is None else str(self.score), "words": self.score_words, "survey_kind": self.kind, "low": "yes" if self.is_low else ""}

    def _open_case(self, by: Actor) -> Case:
        return Case.begin(
            self.client, f"your answer {self.score_words}", by, "low_answer", self.comment, self.contact, cause=self
        )

    def _checked(self, score: int | None, comment: str, answers: list[Any]) -> tuple[int | None, str, list[Any]]:
        if score is not None and score not in self.kind_row.scale:
            raise Invalid(f"Choose a number from {self.kind_row.lowest} to {self.kind_row.highest}.", "score")
        if score is None and self.kind != "debrief":
            raise Invalid("Choose a number.", "score")
        if len(comment) > LONGEST:
            raise Invalid(f"Keep it under {LONGEST:,} characters.", "comment")
        if len(answers) > len(self.more):
            raise Invalid("There are fewer questions than answers.", "answers")
        return score, tidy_text("comment", comment, LONGEST), [self._one(each, said) for each, said in zip(self.more, answers, strict=False)]

    def _one(self, question: dict[str, str], said: Any) -> Any:
        if said in (None, ""):
            return None
        if question["how"] == "scale":
            if said not in self.kind_row.scale:
                raise Invalid(f"Choose a number from {self.kind_row.lowest} to {self.kind_row.highest}.", "answers")
            return said
        return tidy_text("answers", str(said)[:LONGEST], LONGEST)
