"""The cast of the tests: two firms that must never learn of each other, and their people.

North Studio: Olivia owns it, Adam is admin, Mia is a member who sees only Acme, Theo a member who sees all,
Carla is the accountant. Clients: Acme (Jo and Sam), Bloom (Ben). South Studio: Sid owns it, client Zephyr.
"""

from dataclasses import dataclass, field
from typing import Any

from clientkeep.relationship.clients.models import Client, ClientAccess, Contact
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Acting, Actor
from clientkeep.workspace.members.models import Member, User, Workspace

PASSWORD = "correct horse battery"


@dataclass
class Cast:
    north: Workspace
    south: Workspace
    olivia: Member
    adam: Member
    mia: Member
    theo: Member
    carla: Member
    sid: Member
    acme: Client
    bloom: Client
    zephyr: Client
    jo: Contact
    sam: Contact
    ben: Contact
    zoe: Contact
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def by(self) -> Actor:
        """Olivia as the author of events."""
        return self.acting(self.olivia).actor

    def acting(self, member: Member) -> Acting:
        return Acting(member.workspace, member)

    def invoice(self, client: Client | None = None, price: str = "2400", issue: bool = True, **values: Any) -> Document:
        """An invoice over one line, issued unless told otherwise."""
        return self.document("invoice", client, price, issue, **values)

    def document(
        self, kind: str, client: Client | None = None, price: str = "2400", issue: bool = True, **values: Any
    ) -> Document:
        lines = values.pop("lines", [{"description": "Brand identity", "unit_price": price}])
        made = Document.draft(client or self.acme, kind, self.by, lines=lines, **values)
        if issue:
            made.issue(self.by)
        return made


def gather() -> Cast:
    """Put the whole cast on record."""
    north = Workspace.objects.create(
        name="North Studio", legal_name="North Studio LLC", email="hello@north.example", country="US", city="Portland",
        address_line1="1 Main Street", region="OR", postal_code="97201", tax_status="exempt", currency="USD",
        time_zone="America/Los_Angeles", bank_details="First Bank, account 123 456", asked_at={"issue": "2026-01-01"},
    )  # fmt: skip
    south = Workspace.objects.create(
        name="South Studio", email="hello@south.example", currency="USD", tax_status="exempt"
    )
    people = {
        "olivia": _member(north, "olivia@north.example", "Olivia North", "owner"),
        "adam": _member(north, "adam@north.example", "Adam Reed", "admin"),
        "mia": _member(north, "mia@north.example", "Mia Wong", "member", all_clients=False),
        "theo": _member(north, "theo@north.example", "Theo Hart", "member"),
        "carla": _member(north, "carla@north.example", "Carla Ruiz", "accountant"),
        "sid": _member(south, "sid@south.example", "Sid South", "owner"),
    }
    olivia, sid = _actor(people["olivia"]), _actor(people["sid"])
    acme = Client.add(north, olivia, name="Acme Studio", legal_name="Acme Studio LLC", city="Salem", country="US")
    bloom = Client.add(north, olivia, name="Bloom & Co", city="Eugene", country="US")
    zephyr = Client.add(south, sid, name="Zephyr Labs")
    ClientAccess.objects.create(client=acme, member=people["mia"])
    return Cast(
        north=north,
        south=south,
        **people,
        acme=acme,
        bloom=bloom,
        zephyr=zephyr,
        jo=Contact.add(acme, olivia, name="Jo March", email="jo@acme.example"),
        sam=Contact.add(acme, olivia, name="Sam Bell", email="sam@acme.example", roles=["billing"]),
        ben=Contact.add(bloom, olivia, name="Ben Flores", email="ben@bloom.example"),
        zoe=Contact.add(zephyr, sid, name="Zoe Blau", email="zoe@zephyr.example"),
    )


def _member(workspace: Workspace, email: str, name: str, role: str, all_clients: bool = True) -> Member:
    user = User.objects.create_user(email, PASSWORD, name)
    return Member.objects.create(workspace=workspace, user=user, role=role, all_clients=all_clients)


def _actor(member: Member) -> Actor:
    return Actor("member", member.pk, str(member))
