"""What keeps clients, put on record before the run: a mailbox, people to write to and to ask, and forms to be sent.

`python -c "from tests.faults import founding; founding.found(…)"` in the installation; prints one line of JSON.
"""

import datetime as dt
import json

FORMS = 4_000  # as many pages as nobody opens in a run


def found(imap_port: int, password: str, people: int, asked: int, agreed: int) -> None:
    """`people` are written to and write; `asked` are asked by hand, and as many more by the rule of tier A; `agreed` papers wait."""
    from clientkeep.relationship.conversations.models import Mailbox
    from clientkeep.workspace.members.models import Member

    from . import papers

    member = Member.objects.select_related("workspace", "user").get()
    firm, by = member.workspace, _by(member)
    box = Mailbox.objects.create(
        workspace=firm, address="hello@north.example", host="localhost", port=imap_port, username="firm",
        password_sealed=_sealed(password), begins_on=dt.date(2020, 1, 1), reads_sent=False,
    )  # fmt: skip
    made = {
        "mailbox": str(box.pk), "people": [_person(firm, by, f"Fern {number}") for number in range(people)],
        "asked": [_person(firm, by, f"Gale {number}") for number in range(asked)],
        "forms": [_form(member) for _ in range(FORMS)], **papers.found(firm, by, _person, agreed),
    }  # fmt: skip
    _ask_by_rule(firm, by, asked)
    print(json.dumps(made))


def _person(firm, by, name: str, **more) -> dict[str, str]:
    """A client with one contact, and that contact's way into the portal."""
    from django.core import signing

    from clientkeep.relationship.clients.models import Client, Contact
    from clientkeep.relationship.portal.key import PortalKey
    from clientkeep.relationship.portal.visitor import SALT

    client = Client.add(firm, by, name=f"{name} Studio", country="US", **more)
    contact = Contact.add(client, by, name=f"Ida {name}", email=f"ida@{name}.example".lower().replace(" ", "-"), roles=["primary"])
    key, _ = PortalKey.make(client, "portal", contact)
    cookie = signing.dumps(str(key.pk), salt=SALT)
    return {"client": str(client.pk), "contact": str(contact.pk), "name": contact.name, "email": contact.email, "cookie": cookie}


def _ask_by_rule(firm, by, count: int) -> None:
    """Clients of three months, whose round is due today."""
    from clientkeep.foundation import clock
    from clientkeep.lifecycle.retention.surveys.rule import SurveyRule
    from clientkeep.relationship.clients.models import Client

    for number in range(count):
        _person(firm, by, f"Hill {number}", tier="a", stage="active")
    Client.objects.filter(tier="a").update(created_at=clock.now() - dt.timedelta(days=90))
    SurveyRule.make(firm, by, kind="pulse", when="rhythm", days=90, tier="a")


def _form(member) -> tuple[str, str]:
    """An open form: its token, and the id of what it will make."""
    from types import SimpleNamespace

    from clientkeep.relationship.clients import once

    acting = SimpleNamespace(workspace=member.workspace, member=member)
    token = once.mint(acting)
    return token, str(once.identity_in(acting, token))


def _by(member):
    from clientkeep.workspace.members.acting import Actor

    return Actor("member", member.pk, "Olivia North")


def _sealed(password: str) -> str:
    from clientkeep.foundation.sealing import seal

    return seal(password)
