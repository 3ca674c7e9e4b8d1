"""Signings: who signs an issued quote or estimate, how far they are, and the evidence. No one's link is ever told."""

import datetime as dt
import uuid
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.agreements.models import FrozenChoice, Signer, Signing
from clientkeep.lifecycle.agreements.signing.asked import Asked
from clientkeep.lifecycle.agreements.signing.model import LONGEST_NOTE
from clientkeep.lifecycle.agreements.signing.signer import LONGEST_REASON
from clientkeep.relationship.documents.fetching import visible
from clientkeep.workspace.members.models import Member

from ..answers import answer, moment
from ..door import Room
from ..fields import Given, Text, Told

of_documents = Room()


class SignerGiven(Given):
    """A person of the client: signs, approves or gets a copy."""

    name: Text(200)
    email: Text(254)
    role: Literal["signer", "approver", "copy"] = "signer"


class SigningGiven(Given):
    """Who is asked to sign. `countersigned_by` is a member of the firm, who signs last."""

    signers: list[SignerGiven]
    countersigned_by: uuid.UUID | None = None
    in_order: bool = True
    with_code: bool = False
    expires_on: dt.date | None = None
    note: Text(LONGEST_NOTE) = ""


class SigningEndGiven(Given):
    """Why it is taken back; those who were asked are told."""

    because: Text(LONGEST_REASON, least=1)


class SignerOut(Told):
    """One person in a signing; `decided_at` is the moment of signing or declining."""

    id: uuid.UUID
    name: str
    email: str
    role: str
    countersigns: bool
    state: str
    asked_at: str | None
    decided_at: str | None
    reason: str


class SigningEntryOut(Told):
    """One line of the evidence, with the digest that covers it and the line before."""

    kind: str
    at: str
    who: str
    digest: str


class SigningChoiceOut(Told):
    """What the client chose in a signing, and whose price is in the file that is signed. Money in minor units."""

    package: str
    options: list[str]
    total_minor: int
    currency: str
    chosen_by: str
    chosen_at: str | None


class SigningOut(Told):
    """A signing. `sha256` is of the very file that is signed, which follows the `choice` where the document leaves one; `sealed_sha256` of the signed file with evidence and seal."""

    id: uuid.UUID
    document_id: uuid.UUID
    client_id: uuid.UUID
    state: str
    level: str
    in_order: bool
    with_code: bool
    expires_on: str
    sha256: str
    leaves_choice: bool
    choice: SigningChoiceOut | None
    sealed_sha256: str
    sealed_file_id: uuid.UUID | None
    end_reason: str
    signers: list[SignerOut]
    evidence: list[SigningEntryOut]


@of_documents.reads("/{uuid:document_id}/signing", "documents.see", SigningOut)
def get_signing(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """The newest signing of a quote or estimate, with its evidence. 404 before there is one."""
    return answer(tell_signing(_newest(request, document_id)))


@of_documents.writes("/{uuid:document_id}/signing", "documents.issue", SigningOut, status=201)
def start_signing(request: HttpRequest, document_id: uuid.UUID, given: SigningGiven) -> HttpResponse:
    """Ask people to sign an issued offer; a draft contract is issued by it. 409 where it waits for no answer or is being signed already."""
    document = visible(request.acting, document_id)
    people = [Asked(each.name, each.email, each.role) for each in given.signers]
    if given.countersigned_by:
        people.append(Asked.of(_member(request, given.countersigned_by)))
    started = Signing.start(
        document, request.acting.actor, people, given.expires_on, in_order=given.in_order, with_code=given.with_code, note=given.note
    )
    return answer(tell_signing(_newest(request, started.document_id)), status=201)


@of_documents.writes("/{uuid:document_id}/signing/end", "documents.issue", SigningOut)
def end_signing(request: HttpRequest, document_id: uuid.UUID, given: SigningEndGiven) -> HttpResponse:
    """Take it back; those who were asked are told. 409 once it has ended."""
    _newest(request, document_id).void(request.acting.actor, given.because)
    return answer(tell_signing(_newest(request, document_id)))


def tell_signing(signing: Signing) -> dict[str, Any]:
    """A signing as the interface tells it."""
    return {
        "id": str(signing.pk), "document_id": str(signing.document_id), "client_id": str(signing.client_id), "state": signing.state,
        "level": "simple electronic signature", "in_order": signing.in_order, "with_code": signing.with_code,
        "expires_on": signing.expires_on.isoformat(), "sha256": signing.sha256, "leaves_choice": signing.leaves_choice,
        "choice": _tell_choice(signing.choice) if signing.choice else None, "sealed_sha256": signing.sealed_sha256,
        "sealed_file_id": str(signing.sealed_file) if signing.sealed_file else None, "end_reason": signing.end_reason,
        "signers": [_tell_signer(each) for each in signing.signers.all()],
        "evidence": [
            {"kind": each.kind, "at": each.told["at"], "who": each.told["who"], "digest": each.digest} for each in signing.entries.all()
        ],
    }  # fmt: skip


def _tell_choice(choice: FrozenChoice) -> dict[str, Any]:
    return {
        "package": choice.package_title, "options": [description for _, description in choice.options], "total_minor": choice.total_minor,
        "currency": choice.currency, "chosen_by": choice.chosen_by, "chosen_at": moment(choice.chosen_at),
    }  # fmt: skip


def _tell_signer(signer: Signer) -> dict[str, Any]:
    return {
        "id": str(signer.pk), "name": signer.name, "email": signer.email, "role": signer.role, "countersigns": signer.ours,
        "state": signer.state, "asked_at": moment(signer.asked_at), "decided_at": moment(signer.decided_at), "reason": signer.reason,
    }  # fmt: skip


def _newest(request: HttpRequest, document_id: uuid.UUID) -> Signing:
    found = Signing.objects.visible_to(request.acting).whole().filter(document=document_id).order_by("-created_at").first()
    if found is None:
        raise Http404
    return found


def _member(request: HttpRequest, member_id: uuid.UUID) -> Member:
    found = Member.objects.filter(workspace=request.acting.workspace, disabled_at=None, pk=member_id).select_related("user").first()
    if found is None:
        raise Invalid("Choose a member of the firm who is there.", "countersigned_by")
    return found
