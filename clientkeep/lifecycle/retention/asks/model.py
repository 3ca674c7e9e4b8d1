"""Ask and Referral: a word of praise or a new client, asked for once after a win, given with consent."""

from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.states import States
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.tidying import tidy_email, tidy_text
from clientkeep.workspace.journal import record
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events
from .queries import AskQuerySet

KINDS = [("testimonial", "Testimonial"), ("referral", "Referral")]
IN_WORDS = {"testimonial": "a testimonial", "referral": "a referral"}
STATES = States(
    {
        "asked": ("given", "consented", "declined"),
        "given": ("consented", "declined"),  # words without consent to publish them
        "consented": ("published", "withdrawn"),
        "published": ("withdrawn",),
        "declined": (),
        "withdrawn": (),
    }
)
# What of the contact may stand beside the words; the words themselves are what consent is about.
SCOPES = {"name": "my name", "company": "my company's name"}
WINS = [("score", "A high answer"), ("paid", "A project that was paid"), ("praise", "Praise that was noted")]
LONGEST = 5_000


class Ask(models.Model):
    """One ask of one kind to one contact, ever."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="asks")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="asks")
    kind = models.CharField(max_length=11, choices=KINDS)
    win = models.CharField(max_length=6, choices=WINS)
    win_note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=9, default="asked", choices=[(s, s.capitalize()) for s in STATES.all])
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    approved_by = models.CharField(max_length=200)
    text = models.TextField(max_length=LONGEST, blank=True)
    scopes = models.JSONField(default=list, help_text="What of the contact may stand beside the words")
    consented_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, help_text="When it was declined or withdrawn")

    objects = AskQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contact", "kind"], name="ask_once_per_contact_and_kind")]
        indexes = [
            models.Index(fields=["client", "-asked_at"], name="ask_of_client"),
            models.Index(fields=["workspace", "kind", "state"], name="ask_by_state"),
        ]

    def __str__(self) -> str:
        return IN_WORDS[self.kind].capitalize()

    @property
    def is_open(self) -> bool:
        """Whether the contact may still answer."""
        return self.state in ("asked", "given")

    @property
    def signed(self) -> str:
        """Who stands beside the published words, as far as consent goes; an unnamed client otherwise."""
        parts = [str(self.contact) if "name" in self.scopes else "", self.client.name if "company" in self.scopes else ""]
        return ", ".join(part for part in parts if part) or "A client"

    def give_words(self, by: Actor, text: str, publish: bool, scopes: list[str]) -> None:
        """The contact writes the testimonial, with or without consent to publish it. Raises Invalid without words."""
        text = tidy_text("text", text, LONGEST)
        if not text:
            raise Invalid("Write what you would tell others.", "text")
        if unknown := [scope for scope in scopes if scope not in SCOPES]:
            raise Invalid(f"{unknown[0][:30]} cannot be agreed to.", "scopes")
        with transaction.atomic():
            now = self._held()
            if (now.text, now.scopes, now.state) == (text, sorted(scopes), "consented" if publish else "given"):
                return  # the same form, sent twice
            if publish and now.state == "asked":
                self._move("given", events.AskGiven, by)
            if publish:
                self._move("consented", events.AskConsented, by, text=text, scopes=sorted(scopes), consented_at=clock.now(), told=", ".join(sorted(scopes)))
            elif now.state == "given":
                Ask.objects.filter(pk=self.pk).update(text=text)
            else:
                self._move("given", events.AskGiven, by, text=text)

    def publish(self, by: Actor) -> None:
        """The firm shows it. Raises Conflict without consent."""
        self._move("published", events.AskPublished, by, published_at=clock.now())

    def decline(self, by: Actor) -> None:
        """The contact would rather not. Nothing more is asked of this kind, ever."""
        self._move("declined", events.AskDeclined, by, ended_at=clock.now())

    def withdraw(self, by: Actor) -> None:
        """The contact takes the consent back: from this moment it is shown nowhere."""
        self._move("withdrawn", events.AskWithdrawn, by, ended_at=clock.now(), scopes=[])

    def tell(self, kind: Any, by: Actor, **more: Any) -> None:
        """Announce a fact about the ask, in the transaction of its change."""
        record(
            kind, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self, client=self.client.name,
            asked=IN_WORDS[self.kind], contact=str(self.contact), **more,
        )  # fmt: skip

    def _held(self) -> "Ask":
        return Ask.objects.select_for_update().get(pk=self.pk)

    def _move(self, state: str, kind: Any, by: Actor, told: str | None = None, **values: Any) -> None:
        with transaction.atomic():
            STATES.check(self._held().state, state, str(self))
            Ask.objects.filter(pk=self.pk).update(state=state, **values)
            self.refresh_from_db()
            self.tell(kind, by, **({} if told is None else {"scopes": told}))


class Referral(models.Model):
    """Who brought whom: the lead that came of one ask."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    ask = models.OneToOneField(Ask, on_delete=models.PROTECT, related_name="referral")
    referrer = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="referrals")
    lead = models.OneToOneField(Client, on_delete=models.PROTECT, related_name="referred_by")
    note = models.TextField(max_length=LONGEST, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    @classmethod
    def give(cls, ask: Ask, by: Actor, name: str, person: str, email: str, agrees: bool, note: str = "") -> "Referral":
        """Make a lead of whom a contact names. Sent twice, it is one lead. Raises Invalid, and Conflict once it ended.

        `agrees` says that the person named wants to be written to: without it nobody is put on record.
        """
        if not agrees:
            raise Invalid("Ask them first. Then tick that they agree to be written to.", "agrees")
        email, person = tidy_email(email.strip()), tidy_text("person", person, 200)
        if not person or not email:
            raise Invalid("Enter their name and e-mail address.", "person" if not person else "email")
        with transaction.atomic():
            held = ask._held()
            if known := cls.objects.filter(ask=held).first():
                return known
            if held.kind != "referral" or not held.is_open:
                raise Conflict(f"This was {held.state} before. Nothing is asked of you any more.", "state")
            firm = Workspace.objects.get(pk=ask.workspace_id)
            lead = Client.add(
                firm, by, name=tidy_text("name", name, 200) or person, is_company=bool(name.strip()), source="referral", owner=ask.client.owner
            )
            Contact.add(lead, by, name=person, email=email)
            row = cls.objects.create(
                workspace_id=ask.workspace_id, ask=ask, referrer=ask.client, lead=lead, note=tidy_text("note", note, LONGEST)
            )
            ask._move("given", events.AskGiven, by)
            record(
                events.ClientReferred, workspace_id=ask.workspace_id, by=by, client_id=lead.pk, about=ask,
                client=ask.client.name, contact=str(ask.contact), lead=lead.name,
            )  # fmt: skip
        return row
