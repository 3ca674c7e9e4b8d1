"""What stands in an address: for each parameter an object of one's own, a foreign, an unseen and an absent one.

Own: of Acme, which everybody of North Studio sees. Unseen: of Bloom, which narrowed Mia does not see.
Foreign: of Zephyr, a client of South Studio. Absent: an id that never was.
"""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.core import signing

from clientkeep.foundation import clock
from clientkeep.foundation.money import Money
from clientkeep.foundation.secrets import hash_token, new_token
from clientkeep.foundation.ui.brand import brand_hash
from clientkeep.lifecycle.agreements.models import Gate
from clientkeep.lifecycle.billing.models import Checkout, GatewayAccount, Payment, Schedule, StrayPayment
from clientkeep.lifecycle.retention.models import Review
from clientkeep.overview.transfer.models import Import
from clientkeep.relationship.clients.models import Client, Contact, CustomField
from clientkeep.relationship.clients.parts import PARTS
from clientkeep.relationship.conversations.models import LogEntry, Message, Question, Thread, Wait
from clientkeep.relationship.conversations.response.keeping import keep_threads
from clientkeep.relationship.conversations.writing.defaults import DEFAULTS
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.portal.models import PortalKey
from clientkeep.workspace.files.intake import keep
from clientkeep.workspace.hours.models import Absence, ClosedDays
from clientkeep.workspace.mail.outbox import write
from clientkeep.workspace.mail.wordings import WORDINGS
from clientkeep.workspace.members.acting import Acting, Actor
from clientkeep.workspace.members.models import ApiToken, Invitation, Member, SignInLink, Workspace
from tests.cast import Cast
from tests.house import (
    agreed,
    begun,
    bookings,
    delivered,
    feedback,
    incoming,
    mailed,
    noticed,
    offered,
    pipelined,
    projected,
    sequenced,
    signed,
    started,
)
from tests.house.urls import Route

FILE = b"Three colours, two typefaces and a kind voice.\n"
CSV = b"Name,Email\nQuill Press,hello@quill.example\n"

# Which paper an address of documents is about; an issued invoice where nothing is said.
DRAFT = {"documents:edit", "documents:sending", "documents:letter_preview", "documents:discard", "documents:attach"}
QUOTE = {"documents:accept", "documents:decline", "portal:accept", "portal:decline"}
ACCEPTED = {
    "invoices:from_quote", "invoices:deposit_from_quote", "gates:gate", "gates:take_back", "api:get_gate", "api:override_gate",
    "api:take_back_override", "scope:ledger", "scope:change", "scope:gift", "scope:ungift",
}  # fmt: skip
# What an address needs in its body before it finds what is one's own, from the papers and ids of that side.
BODIES = {
    "mail:decision": lambda side: {"act": "drop"},
    "mailboxes:decision": lambda side: {"act": "drop"},
    "inbox:move": lambda side: {"client": str(side.values["client_id"])},
    "billing:match": lambda side: {"document": str(side.papers["invoice"])},
    "billing:take_off": lambda side: {"document": str(side.papers["invoice"])},
    "opportunities:move": lambda side: {"stage": str(side.values["stage_id"])},
    "pipeline:move_stage": lambda side: {"where": "earlier"},
    "qualification:move": lambda side: {"where": "earlier"},
    "api:end_credential": lambda side: {"how": "destroyed", "because": "The work is done"},
    "guides:move": lambda side: {"where": "earlier"},
    "themes:tag": lambda side: {"theme": str(side.values["theme_id"])},
}
# An address that brings something back finds it only once another has taken it away.
AFTER = {"files:return": "files:removal", "clients:person_restore": "clients:person_remove"}
# Parameters that name no row: any known word does for every side.
WORDS = {
    "slug": {"mail:": next(iter(WORDINGS)).slug, "clients:part": next(iter(PARTS))},
    "name": {"": brand_hash(Workspace().accent)},
    "act": {
        "sequences:place": "put-away", "sequences:move": "down", "sequences:change": "pause", "sequences:settle": "skip",
        "playbooks:place": "put-away", "playbooks:move": "down", "playbooks:settle": "block",
        "kickoffs:place": "down",
        "schedules:": "pause", "cases:": "wait", "asks:": "publish",
    },
    "key": {"conversations:template": next(iter(DEFAULTS)), "insights:": "retention"},
    "station": {"": "agreements"},
    "done": {"": "accepted"},
    "number": {"": 1},
    "block": {"proposals:wording": "b7", "": "b1"},
    "kind": {"sequences:": "task", "playbooks:": "task", "": "testimonial"},
    "shelf": {"": "invoices"},
}
# Rows that belong to one client, and so are hidden from a member who does not see that client.
OF_A_CLIENT = {
    "client_id", "document_id", "contact_id", "person_id", "letter_id", "file_id", "entry_id", "wait_id", "payment_id",
    "checkout_id", "schedule_id", "thread_id", "question_id", *feedback.OF_A_CLIENT, *agreed.OF_A_CLIENT,
}  # fmt: skip
OF_A_CLIENT |= incoming.OF_A_CLIENT | mailed.OF_A_CLIENT | delivered.OF_A_CLIENT
OF_A_CLIENT |= bookings.OF_A_CLIENT
OF_A_CLIENT |= pipelined.OF_A_CLIENT
OF_A_CLIENT |= sequenced.OF_A_CLIENT
OF_A_CLIENT |= projected.OF_A_CLIENT
OF_A_CLIENT |= begun.OF_A_CLIENT
OF_A_CLIENT |= started.OF_A_CLIENT
# Rows that belong to one person of the firm.
OF_A_PERSON = {"session_id", "token_id", "pk", "review_id"}
OF_A_PERSON |= bookings.OF_A_PERSON | noticed.OF_A_PERSON
MADE = {
    *OF_A_CLIENT, *OF_A_PERSON, *WORDS, "field_id", "stray_id", "account_id", "invitation_id", "member_id", "import_id",
    "closed_id", "absence_id", "row_id", "token", "secret", *feedback.OF_THE_FIRM, *incoming.OF_THE_FIRM,
    *mailed.OF_THE_FIRM,
    *bookings.OF_THE_FIRM,
    *pipelined.OF_THE_FIRM,
    *offered.OF_THE_FIRM,
    *sequenced.OF_THE_FIRM,
    *started.OF_THE_FIRM,
    *begun.OF_THE_FIRM,
}  # fmt: skip


@dataclass
class Side:
    """The objects of one client, by parameter; `papers` by what they are."""

    name: str
    values: dict[str, Any] = field(default_factory=dict)
    papers: dict[str, Any] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)

    def fill(self, route: Route) -> dict[str, Any]:
        """Return the parameters of a route as this side has them."""
        return {name: self._value(route, name) for name in route.parameters}

    def _value(self, route: Route, name: str) -> Any:
        if name in WORDS:
            return next(word for start, word in _for(name) if route.name.startswith(start))
        if name in ("token", "secret"):
            return self.secrets.get(route.name, new_token())
        if name == "document_id":
            return self.papers[_paper_of(route.name)]
        if route.name == "mail:attachment" and name == "file_id":
            return self.values["letter_file_id"]
        if route.name == "conversations:recap_write":
            return self.values["talk_id"]
        if route.name == "delivery:shown_update":
            return self.values["sent_update_id"]
        if route.name in begun.DONE_BY_HAND and name == "playbook_step_id":
            return self.values["client_step_id"]
        if route.name in begun.DRAFTED and name == "expectations_id":
            return self.values["draft_expectations_id"]
        return self.values[name]


def absent() -> Side:
    """Ids that never were."""
    keys = ("invoice", "draft", "quote", "accepted", "signing", "written", "offered", "unchosen", "contract")
    papers = {name: uuid.uuid4() for name in keys}
    numbers = {"pk": 987_654, "session_id": 987_654, "row_id": 987_654}
    return Side("absent", {**{name: uuid.uuid4() for name in (*MADE, "attached_id", "letter_file_id", "talk_id", "sent_update_id", "client_step_id", "draft_expectations_id")}, **numbers}, papers)


def side_of(name: str, cast: Cast, client: Client, contact: Contact, mate: Member, holder: Member) -> Side:
    """Put one of everything on record for a client; `mate` is the person whom addresses name, `holder` has the keys."""
    by = cast.by if client.workspace_id == cast.north.pk else cast.acting(cast.sid).actor
    side = Side(name)
    side.papers = {key: paper.pk for key, paper in _papers(name, client, by).items()}
    invoice = Document.objects.get(pk=side.papers["invoice"])
    stored = keep(client.workspace, FILE, f"{name}.txt", by, client_id=client.pk, shown_to_client=True)
    side.values = {"client_id": client.pk, "contact_id": contact.pk, "person_id": contact.pk, "file_id": stored.pk}
    side.values |= {"entry_id": LogEntry.write(client, "note", f"A word of {name}", by).pk, "member_id": mate.pk}
    side.values["question_id"] = Question.save_for(client, f"A question for {name}", by).pk
    thread = Thread.begin(client, f"A thread of {name}")
    side.values["thread_id"] = thread.pk
    Message.receive(thread, by, text=f"A question of {name}", channel="portal", contact=contact, files=[stored])
    side.values |= agreed.things_of(name, client, contact, by)
    side.values |= mailed.things_of(client, holder)
    side.values |= delivered.things_of(client, contact, by)
    side.values |= _letter(name, client, contact, stored)
    side.values["wait_id"] = _wait(client).pk
    side.values |= _money(name, client, invoice, by)
    side.values |= _of_the_firm(name, client, holder, by)
    side.secrets = _secrets(client, contact, holder, GatewayAccount.objects.get(pk=side.values["account_id"]))
    side.values |= incoming.made_for(name, client, contact, side.values["thread_id"])
    values, secrets = bookings.made_for(name, contact, holder, by)
    side.values |= values
    side.secrets |= secrets
    side.values |= sequenced.made_for(name, contact, holder)
    side.values |= begun.made_for(name, contact, holder)
    side.values |= noticed.made_for(name, client, contact, holder)
    side.values |= offered.made_for(Document.objects.get(pk=side.papers["written"]), by)
    values, secrets = pipelined.made_for(name, contact, holder, by)
    side.values |= values
    side.secrets |= secrets
    side.values |= projected.made_for(name, client, side.papers["accepted"], by)
    side.secrets |= signed.made_for(name, contact, holder, by, Document.objects.get(pk=side.papers["signing"]))
    side.values |= started.made_for(name, contact, by)
    values, secrets = feedback.made_for(name, client, contact, by)
    side.values |= values
    side.secrets |= secrets
    return side


def _paper_of(route: str) -> str:
    if route in DRAFT:
        return "draft"
    if route in signed.WHILE_SIGNED:
        return "signing"
    if route in QUOTE:
        return "quote"
    if route in offered.UNCHOSEN:
        return "unchosen"
    if route in offered.WRITTEN | offered.SENT:
        return "written" if route in offered.WRITTEN else "offered"
    return "accepted" if route in ACCEPTED else "invoice"


def _for(name: str) -> list[tuple[str, str]]:
    return [*WORDS[name].items(), ("", "nothing-known")]


def _papers(name: str, client: Client, by: Any) -> dict[str, Document]:
    lines = [{"description": f"Brand identity for {client.name}", "unit_price": "2400"}]
    day = clock.today(client.workspace.time_zone).isoformat()
    repeat = {"every": 1, "unit": "month", "starts": day, "ends": None, "count": 3}
    made = {
        "invoice": Document.draft(client, "invoice", by, lines=lines, repeat=repeat),
        "draft": Document.draft(client, "invoice", by, lines=lines),
        "quote": Document.draft(client, "quote", by, lines=lines),
        "signing": Document.draft(client, "quote", by, lines=lines),
        "accepted": Document.draft(client, "quote", by, lines=lines, deposit_percent="25"),
    }
    for key in ("invoice", "quote", "signing", "accepted"):
        made[key].issue(by)
    made["accepted"].accept(by)
    Gate.raise_for(made["accepted"], by)
    return made | offered.papers(name, client, by)


def _wait(client: Client) -> Wait:
    thread = Thread.begin(client, f"A question of {client.name}")
    Message.receive(thread, Actor("contact", None, "Jo"), text="When does it begin?", channel="mail")
    keep_threads(client.workspace, Thread.objects.filter(pk=thread.pk))
    return Wait.objects.get(thread=thread)


def _letter(name: str, client: Client, contact: Contact, stored: Any) -> dict[str, Any]:
    letter = write(
        client.workspace, f"house:{name}:{client.pk}", "document", contact.email, contact.name, "Your invoice", "Hello,\n\nhere it is.",
        client_id=client.pk, files=[stored],
    )  # fmt: skip
    return {"letter_id": letter.pk, "letter_file_id": stored.pk}


def _money(name: str, client: Client, invoice: Document, by: Any) -> dict[str, Any]:
    firm = client.workspace
    schedule = Schedule.objects.filter(source=invoice).first() or Schedule.begin(invoice)
    payment = Payment.book(client, Money.of("500", "USD"), "cash", by, documents=[invoice])
    account, _ = GatewayAccount.objects.get_or_create(workspace=firm, slug="stripe", mode="test")
    account.seal_keys({"secret_key": "sk_test_1234567890"})
    account.save()
    stray = StrayPayment.objects.create(
        workspace=firm, account=account, provider_payment=f"pi_{name}", amount_minor=1234, currency="USD",
        day=firm.today(), livemode=False, reason="It fits no invoice.",
    )  # fmt: skip
    checkout = Checkout.objects.create(
        workspace=firm, account=account, client=client, document=invoice, amount_minor=190_000, currency="USD",
        state="expired", description="Invoice", success_url="http://testserver/", cancel_url="http://testserver/",
        expires_at=clock.now() - dt.timedelta(hours=1),
    )  # fmt: skip
    rows = {"schedule_id": schedule, "payment_id": payment, "account_id": account, "stray_id": stray}
    return {key: row.pk for key, row in {**rows, "checkout_id": checkout}.items()}


def _of_the_firm(name: str, client: Client, holder: Member, by: Any) -> dict[str, Any]:
    from allauth.usersessions.models import UserSession

    firm = client.workspace
    chosen = CustomField.add(firm, f"Field of {name}", by)
    invitation = Invitation.objects.create(
        workspace=firm, email=f"new@{name}.example", role="member", token_hash=hash_token(new_token()),
        expires_at=clock.now() + dt.timedelta(days=3),
    )  # fmt: skip
    session = SessionStore()
    session.create()
    seen = UserSession.objects.create(user=holder.user, session_key=session.session_key, ip="127.0.0.1")
    token, _ = ApiToken.issue(holder, f"Token of {name}", ["clients.see"])
    brought = Import.take(Acting(holder.workspace, holder), CSV, "people.csv")
    review = Review.begin(Acting(holder.workspace, holder))
    rows = {"review_id": review, "field_id": chosen, "invitation_id": invitation, "session_id": seen, "token_id": token, "import_id": brought}
    rows |= _of_the_hours(name, holder, by)
    return {**{key: row.pk for key, row in rows.items()}, "pk": 987_001, "row_id": 987_001}


def _of_the_hours(name: str, holder: Member, by: Any) -> dict[str, Any]:
    firm = holder.workspace
    first = firm.today() + dt.timedelta(days=300 + 10 * Absence.objects.filter(member=holder).count())
    closed = ClosedDays.add(firm, by, f"Break of {name}", first)
    return {"closed_id": closed, "absence_id": Absence.plan(holder, by, first, first + dt.timedelta(days=4))}


def _secrets(client: Client, contact: Contact, holder: Member, account: GatewayAccount) -> dict[str, str]:
    invitation = Invitation.objects.filter(workspace=client.workspace).latest("created_at")
    return {
        "portal:no_mailings": signing.dumps(str(contact.pk), salt="clientkeep.no_mailings"),
        "portal:link": PortalKey.make(client, "portal", contact)[1],
        "portal:button": PortalKey.make(client, "sign_in", contact)[1],
        "office:sign_in_link": SignInLink.issue(holder.user),
        "office:invitation": invitation.renew_token(),
        "billing:stripe_hook": account.webhook_token,
    }
