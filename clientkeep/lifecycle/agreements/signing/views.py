"""The firm's page of a signing: ask people to sign, see how far they are, take it back."""

import datetime as dt
import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation.secrets import new_token
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.documents.dispatch.views import facts_missing
from clientkeep.relationship.documents.fetching import visible
from clientkeep.relationship.documents.fillings import rendered
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.slots import SENDING_NOTES
from clientkeep.relationship.portal.visitor import portal_page
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from .forms import ROWS, EndForm, SigningForm
from .key import SigningKey
from .model import Signing, signable
from .signer import Signer


@staff("documents.see")
@require_http_methods(["GET", "HEAD", "POST"])
def signing(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """How far the signing is, or the form that starts one; POST asks people to sign."""
    document = visible(request.acting, document_id)
    may = request.acting.may("documents.issue")
    if request.method == "POST":
        request.acting.require("documents.issue")
        return _start(request, document)
    found = Signing.objects.visible_to(request.acting).whole().filter(document=document).order_by("-created_at").first()
    stands = found is not None and found.state in ("open", "signed")
    if may and document.is_draft and document.is_signed and facts_missing(document):
        return redirect("documents:sending", document.pk)
    form = SigningForm(document=document, initial=_usual(request, document)) if may and signable(document) and not stands else None
    return _page(request, document, form, found)


@staff("documents.issue")
@require_POST
def void(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Take it back; those who were asked are told."""
    document = visible(request.acting, document_id)
    found = _running(request, document)
    form = EndForm(request.POST)
    if form.is_valid() and tried(form, found.void, request.acting.actor, form.cleaned_data["because"])[0]:
        say(request, f"The signing of {document} is taken back. Those who were asked are told.")
        return redirect("signing:signing", document.pk)
    return _page(request, document, None, found, form, 422)


@staff("documents.see")
@require_POST
def countersign(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Open one's own page, where one is asked to countersign."""
    found = _running(request, visible(request.acting, document_id))
    mine = found.signers.filter(state="asked", ours=True, member=request.acting.member).first()
    if mine is None:
        say(request, "It is not your turn to sign yet.")
        return redirect("signing:signing", document_id)
    return _to_own_page(mine)


@portal_page
@require_POST
def from_portal(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """A contact who is asked to sign goes on from the portal to the page that is theirs alone."""
    visitor = request.visitor
    visitor.require(visitor.contact is not None)
    shown = visitor.documents().filter(pk=document_id).first()
    mine = Signer.objects.filter(signing__document=shown, signing__state="open", state="asked", contact=visitor.contact)
    return _to_own_page(mine.first() if shown else None)


def _to_own_page(signer: Signer | None) -> HttpResponse:
    if signer is None:
        raise Http404
    return redirect("signing:own", SigningKey.make(signer))


def _running(request: HttpRequest, document: Document) -> Signing:
    found = Signing.objects.visible_to(request.acting).running().whole().filter(document=document).first()
    if found is None:
        raise Http404
    return found


def _start(request: HttpRequest, document: Document) -> HttpResponse:
    form = SigningForm(request.POST, document=document)
    if form.is_valid():
        said = form.cleaned_data
        done, _ = tried(
            form, Signing.start, document, request.acting.actor, form.asked(), said["expires_on"], in_order=said["in_order"],
            with_code=said["with_code"], note=said["note"], form_token=said["form_token"],
        )  # fmt: skip
        if done:
            say(request, f"The letters that ask to sign {document} are on their way.")
            return redirect("signing:signing", document.pk)
    return _page(request, document, form, None, status=422)


def _usual(request: HttpRequest, document: Document) -> dict[str, Any]:
    """The contacts who decide, and the member who asks."""
    people = [person for person in document.client.contacts.filter(removed_at=None).order_by("pk") if person.email][:20]
    first = sorted(people, key=lambda person: not {"primary", "decision_maker", "approver"} & set(person.roles))[:1]
    ends = (document.state in ("draft", "issued") and document.valid_until) or document.workspace.today() + dt.timedelta(days=30)
    named = {f"{part}_{row}": value for row, person in enumerate(first[:ROWS]) for part, value in (("name", person.name), ("email", person.email))}
    return {**named, "in_order": True, "member": request.acting.member, "expires_on": ends, "form_token": new_token()}


def _page(
    request: HttpRequest, document: Document, form: Any, found: Signing | None, end_form: Any = None, status: int = 200
) -> HttpResponse:
    shown = {
        "document": document, "client": document.client, "form": form, "signing": found, "end_form": end_form or EndForm(),
        "may_end": bool(found and found.is_open and request.acting.may("documents.issue")),
        "mine": found and next((each for each in found.waits_for if each.ours and each.member_id == request.acting.member.pk), None),
        "entries": list(found.entries.all()) if found else [], "notes": rendered(SENDING_NOTES, request, document) if document.is_draft else [],
    }  # fmt: skip
    return render(request, "agreements/signing/signing.html", shown, status=status)
