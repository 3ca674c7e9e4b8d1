"""Theme: what several clients speak of, what the firm changed or why not, and whom it told."""

from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.models import Contact
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.relationship.clients.words import fold
from clientkeep.workspace.journal import record
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.acting import SYSTEM, Actor
from clientkeep.workspace.members.models import Workspace

from ..surveys.model import Survey
from . import events, rules

DECISIONS = [("changed", "We changed it"), ("kept", "We will not change it")]
LONGEST = 5_000
MOST, READ = 100, 5_000


class Theme(models.Model):
    """One theme. `version` counts decisions, so that a new one can be told anew."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    words = models.JSONField(default=list, help_text="Comments with one of these are tagged by themselves")
    decision = models.CharField(max_length=7, blank=True, choices=DECISIONS)
    answer = models.TextField(max_length=LONGEST, blank=True, help_text="What was changed, or why it is not")
    decided_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="theme_name_once")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def add(cls, workspace: Workspace, name: str, words: list[str], by: Actor) -> "Theme":
        """Add a theme and tag what speaks of it. The same name gives the theme that has it. Raises Invalid."""
        name = " ".join(name.split())
        if not name or len(name) > 100:
            raise Invalid("Enter a name of at most 100 characters.", "name")
        with transaction.atomic():
            held = Workspace.objects.select_for_update().get(pk=workspace.pk)
            if known := cls.objects.filter(workspace=held, name__iexact=name).first():
                return known
            if cls.objects.filter(workspace=held).count() >= MOST:
                raise Invalid(f"There are {MOST} themes. Use one of them.", "name")
            theme = cls.objects.create(workspace=held, name=name, words=_checked(words))
            theme.tag_all()
        return theme

    def listen_for(self, words: list[str], by: Actor) -> None:
        """Change the words that tag by themselves; what a person tagged or took off stays so."""
        with transaction.atomic():
            self.words = _checked(words)
            self.save(update_fields=["words"])
            self.mentions.filter(by_rule=True, removed=False).delete()
            self.tag_all()

    def decide(self, decision: str, answer: str, by: Actor) -> None:
        """Say what was changed, or why it is not. Raises Invalid with `decision` or `answer`."""
        if decision not in dict(DECISIONS):
            raise Invalid("Choose whether it was changed.", "decision")
        answer = tidy_text("answer", answer, LONGEST)
        if not answer:
            raise Invalid("Write what was changed, or why it is not.", "answer")
        with transaction.atomic():
            now = Theme.objects.select_for_update().get(pk=self.pk)
            if (now.decision, now.answer) == (decision, answer):
                return
            self.decision, self.answer, self.version = decision, answer, now.version + 1
            self.decided_on, self.decided_by = self.workspace.today(), by.name[:200]
            self.save(update_fields=["decision", "answer", "version", "decided_on", "decided_by"])
            words = dict(DECISIONS)[decision].lower()
            record(events.ThemeDecided, workspace_id=self.workspace_id, by=by, about=self, theme=self.name, decision=words)

    def tag(self, survey: Survey, by: Actor) -> None:
        """A person says that a comment speaks of it."""
        Mention.objects.update_or_create(
            theme=self, survey=survey, defaults={"removed": False, "by_rule": False, "by": by.name[:200]},
            create_defaults={"workspace_id": self.workspace_id, "by_rule": False, "by": by.name[:200]},
        )  # fmt: skip

    def untag(self, survey: Survey, by: Actor) -> None:
        """A person says that it does not; no rule brings it back."""
        Mention.objects.filter(theme=self, survey=survey).update(removed=True, by=by.name[:200])

    def tag_all(self) -> None:
        """Tag every comment that holds one of the words."""
        if not self.words:
            return
        folded = [fold(word) for word in self.words]
        rows = Survey.objects.filter(workspace=self.workspace_id, state="answered").exclude(comment="").order_by("-answered_at")
        found = [pk for pk, comment in rows.values_list("pk", "comment")[:READ] if rules.speaks_of(fold(comment), folded)]
        _mention([(self, pk) for pk in found])


class Mention(models.Model):
    """A comment that speaks of a theme, tagged by its words or by a person; or taken off by one."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="mentions")
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="mentions")
    by_rule = models.BooleanField(default=True)
    by = models.CharField(max_length=200)
    removed = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["theme", "survey"], name="mention_once")]


class ToldOfTheme(models.Model):
    """A contact who was told of one decision about a theme, by one letter."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="told")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="+")
    approved_by = models.CharField(max_length=200)
    told_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["theme", "contact", "version"], name="told_of_theme_once")]


def tag_by_words(survey: Survey) -> None:
    """Tag one answer with every theme whose words its comment holds. Safe to repeat; a changed comment is read anew."""
    comment = fold(survey.comment)
    themes = Theme.objects.filter(workspace=survey.workspace_id).exclude(words=[])
    heard = [theme for theme in themes if rules.speaks_of(comment, [fold(word) for word in theme.words])]
    with transaction.atomic():
        Mention.objects.filter(survey=survey, by_rule=True, removed=False).exclude(theme__in=heard).delete()
        _mention([(theme, survey.pk) for theme in heard])


def _mention(pairs: list[tuple[Theme, Any]]) -> None:
    rows = [Mention(workspace_id=theme.workspace_id, theme=theme, survey_id=pk, by=SYSTEM.name) for theme, pk in pairs]
    Mention.objects.bulk_create(rows, ignore_conflicts=True)


def _checked(words: list[str]) -> list[str]:
    if len(words) > rules.MOST_WORDS or any(len(word) > rules.LONGEST_WORD for word in words):
        raise Invalid(f"Use at most {rules.MOST_WORDS} words of {rules.LONGEST_WORD} characters.", "words")
    return words
