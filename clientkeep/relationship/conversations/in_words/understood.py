"""A line as understood for one person: the engine's draft, whom it means on record, and what the person changed."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Member, Workspace

from ..model import KINDS
from ..words import LogDraft, LogRequest, UsageError, read
from .candidates import Near, near
from .changing import as_read, change

CORRECTABLE = ("client", "contact", "kind", "day", "time", "minutes")
MONTH_FIRST = ("US", "PH", "PR")
MOST_SIMILAR = 8
# A day without an hour is kept at noon, so that it stays that day in every time zone nearby.
NO_HOUR = dt.time(12)


@dataclass
class Understood:
    """`client` is None where nobody on record is meant for certain; then `similar` are those to choose from.

    `was` tells how each promise and decision was read, before the person changed it.
    """

    text: str
    draft: LogDraft
    client: Client | None
    similar: list[Client]
    people: list[Contact]
    contacts: list[Contact]
    at: dt.datetime
    members: Sequence[Member] = ()
    changed: dict[str, str] = field(default_factory=dict)
    was: dict[str, str] = field(default_factory=dict)

    @property
    def contact(self) -> Contact | None:
        return self.contacts[0] if self.contacts else None

    @property
    def story(self) -> str:
        """What the entry says: the whole line where the entry's fields cannot hold all that frames it."""
        return self.draft.text if len(self.contacts) < 2 else self.text.strip()

    def contact_called(self, name: str | None) -> Contact | None:
        return next((person for person in self.people if person.name == name), None)

    def member_called(self, name: str | None) -> Member | None:
        return next((member for member in self.members if str(member) == name), None)


def understand(
    acting: Acting, text: str, client: Client | None = None, changed: Mapping[str, str] | None = None
) -> Understood:
    """Read a line for a person. Raises Invalid naming the field for a text or a change that cannot be taken."""
    said = {name: str((changed or {}).get(name, "")).strip() for name in CORRECTABLE}
    chosen = client or _chosen(acting, said["client"])
    nearby = near(acting, text, chosen)
    members = list(Member.objects.filter(workspace=acting.workspace, disabled_at=None).select_related("user"))
    draft = _read(acting, text, nearby, chosen, members)
    meant = chosen or nearby.client_named(draft.client)
    people = nearby.of(meant) if meant else []
    contacts = [person for name in draft.contacts for person in people if person.name == name]
    found = Understood(
        text, draft, meant, [] if meant else _similar(nearby, draft), people, contacts, clock.now(), members, said, as_read(draft)
    )
    _change(acting.workspace, found, said)
    change(draft, changed or {})
    return found


def local_now(workspace: Workspace) -> dt.datetime:
    """The moment as the firm's clock shows it."""
    return clock.now().astimezone(ZoneInfo(workspace.time_zone))


def _read(acting: Acting, text: str, nearby: Near, chosen: Client | None, members: Sequence[Member]) -> LogDraft:
    firm = acting.workspace
    try:
        return read(
            LogRequest(
                text, local_now(firm).replace(tzinfo=None), nearby.on_record(), chosen and chosen.name,
                tuple(str(member) for member in members), str(acting.member),
                "en-US" if firm.locale[-2:] in MONTH_FIRST else "en-GB",
            )
        )  # fmt: skip
    except UsageError as wrong:
        raise Invalid(wrong.message, wrong.field) from None


def _chosen(acting: Acting, client_id: str) -> Client | None:
    if not client_id:
        return None
    found = client_on_record(acting, client_id)
    if found is None:
        raise Invalid("Choose a client on record.", "client")
    return found


def client_on_record(acting: Acting, client_id: str) -> Client | None:
    """The client with that id, where this person sees it."""
    try:
        wanted = uuid.UUID(client_id)
    except ValueError:
        return None
    return Client.objects.visible_to(acting).select_related("workspace").filter(pk=wanted).first()


def _similar(nearby: Near, draft: LogDraft) -> list[Client]:
    """Those whom the doubtful names fit; where nothing is named, nobody is offered before the others."""
    namesakes = [each for each in nearby.clients if each.name == draft.client]
    if namesakes:
        return namesakes[:MOST_SIMILAR]
    words = {word.casefold() for left in draft.leftovers for word in left.text.split() if len(word) > 2}
    fits = [each for each in nearby.clients if words & set(_words_of(each, nearby))]
    return (fits or list(nearby.clients))[:MOST_SIMILAR]


def _words_of(client: Client, nearby: Near) -> list[str]:
    names = [client.name, *(person.name for person in nearby.of(client))]
    return [word.casefold() for name in names for word in name.split()]


def _change(firm: Workspace, found: Understood, said: Mapping[str, str]) -> None:
    """Put what the person chose in place of what was read or assumed."""
    draft = found.draft
    if said["kind"]:
        if said["kind"] not in dict(KINDS):
            raise Invalid("Choose call, meeting, mail, message or note.", "kind")
        draft.kind = said["kind"]
    if said["contact"]:
        chosen = [person for person in found.people if str(person.pk) == said["contact"]]
        if not chosen and said["contact"] != "nobody":
            raise Invalid("Choose a contact of this client.", "contact")
        found.contacts = chosen
    if said["minutes"]:
        if not said["minutes"].isascii() or not said["minutes"].isdigit() or not 0 < int(said["minutes"][:6]) <= 1440:
            raise Invalid("Enter minutes between 1 and 1,440.", "minutes")
        draft.minutes = int(said["minutes"])
    try:
        draft.happened_on = dt.date.fromisoformat(said["day"]) if said["day"] else draft.happened_on
    except ValueError:
        raise Invalid("Enter the day as 2026-05-12.", "day") from None
    try:
        draft.happened_at = dt.time.fromisoformat(said["time"]) if said["time"] else draft.happened_at
    except ValueError:
        raise Invalid("Enter the time as 09:30.", "time") from None
    draft.assumed = [each for each in draft.assumed if not said.get(_FIELD_OF.get(each.field, each.field))]
    found.at = _moment(firm, draft)


_FIELD_OF = {"happened_on": "day", "happened_at": "time"}


def _moment(firm: Workspace, draft: LogDraft) -> dt.datetime:
    """When it happened: as written; today without an hour is now, another day is kept at noon. Never later than now."""
    now = local_now(firm)
    if draft.happened_at is None and draft.happened_on == now.date():
        return clock.now()
    hour = (draft.happened_at or NO_HOUR).replace(tzinfo=None)
    at = dt.datetime.combine(draft.happened_on, hour, ZoneInfo(firm.time_zone))
    if at > now:
        raise Invalid("Enter a day and a time that have passed.", "day")
    return at.astimezone(dt.UTC)
