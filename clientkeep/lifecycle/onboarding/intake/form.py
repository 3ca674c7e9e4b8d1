"""IntakeForm: the firm's own questions, written in plain lines. What was sent keeps its questions as they were."""

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.models import CustomField
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events, rules

LONGEST_NAME = 120
# Fields of the client in which an answer may land; the firm's own follow as custom:key.
OF_CONTACT = ("phone", "title", "hours", "language")
TARGETS = ("website", "phone", "legal_name", "tax_id", "city", "background")


class IntakeForm(models.Model):
    """One form. `text` is what a person wrote, `questions` what was read from it."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="intake_forms")
    name = models.CharField(max_length=LONGEST_NAME)
    text = models.TextField(max_length=rules.LONGEST_FORM)
    questions = models.JSONField(default=list)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="intake_form_once")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def write(cls, workspace: Workspace, by: Actor, name: str, text: str, form: "IntakeForm | None" = None) -> "IntakeForm":
        """Keep a new form, or another wording of one. Raises Invalid with the field `name` or `text`."""
        name = " ".join(tidy_text("name", name, LONGEST_NAME).split())
        if not name:
            raise Invalid("Give the form a name. The client reads it too.", "name")
        text = tidy_text("text", text.replace("\r\n", "\n"), rules.LONGEST_FORM)
        with transaction.atomic():
            Workspace.objects.select_for_update().get(pk=workspace.pk)
            others = cls.objects.filter(workspace=workspace, name__iexact=name)
            if others.exclude(pk=form and form.pk).exists():
                raise Invalid("There is a form of this name. Choose another one.", "name")
            kept = form or cls(workspace=workspace)
            kept.name, kept.text = name, text
            kept.questions = [each.told() for each in rules.parse(text, targets_of(workspace))]
            kept.save()
            record(events.FormKept, workspace_id=workspace.pk, by=by, about=kept, name=name)
        return kept

    @property
    def asked(self) -> list[rules.Question]:
        return [rules.Question.of(each) for each in self.questions]


def targets_of(workspace: Workspace) -> list[str]:
    """Where answers may land: fields of the client, or of the contact who is asked."""
    return [*TARGETS, *(f"contact:{name}" for name in OF_CONTACT), *(f"custom:{key}" for key in CustomField.objects.filter(workspace=workspace).values_list("key", flat=True))]
