"""What was agreed with a client at the end of a day, told from the rows and the journal: nothing else is kept."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from clientkeep.foundation.ui.days import local_date
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.journal.models import Event

from ..decisions.model import Decision
from ..promises import rules
from ..promises.events import OF_PROMISES
from ..promises.model import Promise
from ..promises.telling import word_of
from ..recaps.model import Recap

SLUGS = [kind.slug for kind in OF_PROMISES]


@dataclass(frozen=True)
class Stood:
    """A promise and how it stood then."""

    promise: Promise
    standing: rules.Standing
    slug: str
    label: str
    meaning: str


@dataclass(frozen=True)
class Agreed:
    """What held at the end of `on`: decisions in force, promises of both sides as they stood, recaps confirmed."""

    on: dt.date
    decisions: list[Decision]
    ours: list[Stood]
    theirs: list[Stood]
    recaps: list[Recap]

    @property
    def is_empty(self) -> bool:
        return not (self.decisions or self.ours or self.theirs or self.recaps)


def agreed_on(client: Client, on: dt.date) -> Agreed:
    """Return what was agreed with a client at the end of a business day."""
    decisions = list(Decision.objects.filter(client=client).in_force(on).order_by("decided_on", "pk"))
    stood = standings_on(client, on)
    ours = [each for each in stood if each.promise.is_ours]
    end = dt.datetime.combine(on + dt.timedelta(days=1), dt.time(), ZoneInfo(client.workspace.time_zone))
    recaps = list(Recap.objects.filter(client=client).confirmed_by(end).order_by("confirmed_at"))
    return Agreed(on, decisions, ours, [each for each in stood if not each.promise.is_ours], recaps)


def standings_on(client: Client, on: dt.date) -> list[Stood]:
    """Return each promise that had been made by then, the open ones first, by day."""
    made = Promise.objects.filter(client=client, made_on__lte=on).select_related("contact", "member__user", "client", "workspace")
    facts = _facts(client)
    found = [(each, rules.standing_on(on, facts[each.pk])) for each in made.order_by("pk")]
    stood = [Stood(each, how, *word_of(how.state, how.due_on, on)) for each, how in found if how]
    return sorted(stood, key=lambda each: (each.standing.state != "open", each.standing.due_on or dt.date.max))


def _facts(client: Client) -> dict[Any, list[rules.Fact]]:
    told = Event.objects.filter(workspace=client.workspace_id, client_id=client.pk, slug__in=SLUGS).order_by("seq")
    facts = defaultdict(list)
    for about, slug, at, said in told.values_list("about_id", "slug", "happened_at", "payload"):
        # An erasure empties what was said: the moment itself still tells the day.
        day = dt.date.fromisoformat(said["day"]) if said.get("day") else local_date(at, client.workspace.time_zone)
        due = dt.date.fromisoformat(said["due"]) if said.get("due") else None
        facts[about].append(rules.Fact(slug, day, due, said.get("because", "")))
    return facts
