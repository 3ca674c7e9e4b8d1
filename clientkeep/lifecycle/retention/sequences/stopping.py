"""What ends a run by itself: news of the client in the journal, or a contact who cannot be written to any more."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from clientkeep.relationship.clients.models import Contact
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.acting import SYSTEM

from . import rules
from .run import SequenceRun

_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Stop:
    """Why a run ends: the reason, the words, and the event where there is one."""

    reason: str
    because: str
    at: dt.datetime | None = None
    cause: Any = None


def stop_for(run: SequenceRun) -> Stop | None:
    """Return what ends a run now, read anew from the record; None where nothing does.

    What is asked just before a letter leaves, so that no letter leaves once a reply is known.
    """
    events = Event.objects.filter(workspace=run.workspace_id, client_id=run.client_id, slug__in=rules.STOPS, recorded_at__gte=run.started_at)
    for event in events.order_by("recorded_at", "seq")[:_LOOKED_AT]:
        if ends(event, run):
            return Stop(rules.STOPS[event.slug][0], rules.because(event.slug, told_by(event)), event.happened_at, event.pk)
    return _of_contact(Contact.objects.get(pk=run.contact_id))


def stop_if_due(run: SequenceRun) -> bool:
    """Stop the run where something ends it; returns whether it did. Safe to repeat."""
    found = stop_for(run)
    return bool(found) and run.stop(SYSTEM, found.reason, found.because, found.at, found.cause)


def ends(event: Event, run: SequenceRun) -> bool:
    """Tell whether an event of the client ends this run."""
    if not rules.is_news(event.slug, event.payload, event.happened_at, event.recorded_at, run.started_at):
        return False
    if event.slug == "contact.removed":
        return event.about_id == run.contact_id
    if event.slug == "letter.bounced":
        return Letter.objects.filter(pk=event.about_id, to_email__iexact=run.contact.email).exists()
    return True


def told_by(event: Event) -> dict[str, str]:
    """What an event told, with who acted."""
    return {**{name: str(value) for name, value in event.payload.items()}, "actor": event.actor_name}


def _of_contact(contact: Contact) -> Stop | None:
    if contact.removed_at:
        return Stop("contact", f"{contact} is not on record any more", contact.removed_at)
    if contact.no_mailings:
        return Stop("opt_out", f"{contact} wants no mailings")
    if not contact.email:
        return Stop("contact", f"{contact} has no e-mail address any more")
    return None
