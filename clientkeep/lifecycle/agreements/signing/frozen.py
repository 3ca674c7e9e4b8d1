"""FrozenChoice: what was chosen in a signing, frozen as the file that is then signed."""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.functional import cached_property

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity, Minor
from clientkeep.foundation.money import Money
from clientkeep.relationship.documents.jobs import logo_of
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.files import intake
from clientkeep.workspace.members.acting import SYSTEM

from ..proposals.blocks import choosing
from ..proposals.blocks.choosing import Picked
from ..proposals.content import Choice
from ..proposals.paper import as_chosen

if TYPE_CHECKING:
    from .model import Signing


class FrozenChoice(models.Model):
    """A package, options, their price (minor units) and the PDF of just that. Never changed; a later one takes its place."""

    id = Identity()
    workspace = models.ForeignKey("members.Workspace", on_delete=models.PROTECT, related_name="+")
    signing = models.ForeignKey("agreements.Signing", on_delete=models.PROTECT, related_name="choices")
    place = models.PositiveIntegerField()
    package = models.CharField(max_length=10, blank=True, help_text="The id of the package's block")
    package_title = models.CharField(max_length=200, blank=True)
    options = models.JSONField(default=list, help_text="[key, description] of each option taken")
    total_minor = Minor()
    currency = models.CharField(max_length=3)
    pdf_file = models.UUIDField(help_text="A row of the files room")
    sha256 = models.CharField(max_length=64)
    chosen_by = models.CharField(max_length=200)
    chosen_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["signing", "place"], name="frozen_choice_place_once")]

    def __str__(self) -> str:
        return self.words

    @classmethod
    def freeze(cls, signing: "Signing", picked: Picked, total_minor: int, content: bytes, who: str) -> "FrozenChoice":
        """Keep a choice with its file. The caller holds the lock on the signing."""
        document = signing.document
        stored = intake.keep(
            signing.workspace, content, f"{document.number} as chosen.pdf".replace("/", "-"), by=SYSTEM, client_id=signing.client_id,
            about=document, purpose="chosen", shown_to_client=False,
        )  # fmt: skip
        title, options = choosing.named(document.content, picked)
        return cls.objects.create(
            workspace_id=signing.workspace_id, signing=signing, place=signing.choices.count() + 1, package=picked.package, package_title=title,
            options=options, total_minor=total_minor, currency=document.currency, pdf_file=stored.pk,
            sha256=hashlib.sha256(content).hexdigest(), chosen_by=who[:200],
        )  # fmt: skip

    @property
    def picked(self) -> Picked:
        return Picked(self.package, tuple(key for key, _ in self.options))

    @property
    def total(self) -> Money:
        return Money(self.total_minor, self.currency)

    @cached_property
    def words(self) -> str:
        """"Standard, with Photos"."""
        return choosing.in_words(self.package_title, [description for _, description in self.options])

    @property
    def answer(self) -> dict[str, Any]:
        """As the acceptance reads it."""
        return {"package": self.package, "options": [key for key, _ in self.options], "seen_total": str(self.total_minor)}


@dataclass(frozen=True)
class AgreedFile:
    """The file of what was chosen already, for a proposal that is signed after it was accepted."""

    picked: Picked
    total_minor: int
    who: str
    content: bytes

    @classmethod
    def of(cls, document: Document) -> "AgreedFile | None":
        """None where nothing was chosen, or not yet."""
        kept = Choice.objects.filter(document=document.pk).first() if document.state == "accepted" and document.offers_choice else None
        if kept is None:
            return None
        picked = Picked(kept.package, tuple(key for key, _ in kept.options))
        return cls(picked, kept.total_minor, kept.chosen_by, pdf_as_chosen(document, picked))

    def keep(self, signing: "Signing") -> FrozenChoice:
        """Keep it as what a signing is about."""
        return FrozenChoice.freeze(signing, self.picked, self.total_minor, self.content, self.who)


def pdf_as_chosen(document: Document, picked: Picked) -> bytes:
    """Return the PDF of a proposal as it was chosen, without keeping it."""
    from clientkeep.relationship.documents.pdf.guard import render_guarded

    return render_guarded(as_chosen(document, picked, logo_of(document)))
