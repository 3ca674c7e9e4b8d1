"""Lines that power and interest of a client's people suggest. Nothing is written until a person takes one over."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef

from clientkeep.foundation.errors import Conflict
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.stakeholders import QUADRANTS, Quadrant
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member

from .dismissal import PlanDismissal
from .model import PlanLine, told_how
from .rules import SUGGESTED

_ORDER = {each.slug: place for place, each in enumerate(QUADRANTS)}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A line that somebody might want: who, by what, how often, from whom, and why."""

    contact: Contact
    quadrant: Quadrant
    channel: str
    every: str
    owner: Member | None
    purpose: str

    @property
    def how(self) -> str:
        return told_how(self.channel, self.every)


def suggested(client: Client) -> list[Suggestion]:
    """Return a line for each person who stands on the grid, has none, and was not dismissed there; the weightiest first."""
    has_line = PlanLine.objects.filter(contact=OuterRef("pk"), removed_at=None)
    people = client.contacts.current().exclude(power="").exclude(interest="").exclude(Exists(has_line))
    found = [suggestion_for(client, person) for person in people.prefetch_related("plan_dismissals") if not is_dismissed(person)]
    return sorted(found, key=lambda each: _ORDER[each.quadrant.slug])


def dismissed(client: Client) -> list[Contact]:
    """Return the people for whom no line is wanted where they stand now."""
    known = PlanDismissal.objects.filter(contact__client=client, contact__removed_at=None).select_related("contact")
    return [each.contact for each in known if each.contact.quadrant and each.contact.quadrant.slug == each.quadrant]


def is_dismissed(person: Contact) -> bool:
    """Whether no line is wanted for this person where they stand now."""
    return any(each.quadrant == person.quadrant.slug for each in person.plan_dismissals.all())


def suggestion_for(client: Client, person: Contact) -> Suggestion:
    """Return what is usual for where the person stands. Raises Conflict while that is not known."""
    if person.quadrant is None:
        raise Conflict(f"Say first how much {person} decides and cares.")
    channel, every, purpose = SUGGESTED[person.quadrant.slug]
    return Suggestion(person, person.quadrant, channel, every, client.owner, purpose)


def take_over(client: Client, person: Contact, by: Actor) -> PlanLine:
    """Put the suggested line into the plan; where the person has a line already, that one. Safe to repeat."""
    with transaction.atomic():
        Client.objects.select_for_update().get(pk=client.pk)
        if known := client.plan_lines.standing().filter(contact=person).first():
            return known
        line = suggestion_for(client, person)
        return PlanLine.add(
            client, by, contact=person, channel=line.channel, every=line.every, owner=line.owner, purpose=line.purpose
        )
