"""Signing: several people sign the frozen PDF of one issued document, and with the last of them it is accepted."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.money import Money
from clientkeep.foundation.states import States
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents import once
from clientkeep.relationship.documents.jobs import pdf_of
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.wording import Figures
from clientkeep.workspace.files import storage
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import SYSTEM, Actor
from clientkeep.workspace.members.models import Workspace

from ..proposals.paper import price_words
from . import consent, events, letters, rules
from .asked import Asked, checked
from .entry import Entry
from .frozen import AgreedFile, FrozenChoice
from .queries import SigningQuerySet
from .seen import NOBODY, Seen
from .signer import Signer
from .strokes import digest_of

STATES = States({"open": ("signed", "declined", "expired", "void"), "signed": (), "declined": (), "expired": (), "void": ()})
LONGEST_NOTE = 1000
# What was accepted by a button can be signed afterwards; nothing of what was agreed changes by that.
SIGNABLE = ("issued", "accepted")


class Signing(models.Model):
    """Who signs one document, over exactly which bytes, and how far they are.

    `sha256` is of the PDF as it was frozen: the document's own, or where the client chooses, that of the choice. The
    database lets neither change after the first signature. `sealed_file` is that PDF with evidence and seal, made after the last.
    """

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="signings")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="signings")
    state = models.CharField(max_length=10, default="open", choices=[(s, s) for s in STATES.all])
    form_token = models.CharField(max_length=64, null=True)
    in_order = models.BooleanField(default=True)
    with_code = models.BooleanField(default=False)
    expires_on = models.DateField()
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    pdf_file = models.UUIDField(help_text="A row of the files room: what is signed, as it is now")
    sha256 = models.CharField(max_length=64)
    leaves_choice = models.BooleanField(default=False, help_text="The client chooses before it signs")
    choice = models.ForeignKey("agreements.FrozenChoice", on_delete=models.PROTECT, null=True, related_name="+")
    consent_version = models.CharField(max_length=20)
    consent_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=500, blank=True)
    sealed_file = models.UUIDField(null=True)
    sealed_sha256 = models.CharField(max_length=64, blank=True, db_index=True)

    objects = SigningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document"], condition=models.Q(state__in=["open", "signed"]), name="one_signing_of_a_document"
            ),
            models.UniqueConstraint(fields=["workspace", "form_token"], name="signing_form_once"),
        ]
        indexes = [
            models.Index(fields=["client", "-created_at"], name="signing_of_client"),
            models.Index(fields=["state", "expires_on"], name="signing_by_end"),
            models.Index(fields=["workspace", "sha256"], name="signing_by_file"),
        ]

    def __str__(self) -> str:
        return str(self.document)

    @classmethod
    def start(
        cls, document: Document, by: Actor, asked: Sequence[Asked], expires_on: dt.date | None = None, *,
        in_order: bool = True, with_code: bool = False, note: str = "", form_token: str | None = None,
    ) -> "Signing":  # fmt: skip
        """Ask people to sign an issued quote or estimate, or one that was accepted without signatures; a draft contract is
        issued by it. The same form token gives the same signing again.

        Raises Invalid naming the field, Conflict where there is nothing to sign or it is being signed already.
        """
        if not document.kind_row.answerable or not (document.state in SIGNABLE or (document.is_draft and document.is_signed)):
            raise Conflict(f"{document} waits for no answer, so nobody can sign it.", "state")
        people = checked(asked)
        ends = _checked_end(document, expires_on)
        if len(note.strip()) > LONGEST_NOTE:
            raise Invalid(f"Keep it under {LONGEST_NOTE:,} characters.", "note")
        if document.is_draft:
            document.issue(by)
        pdf, agreed = pdf_of(document), AgreedFile.of(document)

        def write() -> "Signing":
            _require_none(document)
            signing = cls.objects.create(
                workspace_id=document.workspace_id, client_id=document.client_id, document=document, in_order=in_order,
                with_code=with_code, expires_on=ends, note=note.strip(), pdf_file=pdf.pk, sha256=pdf.sha256,
                consent_version=consent.VERSION, consent_hash=consent.hash_of(consent.VERSION), created_by=by.name[:200],
                leaves_choice=document.offers_choice and document.state == "issued", form_token=form_token or None,
            )  # fmt: skip
            for place, each in enumerate(people, 1):
                each.as_signer(signing, place).save(force_insert=True)
            if agreed:
                signing.take_choice(agreed.keep(signing))
            signing.witness_start(by, people)
            signing.ask_those_on_turn()
            return signing

        return once.written(cls.objects.filter(workspace=document.workspace_id), form_token, write)

    @classmethod
    def locked(cls, pk: Any) -> "Signing":
        """Lock a signing in the caller's transaction, its document with it, and return it as it is now."""
        # The choice is read after the lock: PostgreSQL joins what it found before it waited.
        signing = cls.objects.select_for_update(of=("self",)).select_related("workspace", "client").get(pk=pk)
        document = Document.objects.select_for_update(of=("self",)).select_related("client").get(pk=signing.document_id)
        document.workspace = document.client.workspace = signing.workspace
        signing.document = document
        return signing

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def expired(self) -> bool:
        return self.expires_on < self.workspace.today()

    @property
    def waits_for(self) -> list[Signer]:
        """Who was asked and has not answered."""
        return [each for each in self.signers.all() if each.state == "asked"]

    @property
    def signed_names(self) -> str:
        return rules.joined([each.typed_name for each in self.signers.all() if each.state == "signed"])

    @property
    def has_signature(self) -> bool:
        return any(each.state == "signed" for each in self.signers.all())

    @property
    def price(self) -> Money:
        """What is signed for: what was chosen, else the document's price."""
        return self.choice.total if self.choice else Money(self.document.agreed_minor, self.document.currency)

    @property
    def price_words(self) -> str:
        """The same in words; before a choice, from the lowest to the highest."""
        if self.leaves_choice and not self.choice:
            return price_words(self.document)
        return Figures(self.document).money(self.price.minor)

    def take_choice(self, chosen: FrozenChoice) -> None:
        """Have this choice's file signed from now on."""
        self.choice, self.pdf_file, self.sha256 = chosen, chosen.pdf_file, chosen.sha256
        self.save(update_fields=["choice", "pdf_file", "sha256"])

    def require_shown(self, shown: str | None) -> None:
        """Let somebody act on the file that they were shown. `shown` is its SHA-256 as their page had it; None: not told.

        Raises Conflict before a choice, and where another one was frozen meanwhile.
        """
        if self.leaves_choice and not self.choice:
            raise Conflict("Choose first; then you read and sign exactly what you chose.", "package")
        if shown is not None and shown != self.sha256:
            raise Conflict("The choice was changed after you opened this page. Read it as it is now, then sign.", "choice")

    def require_open(self) -> None:
        """Let somebody act. Raises Conflict, in words, once the signing has ended, has expired, or its document has changed."""
        if self.state == "void" or self.document.state not in SIGNABLE:
            raise Conflict("This was taken back, so there is nothing to sign any more.", "state")
        if not self.is_open:
            raise Conflict(f"This signing is {ENDED[self.state]}. Nothing more can be signed.", "state")
        if self.expired:
            raise Conflict("The time to sign is over. Ask for a new link.", "expires_on")

    def require_bytes(self) -> None:
        """Make sure that the file that everybody was shown is there, byte for byte. Raises Conflict otherwise."""
        stored = StoredFile.objects.filter(workspace=self.workspace_id, pk=self.pdf_file).first()
        wanted = self.choice.pdf_file if self.choice else self.document.pdf_file
        if stored is None or wanted != self.pdf_file or _hash_of(stored) != self.sha256:
            raise Conflict("The file to sign has changed. It cannot be signed; the sender has to ask anew.", "file")

    def witness_start(self, by: Actor, people: Sequence[Asked]) -> None:
        """Tell that it began, in the evidence and in the journal."""
        self.witness(
            "started", by.name, document=str(self.document), content_sha256=self.document.digest, sha256=self.sha256,
            consent=self.consent_version, consent_sha256=self.consent_hash,
        )  # fmt: skip
        self.announce(events.SigningStarted, by, who=rules.joined([each.name for each in people if each.role != "copy"]))

    def ask_those_on_turn(self) -> None:
        """Write a letter to each person whose turn it is now."""
        for signer in rules.their_turn(list(self.signers.all()), self.in_order):
            signer._keep(state="asked", asked_at=clock.now())
            letters.ask(signer, self)
            self.witness("asked", signer.who, does=signer.does)

    def take_signature(self, signer: Signer, seen: Seen) -> None:
        """Go on after a signature: ask the next, or end with the document accepted."""
        drawn = digest_of(signer.strokes)
        kind = "approved" if signer.approves else "signed"
        self.witness(kind, signer.who, seen, typed=signer.typed_name, drawn_sha256=drawn, sha256=self.sha256)
        self.announce(events.SignerSigned, signer.actor, who=signer.name, did=kind)
        signers = list(self.signers.all())
        if rules.all_have_signed(signers):
            self._complete(signers)
        else:
            self.ask_those_on_turn()

    def take_refusal(self, signer: Signer, reason: str, seen: Seen) -> None:
        """End because one declined; the document counts as declined."""
        self.witness("declined", signer.who, seen, reason=reason)
        self.announce(events.SignerDeclined, signer.actor, who=signer.name, reason=reason)
        self._end("declined", f"{signer.name} declined: {reason}")
        if self.document.state == "issued":
            self.document.decline(signer.actor, reason, signer.name)

    def void(self, by: Actor, because: str) -> None:
        """Take it back and tell those who were asked. Raises Invalid without a reason, Conflict once it has ended."""
        said = " ".join(because.split())[:500]
        if not said:
            raise Invalid("Say why; those who were asked are told.", "because")
        with transaction.atomic():
            Signing.locked(self.pk).end_as_void(by, said)
        self.refresh_from_db()

    def end_as_void(self, by: Actor, because: str) -> None:
        """The same on a row that the caller has locked."""
        self._end("void", because)
        self.witness("voided", by.name, because=because)
        self.announce(events.SigningVoided, by, because=because)

    def expire(self) -> None:
        """End it once its day is over; said any number of times."""
        with transaction.atomic():
            now = Signing.locked(self.pk)
            if now.is_open and now.expired:
                now._end("expired", "The time to sign was over")
                now.witness("expired")
                now.announce(events.SigningExpired, SYSTEM)

    def witness(self, kind: str, who: str = "", seen: Seen = NOBODY, **facts: Any) -> None:
        """Add an entry to the evidence."""
        Entry.write(self, kind, who, seen, **facts)

    def announce(self, kind: Any, by: Actor, **said: str) -> None:
        """Record an event about the document."""
        agreement = f"{self.document.label.lower()} {self.document.number}"
        record(
            kind, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self.document,
            client=self.document.client.name, agreement=agreement, **said,
        )  # fmt: skip

    def _complete(self, signers: list[Signer]) -> None:
        from .jobs import seal

        theirs = [each for each in signers if each.state == "signed" and not each.ours]
        everybody = rules.joined([each.typed_name for each in signers if each.state == "signed"])
        STATES.check(self.state, "signed", str(self))
        self.state, self.ended_at = "signed", clock.now()
        self.save(update_fields=["state", "ended_at"])
        self.witness("completed", sha256=self.sha256)
        first = theirs[0]
        if self.document.state == "issued":
            self.document.accept(first.actor, rules.joined([each.typed_name for each in theirs]), self.choice and self.choice.answer)
        label = f"{self.document.label} {self.document.number}"
        self.announce(events.AgreementSigned, first.actor, agreement_first=label, who=everybody)
        seal.enqueue(str(self.pk))

    def _end(self, state: str, reason: str) -> None:
        STATES.check(self.state, state, f"The signing of {self}")
        told = [each for each in self.signers.all() if each.state in ("asked", "signed") and not (state == "declined" and each.reason)]
        self.state, self.ended_at, self.end_reason = state, clock.now(), reason[:500]
        self.save(update_fields=["state", "ended_at", "end_reason"])
        self.signers.filter(state__in=["waiting", "asked"]).update(state="void")
        for signer in told:
            letters.tell_end(signer, self)


ENDED = {"signed": "complete", "declined": "declined", "expired": "over", "void": "taken back"}


def signable(document: Document) -> bool:
    """Whether people can be asked to sign it now, or afterwards."""
    waits = (document.state == "issued" or (document.is_draft and document.is_signed)) and not document.expired
    return document.kind_row.answerable and (waits or document.state == "accepted")


def _checked_end(document: Document, day: dt.date | None) -> dt.date:
    today = document.workspace.today()
    until = document.valid_until if document.state in ("draft", "issued") else None
    ends = day or until or today + dt.timedelta(days=30)
    if until and document.expired:
        raise Conflict(f"{document} expired on {document.valid_until}. Write a new one.", "valid_until")
    if ends < today:
        raise Invalid("Choose a day that is still to come.", "expires_on")
    if until and ends > until:
        raise Invalid(f"{document} holds until {document.valid_until} only. Choose that day or an earlier one.", "expires_on")
    return ends


def _require_none(document: Document) -> None:
    state = Document.objects.select_for_update(of=("self",)).values_list("state", flat=True).get(pk=document.pk)
    if state not in SIGNABLE:
        raise Conflict(f"{document} waits for no answer, so nobody can sign it.", "state")
    if Signing.objects.filter(document=document, state__in=["open", "signed"]).exists():
        raise Conflict(f"{document} is being signed already. Take that back first.", "state")


def _hash_of(stored: StoredFile) -> str:
    try:
        return hashlib.sha256(storage.read(stored)).hexdigest()
    except FileNotFoundError:
        return ""
