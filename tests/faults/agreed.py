"""What of agreements is in the database, read once for one examination."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import F

from clientkeep.lifecycle.agreements.models import Choice, Gate, ScopeEntry, Signing
from clientkeep.lifecycle.agreements.signing.chain import first_break
from clientkeep.lifecycle.delivery.models import Project
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter

from .agreeing import answer
from .journal import Act

TOLD = ("document.accepted", "agreement.signed", "signing.signed")


class Agreed:
    """Rows by the document that the driver named."""

    def __init__(self, letters: list[Letter]) -> None:
        self.documents = {str(document.pk): document for document in Document.objects.filter(kind__in=["quote", "proposal"])}
        signings = Signing.objects.prefetch_related("entries", "signers")
        self.signings = {str(signing.document_id): signing for signing in signings}
        self.choices, self.scope = defaultdict(list), defaultdict(list)
        for choice in Choice.objects.all():
            self.choices[str(choice.document_id)].append(choice)
        for entry in ScopeEntry.objects.filter(agreement=F("document")):
            self.scope[str(entry.agreement_id)].append(entry)
        self.told = Counter((slug, str(about)) for slug, about in Event.objects.filter(slug__in=TOLD).values_list("slug", "about_id"))
        self.letters = Counter((str(letter.about_id), letter.purpose) for letter in letters if letter.about_id)

    def of(self, act: Act) -> tuple[int, str]:
        """Return how many times an act is there, and what is odd about it (an empty text where nothing is)."""
        return getattr(self, f"_{act.kind}")(act.what)

    def unsettled(self) -> Iterator[str]:
        """What has not followed exactly once from each acceptance, when all is quiet."""
        accepted = [document for document in self.documents.values() if document.state == "accepted"]
        projects = Counter(str(pk) for pk in Project.objects.filter(source__isnull=False).values_list("source", flat=True))
        deposits = Counter(str(pk) for pk in Document.objects.filter(role="deposit").values_list("source", flat=True))
        gates = Counter(str(pk) for pk in Gate.objects.values_list("document", flat=True))
        for document in accepted:
            for what, times in (("project", projects), ("deposit invoice", deposits), ("gate", gates)):
                if times[str(document.pk)] != 1:
                    yield f"{document} was accepted and has {times[str(document.pk)]} times a {what}"
        for pk in {*projects, *deposits, *gates} - {str(document.pk) for document in accepted}:
            yield f"Something follows from {self.documents.get(pk, pk)}, which nobody accepted"
        yield from self._unsealed()

    def _unsealed(self) -> Iterator[str]:
        files = dict(StoredFile.objects.filter(purpose="signed").values_list("pk", "sha256"))
        for key, signing in self.signings.items():
            if signing.state != "signed":
                continue
            if files.pop(signing.sealed_file, None) != signing.sealed_sha256:
                yield f"{signing} was signed by all and its sealed file is not there"
            if self.letters[key, "signing_done"] != 1:
                yield f"{signing} was signed by all and sent {self.letters[key, 'signing_done']} times"
        if files:
            yield f"{len(files)} sealed files belong to no signing"

    def _consent(self, what: dict[str, Any]) -> tuple[int, str]:
        signing = self.signings[what["document"]]
        times = self._witnessed(signing, "consented")
        kept = all(signer.consented_at for signer in signing.signers.all())
        return times, self._broken(signing) or ("" if kept == bool(times) else "the evidence and the signer do not agree")

    def _sign(self, what: dict[str, Any]) -> tuple[int, str]:
        signing, document = self.signings[what["document"]], self.documents[what["document"]]
        times = self._witnessed(signing, "signed")
        states = {signing.state == "signed", document.state == "accepted", *(signer.state == "signed" for signer in signing.signers.all())}
        if states != {bool(times)}:
            return times, f"the signing is {signing.state}, its document {document.state}, and the evidence has {times} signatures"
        if not times:
            return 0, self._broken(signing) or self._untold(what["document"], 0)
        signer, entry = signing.signers.get(), next(entry for entry in signing.entries.all() if entry.kind == "signed")
        if (signer.typed_name, entry.told.get("typed"), entry.told.get("sha256")) != (what["name"], what["name"], signing.sha256):
            return times, f"it is kept as signed by {signer.typed_name!r} over {entry.told.get('sha256')}"
        return times, self._broken(signing) or self._untold(what["document"], 1, TOLD) or self._unscoped(document)

    def _accept(self, what: dict[str, Any]) -> tuple[int, str]:
        document, choices = self.documents[what["document"]], self.choices[what["document"]]
        times = int(document.state == "accepted")
        if len(choices) != times:
            return times, f"it is {document.state} with {len(choices)} choices kept"
        if not times:
            return 0, self._untold(what["document"], 0)
        kept = {"package": choices[0].package, "options": [key for key, _ in choices[0].options]}
        if kept != answer(what):
            return times, f"the choice is kept as {kept}"
        return times, self._untold(what["document"], 1) or self._unscoped(document)

    def _unscoped(self, document: Document) -> str:
        """The baseline is written with the acceptance: each line once, and the price as it was agreed."""
        entries, choices = self.scope[str(document.pk)], self.choices[str(document.pk)]
        price = choices[0].total_minor if choices else document.total_minor
        kept = sum(entry.amount_minor for entry in entries)
        return "" if kept == price else f"its scope comes to {kept} instead of {price}"

    def _witnessed(self, signing: Signing, kind: str) -> int:
        return sum(entry.kind == kind for entry in signing.entries.all())

    def _broken(self, signing: Signing) -> str:
        place = first_break([{**entry.told, "digest": entry.digest} for entry in signing.entries.all()])
        return f"its evidence is broken at {place}" if place else ""

    def _untold(self, document: str, times: int, slugs: tuple[str, ...] = TOLD[:1]) -> str:
        odd = [slug for slug in slugs if self.told[slug, document] != times]
        return f"the journal tells {odd[0]} {self.told[odd[0], document]} times" if odd else ""
