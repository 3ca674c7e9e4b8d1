"""Who is who: the firm's own addresses, and the contacts of clients, by exact address."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Lower

from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.workspace.mail.models import MailServer
from clientkeep.workspace.members.models import Member, Workspace

from .model import Mailbox


@dataclass(frozen=True)
class Known:
    """A client that an address belongs to, and the contact, where it is a person's."""

    client: Client
    contact: Contact | None = None


class People:
    """The addresses of one firm, asked for once and kept while a batch of mails is filed."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._learned: dict[str, list[Known]] = {}

    @cached_property
    def members(self) -> dict[str, Member]:
        """Addresses of members: those they sign in with, and of their own mailboxes."""
        rows = Member.objects.filter(workspace=self.workspace, disabled_at=None).select_related("user")
        own = Mailbox.objects.filter(workspace=self.workspace, member__in=rows).select_related("member__user")
        by_mailbox = {mailbox.address.lower(): mailbox.member for mailbox in own}
        return {**by_mailbox, **{member.user.email.lower(): member for member in rows}}

    @cached_property
    def firms(self) -> set[str]:
        """Addresses of the firm itself."""
        boxes = Mailbox.objects.filter(workspace=self.workspace, member=None).values_list("address", flat=True)
        servers = MailServer.objects.filter(workspace=self.workspace).values_list("from_email", flat=True)
        return {address.lower() for address in (*boxes, *servers, self.workspace.email) if address}

    def is_own(self, address: str) -> bool:
        """Whether an address (in lower case) is the firm's or a member's."""
        return address in self.members or address in self.firms

    def learn(self, addresses: set[str]) -> None:
        """Ask for many addresses at once, as for a batch of mails; what was learned before is forgotten."""
        self._learned = {}
        self._learned = self._asked({address for address in addresses if address})

    def with_address(self, address: str) -> list[Known]:
        """Clients on record with this address, a person's before a general one; each client once."""
        known = self._learned.get(address)
        return known if known is not None else self._asked({address})[address]

    def _asked(self, addresses: set[str]) -> dict[str, list[Known]]:
        people = _named(Contact.objects.current(), addresses).filter(workspace=self.workspace, client__archived_at=None)
        found: dict[str, dict[Any, Known]] = {address: {} for address in addresses}
        for person in people.select_related("client__workspace").order_by("-created_at"):
            found[person.lower_email][person.client_id] = Known(person.client, person)
        for client in _named(Client.objects.current(), addresses).filter(workspace=self.workspace).select_related("workspace"):
            found[client.lower_email].setdefault(client.pk, Known(client))
        return {address: list(known.values()) for address, known in found.items()}


def _named(rows: QuerySet, addresses: set[str]) -> QuerySet:
    # Stored addresses keep the case in which they were typed; those of mail come in lower case. There is an index on this.
    return rows.annotate(lower_email=Lower("email")).filter(lower_email__in=addresses)
