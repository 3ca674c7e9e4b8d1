"""PlanDismissal: a person wants no line for a contact where they stand now; who moves on the grid is suggested anew."""

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.models import Contact
from clientkeep.relationship.clients.stakeholders import Quadrant
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events


class PlanDismissal(models.Model):
    """That no line is wanted for a contact, as long as they stand in this field of the grid."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="plan_dismissals")
    quadrant = models.CharField(max_length=8)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contact", "quadrant"], name="plan_dismissal_once")]

    def __str__(self) -> str:
        return f"{self.contact}: {self.quadrant}"

    @classmethod
    def put(cls, contact: Contact, by: Actor) -> None:
        """Suggest no line for this contact any more. Safe to repeat. Raises Conflict where nothing is suggested."""
        quadrant = _standing(contact)
        with transaction.atomic():
            _, new = cls.objects.get_or_create(
                contact=contact, quadrant=quadrant.slug, defaults={"workspace_id": contact.workspace_id}
            )
            if new:
                _announce(events.SuggestionDismissed, contact, quadrant, by)

    @classmethod
    def lift(cls, contact: Contact, by: Actor) -> None:
        """Suggest it again. Safe to repeat. Raises Conflict where nothing is suggested."""
        quadrant = _standing(contact)
        with transaction.atomic():
            gone, _ = cls.objects.filter(contact=contact, quadrant=quadrant.slug).delete()
            if gone:
                _announce(events.SuggestionReturned, contact, quadrant, by)


def _standing(contact: Contact) -> Quadrant:
    if contact.quadrant is None:
        raise Conflict(f"Say first how much {contact} decides and cares.")
    return contact.quadrant


def _announce(kind: object, contact: Contact, quadrant: Quadrant, by: Actor) -> None:
    record(
        kind, workspace_id=contact.workspace_id, by=by, client_id=contact.client_id, about=contact,
        client=contact.client.name, who=str(contact), quadrant=quadrant.label,
    )  # fmt: skip
