"""CaseStudy: what was done for a client and what came of it, shown by a link once the client has agreed to these very words."""

import secrets
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.link_key import LinkKey
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events, letters, rules
from .queries import StudyQuerySet

CONSENTS = [("none", "Not asked yet"), ("asked", "Asked"), ("given", "Given"), ("refused", "Refused"), ("withdrawn", "Taken back")]


class CaseStudy(models.Model):
    """`shown_as` is how readers are told whose it is. One that is about no client on record needs no consent.

    Consent is to a digest of everything that readers see: another word, and it has to be asked for again.
    """

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, related_name="case_studies")
    token = models.SlugField(max_length=40, unique=True, help_text="Its name in the public address")
    title = models.CharField(max_length=200)
    shown_as = models.CharField(max_length=200, blank=True)
    situation = models.TextField(max_length=rules.LONGEST, blank=True)
    work = models.TextField(max_length=rules.LONGEST, blank=True)
    result = models.TextField(max_length=rules.LONGEST, blank=True)
    outcomes = models.JSONField(default=list, help_text="[figure, words] each")
    consent = models.CharField(max_length=9, default="none", choices=CONSENTS)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+", help_text="Who was asked")
    asked_digest = models.CharField(max_length=64, blank=True, help_text="Of what the contact was shown")
    consented_by = models.CharField(max_length=200, blank=True)
    consented_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=clock.now)

    objects = StudyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "case studies"
        indexes = [models.Index(fields=["workspace", "-made_at"], name="case_study_newest")]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def write(cls, workspace: Workspace, by: Actor, client: Client | None = None, **values: Any) -> "CaseStudy":
        """Write a case study. Raises Invalid with the field."""
        kept = _checked(values)
        with transaction.atomic():
            made = cls.objects.create(workspace=workspace, client=client, token=secrets.token_hex(10), **kept)
            made._tell(events.StudyWritten, by)
        return made

    def rewrite(self, by: Actor, **values: Any) -> None:
        """Change it. What readers would see differently is taken off the web until the client has agreed to it."""
        kept = _checked(values)
        with transaction.atomic():
            now = self._held()
            before = now.digest
            for name, value in kept.items():
                setattr(now, name, value)
            if now.digest != before:
                if now.client_id:
                    now.consent, now.published_at = "none", None
                now.save()
                now._tell(events.StudyChanged, by)
        self.refresh_from_db()

    def ask(self, by: Actor, contact: Contact, subject: str, text: str) -> None:
        """Ask a person of the client whether it may be shown, by a letter that somebody has read; once for these words."""
        if contact.client_id != self.client_id or contact.removed_at or not contact.email:
            raise Invalid("Choose a person of this client who has an e-mail address.", "contact")
        with transaction.atomic():
            now = self._held()
            if now.consent == "asked" and now.asked_digest == now.digest and now.contact_id == contact.pk:
                return
            if now.consent in ("given", "refused"):
                raise Conflict("They have answered. Change the study before you ask again.", "consent")
            letters.ask(now, contact, subject, text)
            now._set(consent="asked", contact=contact, asked_digest=now.digest)
            now._tell(events.ConsentAsked, by, contact=str(contact))
        self.refresh_from_db()

    def agree(self, by: Actor, digest: str) -> None:
        """The client agrees to what was shown under this digest. Raises Conflict where the words are others by now."""
        with transaction.atomic():
            now = self._held()
            if now.consent == "given" and digest == now.digest:
                return
            if now.consent not in ("asked", "withdrawn") or digest != now.digest:
                raise Conflict("It was changed meanwhile. Read it again, please.", "consent")
            now._set(consent="given", consented_by=by.name[:200], consented_at=clock.now())
            now._tell(events.ConsentGiven, by)
        self.refresh_from_db()

    def refuse(self, by: Actor) -> None:
        """The client would rather not, or takes the consent back: from this moment it is shown nowhere."""
        with transaction.atomic():
            now = self._held()
            if now.consent not in ("asked", "given"):
                return
            given = now.consent == "given"
            now._set(consent="withdrawn" if given else "refused", published_at=None)
            now._tell(events.ConsentWithdrawn if given else events.ConsentRefused, by)
        self.refresh_from_db()

    def publish(self, by: Actor) -> None:
        """Show it by its link. Raises Conflict without consent, Invalid where there is nothing to read."""
        with transaction.atomic():
            now = self._held()
            if now.published_at:
                return
            if now.client_id and now.consent != "given":
                raise Conflict("Ask the client first. It is shown once they have agreed.", "consent")
            if not (now.situation or now.work or now.result):
                raise Invalid("Write what was done before you show it.", "work")
            now._set(published_at=clock.now())
            now._tell(events.StudyPublished, by)
        self.refresh_from_db()

    def hide(self, by: Actor) -> None:
        """Take it off the web. Consent stays as it is."""
        with transaction.atomic():
            now = self._held()
            if now.published_at:
                now._set(published_at=None)
                now._tell(events.StudyHidden, by)
        self.refresh_from_db()

    @property
    def digest(self) -> str:
        """SHA-256 of all that readers see."""
        return rules.digest_of({name: getattr(self, name) for name in ("title", "shown_as", *rules.PARTS, "outcomes")})

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The parts that are written, each under its heading."""
        headings = (("The situation", self.situation), ("What we did", self.work), ("What came of it", self.result))
        return [(heading, text) for heading, text in headings if text]

    def _held(self) -> "CaseStudy":
        return CaseStudy.objects.select_for_update(of=("self",)).select_related("workspace", "client").get(pk=self.pk)

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=list(values))

    def _tell(self, kind: Any, by: Actor, **more: str) -> None:
        record(kind, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self, title=self.title, **more)


class StudyKey(LinkKey):
    """The secret of a letter's link, by which the one who was asked reads a study and answers."""

    study = models.ForeignKey(CaseStudy, on_delete=models.CASCADE, related_name="keys")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")

    joined = ("study__workspace", "study__client", "contact")

    @classmethod
    def make(cls, study: CaseStudy, contact: Contact) -> str:
        """Make a key; returns its secret, which is never readable again."""
        return cls.keep(study=study, contact=contact)

    @classmethod
    def opened_by(cls, secret: str) -> "StudyKey | None":
        """Return the key of a secret; none once its contact is off the record or another was asked."""
        found = cls.of(secret)
        return found if found and not found.contact.removed_at and found.study.contact_id == found.contact_id else None


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    title = " ".join(tidy_text("title", values.get("title", ""), 200).split())
    if not title:
        raise Invalid("Give it a title.", "title")
    kept: dict[str, Any] = {"title": title, "shown_as": " ".join(tidy_text("shown_as", values.get("shown_as", ""), 200).split())}
    kept |= {name: tidy_text(name, values.get(name, ""), rules.LONGEST) for name in rules.PARTS}
    try:
        kept["outcomes"] = rules.outcomes_of(tidy_text("outcomes", values.get("outcomes", ""), 1_000))
    except ValueError as wrong:
        raise Invalid(str(wrong), "outcomes") from None
    return kept
