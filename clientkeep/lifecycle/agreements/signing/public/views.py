"""The signer's own page: read, agree to sign electronically, sign or decline. Looking changes nothing."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from clientkeep.foundation.errors import Refusal
from clientkeep.relationship.documents.printing import paper_of
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.files.serving import send_file
from clientkeep.workspace.members.limits import count_attempt

from .. import consent
from ..seen import Seen
from ..signer import CODES_AN_HOUR, Signer
from ..strokes import HEIGHT, WIDTH, as_path
from .framing import page, signers_page


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
    return _done(request, secret, signer, lambda: signer.agree_to_sign(request.POST.get("version", ""), Seen.by(request)))


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
    return _done(request, secret, signer, lambda: signer.sign(said["name"], Seen.by(request), said["strokes"], digits))


@signers_page("POST")
def decline(request: HttpRequest, secret: str, signer: Signer) -> HttpResponse:
    """Say no, with a reason."""
    return _done(request, secret, signer, lambda: signer.decline(request.POST.get("reason", ""), Seen.by(request)))


def _done(request: HttpRequest, secret: str, signer: Signer, act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        signer.refresh_from_db()
        signer.signing.refresh_from_db()
        return _shown(request, secret, signer, refusal.status, error=refusal.message, at=refusal.field or "")
    return redirect("signing:own", secret)


def _shown(request: HttpRequest, secret: str, signer: Signer, status: int = 200, **context: Any) -> HttpResponse:
    signing = signer.signing
    document, everybody = signing.document, list(signing.signers.all())
    known = {
        "secret": secret, "document": document, "paper": paper_of(document), "everybody": everybody,
        "consent_text": consent.text_of(signing.consent_version), "drawn": as_path(signer.strokes),
        "width": WIDTH, "height": HEIGHT, "typed": request.POST, "step": _step(signer),
        "others": [each for each in everybody if each.role != "copy" and each.state != "signed" and each.pk != signer.pk],
    }  # fmt: skip
    return page(request, "own", signer, status, **{**known, **context})


def _step(signer: Signer) -> str:
    """Which part of the page is shown: agree, sign, wait, signed or over."""
    signing = signer.signing
    if signer.state == "signed" and signing.state in ("open", "signed"):
        return "signed"
    if signing.state == "signed":
        return "copy"
    if not signing.is_open or signing.expired or signing.document.state != "issued":
        return "over"
    if signer.state != "asked":
        return "wait"
    return "sign" if signer.consented_at else "agree"


def _handed(request: HttpRequest, signer: Signer, file_id: Any) -> HttpResponseBase:
    stored = file_id and StoredFile.objects.filter(workspace=signer.workspace_id, pk=file_id).first()
    if not stored:
        raise Http404
    return send_file(request, stored)
