"""ProposalTemplate: blocks of a proposal or contract kept to begin others with, and every edition that they had."""

from collections.abc import Sequence
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.relationship.documents.wording import Figures, long_day
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from ...archiving import Archivable
from ..blocks import clauses, merging, rules
from ..content import OF_BLOCKS
from . import events
from .queries import TemplateQuerySet

LONGEST_NAME, MOST_TEMPLATES = 120, 100


class ProposalTemplate(Archivable):
    """`blocks` are those of the newest edition, with fields where the client stood. A template is archived, never deleted."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    makes = models.CharField(max_length=20, default="proposal", choices=[(kind, kind) for kind in OF_BLOCKS], help_text="The kind of document that begins with it")
    blocks = models.JSONField(help_text="See blocks/kinds.py")
    edition = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(default=clock.now)

    objects = TemplateQuerySet.as_manager()
    archived, brought_back = events.TemplateArchived, events.TemplateBroughtBack

    class Meta:
        indexes = [models.Index(fields=["workspace", "name"], name="proposal_template_by_name")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def keep(cls, document: Any, by: Actor, name: str) -> "ProposalTemplate":
        """Keep a proposal as a template. Raises Invalid with the field."""
        with transaction.atomic():
            Workspace.objects.select_for_update().get(pk=document.workspace_id)
            others = cls.objects.filter(workspace=document.workspace_id)
            if others.count() >= MOST_TEMPLATES:
                raise Invalid(f"Keep at most {MOST_TEMPLATES} templates.", "name")
            name = _name(name, others)
            made = cls.objects.create(workspace_id=document.workspace_id, name=name, makes=document.kind, blocks=blocks_from(document))
            made._keep_edition(by)
            made._tell(events.TemplateKept, by)
        return made

    def keep_again(self, document: Any, by: Actor) -> None:
        """Take the blocks of a proposal as the next edition; the same blocks are none. Raises Conflict where it is archived."""
        blocks = blocks_from(document)
        with transaction.atomic():
            now = self._held()
            if now.makes != document.kind:
                raise Conflict(f"This template makes a {now.makes}; {document} is a {document.kind}.", "template")
            if now.archived_at:
                raise Conflict("This template is archived. Bring it back first.", "template")
            if now.blocks != blocks:
                now._set(blocks=blocks, edition=now.edition + 1)
                now._keep_edition(by)
                now._tell(events.TemplateKeptAgain, by, edition=str(now.edition))
        self.refresh_from_db()

    def rename(self, by: Actor, name: str) -> None:
        """Call it something else. Raises Invalid for a name that is taken."""
        with transaction.atomic():
            now = self._held()
            name = _name(name, ProposalTemplate.objects.filter(workspace=self.workspace_id).exclude(pk=self.pk))
            if name != now.name:
                now._set(name=name)
                now._tell(events.TemplateRenamed, by)
        self.refresh_from_db()

    def _keep_edition(self, by: Actor) -> None:
        TemplateEdition.objects.create(
            workspace_id=self.workspace_id, template=self, edition=self.edition, blocks=self.blocks, kept_by=by.name[:200]
        )

    def _tell(self, kind: Any, by: Actor, **more: str) -> None:
        record(kind, workspace_id=self.workspace_id, by=by, about=self, template=self.name, **more)


class TemplateEdition(models.Model):
    """The blocks of a template in one of its editions. A database trigger keeps them."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    template = models.ForeignKey(ProposalTemplate, on_delete=models.PROTECT, related_name="editions")
    edition = models.PositiveIntegerField()
    blocks = models.JSONField()
    kept_at = models.DateTimeField(default=clock.now)
    kept_by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["template", "edition"], name="template_edition_once")]

    def __str__(self) -> str:
        return f"{self.template_id}, edition {self.edition}"


def blocks_from(document: Any) -> list[dict[str, Any]]:
    """The blocks of a proposal for others to begin with: fields where its client and its last day stood. Prices stay."""
    until = long_day(document.valid_until, Figures(document).locale) if document.valid_until else ""
    told = {"client.name": document.client.name, "valid_until": until}
    return rules.checked(merging.unfilled(clauses.restored(document.content), told))


def _name(name: str, others: Sequence[ProposalTemplate]) -> str:
    name = " ".join(tidy_text("name", name, LONGEST_NAME).split())
    if not name:
        raise Invalid("Give it a name by which you find it again.", "name")
    if any(each.name.casefold() == name.casefold() for each in others):
        raise Invalid("A template has this name already. Choose another, or keep this as its next edition.", "name")
    return name
