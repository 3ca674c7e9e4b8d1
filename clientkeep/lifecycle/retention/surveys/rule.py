"""SurveyRule: when the firm asks which clients what, by itself."""

import datetime as dt
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.model import TIERS
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events
from .rules import KINDS, MOST_QUESTIONS

WHEN = [("rhythm", "Every so many days"), ("paid", "So many days after an invoice is paid in full")]


class SurveyRule(models.Model):
    """One rule. It counts from the day on which it was made or taken up again: what lay before is not made up for."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=[(kind.key, kind.label) for kind in KINDS.values()])
    when = models.CharField(max_length=6, choices=WHEN)
    days = models.PositiveIntegerField()
    tier = models.CharField(max_length=1, blank=True, choices=TIERS)
    question = models.CharField(max_length=300)
    more = models.JSONField(default=list, help_text='A debrief\'s own questions: {"words", "how": scale or text}')
    low_at = models.PositiveIntegerField()
    high_at = models.PositiveIntegerField()
    active = models.BooleanField(default=True)
    since = models.DateField()
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"{KINDS[self.kind].label}, {self.when_words}"

    @property
    def when_words(self) -> str:
        days = f"{self.days} day{'' if self.days == 1 else 's'}"
        return f"every {days}" if self.when == "rhythm" else f"{days} after an invoice is paid"

    @classmethod
    def make(cls, workspace: Workspace, by: Actor, **values: Any) -> "SurveyRule":
        """Make a rule. Raises Invalid with the field at fault."""
        rule = cls(workspace=workspace, since=workspace.today(), **checked(values))
        with transaction.atomic():
            rule.save(force_insert=True)
            rule._tell(by)
        return rule

    def change(self, by: Actor, **values: Any) -> None:
        """Change a rule; surveys that were sent keep their words. Raises Invalid with the field at fault."""
        for name, value in checked(values).items():
            setattr(self, name, value)
        with transaction.atomic():
            self.save()
            self._tell(by)

    def switch(self, active: bool, by: Actor, today: dt.date) -> None:
        """Rest or go on. What fell due meanwhile is left out."""
        with transaction.atomic():
            if SurveyRule.objects.filter(pk=self.pk, active=not active).update(active=active, **({"since": today} if active else {})):
                self.active = active
                self._tell(by)

    def _tell(self, by: Actor) -> None:
        words = f"{self}{'' if self.active else ', resting'}"
        record(events.RuleChanged, workspace_id=self.workspace_id, by=by, about=self, words=words)


def checked(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a rule, or raise Invalid."""
    kind = KINDS.get(values.get("kind", ""))
    if kind is None:
        raise Invalid("Choose a kind.", "kind")
    if values["when"] not in dict(WHEN):
        raise Invalid("Choose when to ask.", "when")
    least = 30 if values["when"] == "rhythm" else 0
    if not least <= values["days"] <= 730:
        raise Invalid(f"Enter days between {least} and 730. Nobody is asked more than once in 30 days.", "days")
    low, high = values.get("low_at"), values.get("high_at")
    low = kind.low_at if low is None else low
    high = kind.high_at if high is None else high
    if not kind.lowest <= low < high <= kind.highest:
        raise Invalid(f"Low is below high, both between {kind.lowest} and {kind.highest}.", "low_at")
    more = values.get("more") or []
    if len(more) > MOST_QUESTIONS or any(len(each["words"]) > 300 for each in more):
        raise Invalid(f"Ask at most {MOST_QUESTIONS} questions of 300 characters.", "more")
    question = " ".join((values.get("question") or kind.question).split())[:300]
    return {
        "kind": kind.key, "when": values["when"], "days": values["days"], "tier": values.get("tier", ""), "question": question,
        "more": more if kind.key == "debrief" else [], "low_at": low, "high_at": high,
    }  # fmt: skip
