"""Signer: one person in a signing, from being named to having signed."""

import datetime as dt
import secrets
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock, faults
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.secrets import hash_token, matches
from clientkeep.foundation.states import States
from clientkeep.relationship.clients.models import Contact
from clientkeep.relationship.conversations.models import LogEntry
from clientkeep.relationship.documents.events import QuestionAsked
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member, Workspace

from . import consent, letters
from .queries import SignerQuerySet
from .seen import Seen
from .strokes import read_strokes

ROLES = {"signer": "signs", "approver": "approves", "copy": "gets a copy"}
STATES = States(
    {
        "waiting": ("asked", "told", "void"),
        "asked": ("signed", "declined", "void"),
        "signed": (),
        "declined": (),
        "told": (),
        "void": (),
    }
)
CODE_LIVES, CODE_TRIES, CODES_AN_HOUR = dt.timedelta(minutes=15), 5, 5
LONGEST_REASON, LONGEST_QUESTION = 500, 5000


class Signer(models.Model):
    """Who signs, approves or gets a copy. `ours`: the firm's own countersignature, which comes last."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    signing = models.ForeignKey("agreements.Signing", on_delete=models.PROTECT, related_name="signers")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    role = models.CharField(max_length=10, choices=list(ROLES.items()))
    ours = models.BooleanField(default=False)
    member = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, related_name="+")
    place = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default="waiting", choices=[(s, s) for s in STATES.all])
    asked_at = models.DateTimeField(null=True)
    reminded = models.PositiveIntegerField(default=0)
    consented_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    typed_name = models.CharField(max_length=200, blank=True)
    strokes = models.JSONField(default=list, help_text="A drawn signature; see strokes.py")
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    code_ends_at = models.DateTimeField(null=True)
    code_tries = models.PositiveIntegerField(default=0)

    objects = SignerQuerySet.as_manager()

    class Meta:
        ordering = ["ours", "place", "id"]
        constraints = [models.UniqueConstraint(fields=["signing", "place"], name="signer_place_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def actor(self) -> Actor:
        if self.ours:
            return Actor("member", self.member_id, self.name)
        return Actor("contact", self.contact_id, self.name)

    @property
    def who(self) -> str:
        """As the evidence names them."""
        return f"{self.name} <{self.email}>"

    @property
    def does(self) -> str:
        return ROLES[self.role]

    @property
    def approves(self) -> bool:
        return self.role == "approver"

    def agree_to_sign(self, version: str, seen: Seen, shown: str | None = None) -> None:
        """Keep that they read the file and consent to sign electronically; said any number of times, kept once.

        `shown` as in `sign`. Raises Conflict where it is not their turn, or where the text or the file has changed meanwhile.
        """
        with transaction.atomic():
            signing = self._on_turn()
            signing.require_shown(shown)
            if version != signing.consent_version:
                raise Conflict("The text to agree to has changed. Read it again.", "consent")
            if self.consented_at:
                return
            self._keep(consented_at=clock.now())
            signing.document.mark_viewed(self.actor)
            signing.witness("viewed", self.who, seen, sha256=signing.sha256)
            signing.witness("consented", self.who, seen, version=version, sha256=consent.hash_of(version))
            if signing.with_code:
                self._mail_code(signing)

    def ask_for_code(self) -> None:
        """Mail a new code; the one before ends. Raises Conflict where none is asked for."""
        with transaction.atomic():
            signing = self._on_turn()
            if not signing.with_code or not self.consented_at:
                raise Conflict("No code is asked for here.", "code")
            self._mail_code(signing)

    def sign(self, name: str, seen: Seen, drawn: str = "", code: str = "", shown: str | None = None) -> None:
        """Sign, once, whatever is pressed twice. The last one's signature accepts the document in this transaction.

        `shown` is the SHA-256 of the file that the page was about. Raises Invalid without a name, a right code or a drawing
        that can be read; Conflict where another file is signed by now, before consent, out of turn, or once it has ended.
        """
        typed, strokes = " ".join(name.split()), read_strokes(drawn)
        if not 2 <= len(typed) <= 200:
            raise Invalid("Type your full name; it is your signature.", "name")
        self._count_try(code)
        with transaction.atomic():
            signing = self._on_turn()
            if self.state == "signed":
                return
            signing.require_shown(shown)
            if not self.consented_at:
                raise Conflict("Read the file and agree to sign electronically first.", "consent")
            signing.require_bytes()
            faults.point("sign.after_hash")
            if signing.with_code:
                self._check_code(code)
                signing.witness("code_proved", self.who, seen)
            self._decide("signed", typed_name=typed, strokes=strokes)
            signing.take_signature(self, seen)
            faults.point("sign.before_commit")
        faults.point("sign.after_commit")

    def ask(self, text: str, seen: Seen) -> None:
        """Ask about what is to be signed: the question stands on the client's timeline and in Today. Raises Invalid."""
        said = text.strip()
        if not said or len(said) > LONGEST_QUESTION:
            raise Invalid(f"Write your question, in at most {LONGEST_QUESTION:,} characters.", "question")
        with transaction.atomic():
            signing = self._on_turn()
            document = signing.document
            document.mark_viewed(self.actor)
            LogEntry.write(document.client, "message", f"About {document}: {said}", self.actor, self.contact)
            document._announce(QuestionAsked, self.actor, text=said[:500])
            signing.witness("asked_back", self.who, seen)

    def decline(self, reason: str, seen: Seen) -> None:
        """Say no, with a reason; the signing ends for everybody. Raises Invalid without one."""
        said = " ".join(reason.split())
        if not said or len(said) > LONGEST_REASON:
            raise Invalid(f"Say in at most {LONGEST_REASON} characters why you do not sign.", "reason")
        with transaction.atomic():
            signing = self._on_turn()
            if self.state == "signed":
                raise Conflict("You have signed already.", "state")
            self._decide("declined", reason=said)
            signing.take_refusal(self, said, seen)

    def _on_turn(self) -> Any:
        """Lock the signing, take over what this row says now, and return the signing. Raises Conflict out of turn."""
        from .model import Signing

        signing = Signing.locked(self.signing_id)
        self.refresh_from_db()
        if self.state == "signed":
            return signing
        signing.require_open()
        if self.state != "asked":
            raise Conflict("It is not your turn yet. You get a letter when it is.", "state")
        return signing

    def _mail_code(self, signing: Any) -> None:
        code = f"{secrets.randbelow(10**6):06}"
        self._keep(code_hash=hash_token(f"{self.pk}:{code}"), code_ends_at=clock.now() + CODE_LIVES, code_tries=0)
        letters.mail_code(self, signing, code)
        signing.witness("code_sent", self.who)

    def _count_try(self, code: str) -> None:
        """A wrong code counts even where what follows is undone."""
        if self.code_hash and not matches(f"{self.pk}:{code}", self.code_hash):
            Signer.objects.filter(pk=self.pk).update(code_tries=models.F("code_tries") + 1)

    def _check_code(self, code: str) -> None:
        alive = self.code_hash and self.code_ends_at > clock.now() and self.code_tries < CODE_TRIES
        if not alive:
            raise Invalid("This code has ended. Ask for another one.", "code")
        if not matches(f"{self.pk}:{code}", self.code_hash):
            raise Invalid("This is not the code of the newest mail. Look again.", "code")

    def _decide(self, state: str, **facts: Any) -> None:
        STATES.check(self.state, state, self.name)
        self._keep(state=state, decided_at=clock.now(), code_hash="", **facts)

    def _keep(self, **facts: Any) -> None:
        for name, value in facts.items():
            setattr(self, name, value)
        self.save(update_fields=list(facts))
