"""Content and Choice: what a proposal says beside its lines, and what the client took of it."""

from django.db import models

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity, Minor
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.models import Workspace

# The kinds of documents that are written as blocks.
OF_BLOCKS = ("proposal", "contract")


class Content(models.Model):
    """The blocks of one document. A database trigger keeps them as they were issued."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="blocks_kept")
    blocks = models.JSONField(default=list, help_text="See blocks/kinds.py")
    follows = models.OneToOneField(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="next_version",
        help_text="The version that this one replaces when it is issued",
    )  # fmt: skip
    deposit_at_once = models.BooleanField(default=False, help_text="Accepted, its deposit invoice is issued and mailed by itself")
    edition = models.PositiveIntegerField(default=1, help_text="The 2 of P-12 v2")

    def __str__(self) -> str:
        return f"Content of {self.document_id}"


class Choice(models.Model):
    """What the client chose, with every figure as it was at that moment. Never changed. Money in minor units."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="choice")
    package = models.CharField(max_length=10, blank=True, help_text="The id of the package's block")
    package_title = models.CharField(max_length=200, blank=True)
    options = models.JSONField(default=list, help_text="[key, description] of each option taken")
    lines = models.JSONField(default=list, help_text="What Document.draft takes as lines")
    subtotal_minor = Minor()
    discount_minor = Minor()
    tax_sums = models.JSONField(default=list, help_text="[name, percent, base, amount]")
    tax_minor = Minor()
    total_minor = Minor()
    deposit_minor = Minor(null=True)
    payments = models.JSONField(default=list, help_text='[{"what", "when", "amount_minor"}]')
    chosen_at = models.DateTimeField(default=clock.now)
    chosen_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"Choice on {self.document_id}"
