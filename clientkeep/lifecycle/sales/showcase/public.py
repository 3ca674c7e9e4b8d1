"""What strangers read by a study's link, and the page on which the one who was asked answers: without script and cookie."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from clientkeep.foundation.errors import Refusal
from clientkeep.relationship.portal.entering import MINUTE, MISSES_A_MINUTE
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.address import client_address
from clientkeep.workspace.members.limits import count_attempt

from ..booking.public.framing import or_closed, public_page
from ..front import firm_logo, firm_page
from .model import CaseStudy, StudyKey


@public_page("a case study that its client agreed to show")
@or_closed
def read(request: HttpRequest, token: str) -> HttpResponse:
    """A published case study."""
    return _page(request, "read", _published(token))


@public_page("the firm's logo, as its public pages show it")
@or_closed
def logo(request: HttpRequest, token: str) -> HttpResponseBase:
    """The firm's logo beside a published study."""
    return firm_logo(request, _published(token).workspace)


@public_page("the page on which a client agrees to a case study, or does not", ("GET", "HEAD", "POST"))
@or_closed
def consent(request: HttpRequest, secret: str) -> HttpResponse:
    """Read what would be shown; agree, decline, or take an earlier consent back. Only a POST changes anything."""
    key = StudyKey.opened_by(secret)
    if key is None:
        count_attempt("portal.miss", client_address(request), MISSES_A_MINUTE, MINUTE)
        raise Http404
    study = key.study
    if request.method != "POST":
        return _page(request, "consent", study)
    by = Actor("contact", key.contact_id, str(key.contact))
    try:
        study.agree(by, request.POST.get("digest", "")[:64]) if request.POST.get("answer") == "yes" else study.refuse(by)
    except Refusal as refusal:
        study.refresh_from_db()
        return _page(request, "consent", study, refusal.status, refusal=refusal.message)
    return redirect("showcase:consent", secret)


def _published(token: str) -> CaseStudy:
    found = CaseStudy.objects.public().select_related("workspace").filter(token=token).first()
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, template: str, study: CaseStudy, status: int = 200, **context: Any) -> HttpResponse:
    logo_url = reverse("showcase:logo", args=[study.token]) if study.published_at else ""
    return firm_page(request, f"sales/showcase/{template}.html", study.workspace, logo_url, status, study=study, **context)
