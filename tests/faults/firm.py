"""The firm that is served while it is killed: one owner signed in, clients with two contacts each, a mail server."""

import json
from dataclasses import dataclass

from tests.dovecot import PASSWORD, Dovecot
from tests.installation import Installation

from .mailbox import Mailbox

SECRET = "k" * 32
PEOPLE = 8

_MAKE = """
import json
from django.test import Client as Browser
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.workspace.mail.models import MailServer
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import ApiToken, Member, User, Workspace
firm = Workspace.objects.create(
    name="North Studio", legal_name="North Studio LLC", email="hello@north.example", country="US", city="Portland",
    address_line1="1 Main Street", region="OR", postal_code="97201", tax_status="exempt", currency="USD",
    time_zone="UTC", bank_details="First Bank, account 123 456", asked_at={"issue": "2026-01-01"},
    public_url="https://clients.north.example",
)
user = User.objects.create_user("olivia@north.example", None, "Olivia North")
member = Member.objects.create(workspace=firm, user=user, role="owner", all_clients=True)
by = Actor("member", member.pk, "Olivia North")
MailServer.objects.create(
    workspace=firm, host="127.0.0.1", port=SMTP_PORT, security="none", from_email="hello@north.example"
)
clients = []
for name in ("Acme", "Bloom", "Cedar", "Dune"):
    client = Client.add(firm, by, name=f"{name} Studio", country="US")
    people = [
        Contact.add(client, by, name=f"{first} {name}", email=f"{first}@{name}.example".lower(), roles=["billing"])
        for first in ("Jo", "Sam")
    ]
    clients.append([str(client.pk), client.name, [[str(person.pk), person.email] for person in people]])
browser = Browser()
browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
scopes = ["clients.see", "clients.edit", "documents.see", "documents.draft", "documents.issue", "payments.see", "payments.book"]
_, token = ApiToken.issue(member, "The driver", scopes)
print(json.dumps({"session": browser.cookies["ck_staff"].value, "token": token, "clients": clients}))
"""


@dataclass(frozen=True)
class Buyer:
    """A client of the firm and its contacts: (id, address). Without an id the address is typed."""

    id: str
    name: str
    people: list[tuple[str, str]]


@dataclass(frozen=True)
class Person:
    """The one contact of a client of its own, and the cookie with which they come into the portal."""

    client: str
    contact: str
    name: str
    email: str
    cookie: str


@dataclass(frozen=True)
class Paper:
    """What is agreed to once: by the link of a signer (`secret`, `version` of the consent), or by a choice in the portal."""

    document: str
    name: str
    email: str
    cookie: str
    secret: str = ""
    version: str = ""
    package: str = ""
    option: str = ""


@dataclass(frozen=True)
class Firm:
    """What the driver needs to act: a session's cookie, a program's token, and the clients.

    `people` write and are written to, `asked` are asked by hand; `forms` are open: token, and the id of what it makes.
    """

    session: str
    token: str
    buyers: list[Buyer]
    people: list[Person]
    asked: list[Person]
    forms: list[tuple[str, str]]
    to_sign: list[Paper]
    to_choose: list[Paper]
    mailbox: Mailbox


def found(installation: Installation, smtp_port: int, server: Dovecot, asked: int, papers: int) -> Firm:
    """Make the database and put the firm on record; `asked` people wait to be asked something, `papers` of each sort to be agreed."""
    installation.migrate()
    made = json.loads(installation.python(_MAKE.replace("SMTP_PORT", str(smtp_port))).splitlines()[-1])
    call = f"founding.found({server.tls_port}, {PASSWORD!r}, {PEOPLE}, {asked}, {papers})"
    made |= json.loads(installation.python(f"from tests.faults import founding; {call}").splitlines()[-1])
    buyers = [Buyer(key, name, [tuple(person) for person in people]) for key, name, people in made["clients"]]
    return Firm(
        made["session"], made["token"], buyers, [Person(**each) for each in made["people"]],
        [Person(**each) for each in made["asked"]], [tuple(form) for form in made["forms"]],
        [Paper(**each) for each in made["to_sign"]], [Paper(**each) for each in made["to_choose"]], Mailbox(server, "firm"),
    )  # fmt: skip
