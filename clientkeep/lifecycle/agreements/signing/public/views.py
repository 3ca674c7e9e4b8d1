"""The signer's own page: read, agree to sign electronically, sign or decline. Looking changes nothing."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from clientkeep.foundation.errors import Refusal
from clientkeep.relationship.documents.printing import paper_of
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.files.serving import send_file
from clientkeep.workspace.members.limits import count_attempt

from ...proposals.offering import Offer, offer_of
from ...proposals.paper import as_chosen
from .. import consent
from ..choosing import choose as put_choice
from ..key import SigningKey
from ..model import SIGNABLE
from ..seen import Seen
from ..signer import CODES_AN_HOUR, Signer
from ..strokes import HEIGHT, WIDTH, as_path
from .framing import page, signers_page

QUESTIONS_AN_HOUR = 10


@signers_page("GET", "HEAD")
def own(request: HttpRequest, secret: str, signer: Signer) -> HttpResponse:
    """What is to be signed, and how far it is."""
    return _shown(request, secret, signer)


@signers_page("GET", "HEAD")
def file(request: HttpRequest, secret: str, signer: Signer) -> HttpResponseBase:
    """The exact file that is signed."""
    return _handed(request, signer, signer.signing.pdf_file)


@signers_page("GET", "HEAD")
def sealed(request: HttpRequest, secret: str, signer: Signer) -> HttpResponseBase:
    """The signed file with its evidence and seal, once all have signed."""
    return _handed(request, signer, signer.signing.sealed_file)


@signers_page("POST")
def agree(request: HttpRequest, secret: str, signer: Signer) -> HttpResponse:
    """Keep that they have read it and agree to sign electronically."""
    if request.POST.get("agree") != "yes":
        return _shown(request, secret, signer, 422, error="Tick the box if you agree, or decline below.", at="agree")
    version = request.POST.get("version", "")
    return _done(request, secret, signer, lambda: signer.agree_to_sign(version, Seen.by(request), _seen_file(request, signer)))


@signers_page("POST")
def choose(request: HttpRequest, secret: str, signer: Signer) -> HttpResponse:
    """Count what is ticked, or freeze it and go on to read and sign exactly that."""
    if request.POST.get("act") == "count":
        return _shown(request, secret, signer, choosing=True)
    said = request.POST
    answer = {"package": said.get("package", ""), "options": said.getlist("option"), "seen_total": said.get("seen_total")}
    try:
        chose = put_choice(signer, answer, Seen.by(request), said.get("sha256", ""))
    except Refusal as refusal:
        return _refused(request, secret, signer, refusal, choosing=True)
    return redirect("signing:own", secret if chose.pk == signer.pk else SigningKey.make(chose))


@signers_page("POST")
def question(request: HttpRequest, secret: str, signer: Signer) -> HttpResponse:
    """Ask the firm; the page stays as it is."""
    count_attempt("signing.question", str(signer.pk), QUESTIONS_AN_HOUR, dt.timedelta(hours=1))
    try:
        signer.ask(request.POST.get("question", ""), Seen.by(request))
    except Refusal as refusal:
        return _refused(request, secret, signer, refusal)
    return redirect(f"{reverse('signing:own', args=[secret])}?asked")


@signers_page("POST")
def code(request: HttpRequest, secret: str, signer: Signer) -> HttpResponse:
    """Mail another code."""
    count_attempt("signing.code", str(signer.pk), CODES_AN_HOUR, dt.timedelta(hours=1))
    return _done(request, secret, signer, signer.ask_for_code)


@signers_page("POST")
def sign(request: HttpRequest, secret: str, signer: Signer) -> HttpResponse:
    """Sign with the typed name."""
    said = {name: request.POST.get(name, "") for name in ("name", "strokes", "code")}
    digits = "".join(filter(str.isdigit, said["code"]))[:12]
    return _done(request, secret, signer, lambda: signer.sign(said["name"], Seen.by(request), said["strokes"], digits, _seen_file(request, signer)))


@signers_page("POST")
def decline(request: HttpRequest, secret: str, signer: Signer) -> HttpResponse:
    """Say no, with a reason."""
    return _done(request, secret, signer, lambda: signer.decline(request.POST.get("reason", ""), Seen.by(request)))


def _done(request: HttpRequest, secret: str, signer: Signer, act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        return _refused(request, secret, signer, refusal)
    return redirect("signing:own", secret)


def _refused(request: HttpRequest, secret: str, signer: Signer, refusal: Refusal, **context: Any) -> HttpResponse:
    fresh = SigningKey.opened_by(secret) or signer
    return _shown(request, secret, fresh, refusal.status, error=refusal.message, at=refusal.field or "", **context)


def _seen_file(request: HttpRequest, signer: Signer) -> str | None:
    """The fingerprint of the file that the sent page was about. Where the file may change, a page without one shows nothing."""
    return request.POST.get("sha256", "" if signer.signing.leaves_choice else None)


def _shown(
    request: HttpRequest, secret: str, signer: Signer, status: int = 200, *, choosing: bool = False, **context: Any
) -> HttpResponse:
    signing = signer.signing
    document, everybody = signing.document, list(signing.signers.all())
    step, choice = _step(signer), signing.choice
    known = {
        "secret": secret, "document": document, "everybody": everybody, "choice": choice, "choosing": choosing,
        "paper": as_chosen(document, choice.picked) if choice else paper_of(document),
        "consent_text": consent.text_of(signing.consent_version), "drawn": as_path(signer.strokes),
        "width": WIDTH, "height": HEIGHT, "typed": request.POST, "step": step, "asked": "asked" in request.GET,
        "others": [each for each in everybody if each.role != "copy" and each.state != "signed" and each.pk != signer.pk],
    }  # fmt: skip
    if signing.leaves_choice and not signer.ours and step in ("choose", "agree", "sign"):
        known["offer"] = _offer(request, document, choice if not choosing else None)
    return page(request, "own", signer, status, **{**known, **context})


def _offer(request: HttpRequest, document: Any, choice: Any) -> Offer:
    """What can be chosen, with what was ticked just now, or what is chosen already."""
    if choice:
        return offer_of(document, choice.package, choice.picked.options)
    return offer_of(document, request.POST.get("package", ""), request.POST.getlist("option"))


def _step(signer: Signer) -> str:
    """Which part of the page is shown: choose, agree, sign, wait, signed or over."""
    signing = signer.signing
    if signer.state == "signed" and signing.state in ("open", "signed"):
        return "signed"
    if signing.state == "signed":
        return "copy"
    if not signing.is_open or signing.expired or signing.document.state not in SIGNABLE:
        return "over"
    if signer.state != "asked":
        return "wait"
    if signing.leaves_choice and not signing.choice:
        return "choose"
    return "sign" if signer.consented_at else "agree"


def _handed(request: HttpRequest, signer: Signer, file_id: Any) -> HttpResponseBase:
    stored = file_id and StoredFile.objects.filter(workspace=signer.workspace_id, pk=file_id).first()
    if not stored:
        raise Http404
    return send_file(request, stored)
