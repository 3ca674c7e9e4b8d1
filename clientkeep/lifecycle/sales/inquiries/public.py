"""The form on the firm's site: by link or in a frame, without script and without cookies."""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import NONE, SELF
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from clientkeep.foundation.errors import Refusal, TooMany
from clientkeep.workspace.members.address import client_address
from clientkeep.workspace.members.gate import open_door
from clientkeep.workspace.members.limits import count_attempt

from ..booking.public.framing import or_closed
from ..front import firm_logo, firm_page
from . import asking, rules
from .form import InquiryForm
from .model import Inquiry

HOUR = dt.timedelta(hours=1)


def public_page(why: str, methods: tuple[str, ...] = ("GET", "HEAD")) -> Callable:
    """Let strangers reach a view; the firm says which sites may show it in a frame."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @open_door(why)
        @require_http_methods(list(methods))
        @or_closed
        @wraps(view)
        def shown(request: HttpRequest, token: str) -> HttpResponse:
            form = _form(token)
            answer = view(request, form)
            answer["Referrer-Policy"], answer["Cache-Control"] = "no-referrer", "private, no-store"
            answer._csp_replace = {"script-src": [NONE], "frame-ancestors": [SELF, *form.sites]}
            # The older header knows no list of sites: where there is one, the policy alone decides.
            answer.xframe_options_exempt = bool(form.sites)
            if not form.sites:
                answer["X-Frame-Options"] = "SAMEORIGIN"
            return answer

        return shown

    return decorate


@public_page("a form by which strangers ask for work", ("GET", "HEAD", "POST"))
def ask(request: HttpRequest, form: InquiryForm) -> HttpResponse:
    """The form; only its POST keeps anything."""
    if request.method != "POST":
        token = asking.mint(form, request.GET.dict(), request.META.get("HTTP_REFERER", ""))
        return _page(request, "ask", form, form=asking.AskForm(form), form_token=token)
    given = asking.AskForm(form, request.POST)
    refusal: Refusal | None = None
    token = request.POST.get("form_token", "")
    if given.is_valid():
        try:
            _received(request, form, given, token)
            return redirect("inquiries:thanks", form.token)
        except Refusal as refused:
            refusal = refused
            given.add_error(refused.field if refused.field in given.fields else None, refused.message)
    answer = _page(request, "ask", form, refusal.status if refusal else 422, form=given, form_token=_again(form, token))
    if isinstance(refusal, TooMany):
        answer["Retry-After"] = str(refusal.retry_after)
    return answer


@public_page("the page after a form was sent")
def thanks(request: HttpRequest, form: InquiryForm) -> HttpResponse:
    """What the firm says once the form was sent. It tells nothing of what became of it."""
    return _page(request, "thanks", form)


@public_page("the firm's logo, as its public pages show it")
def logo(request: HttpRequest, form: InquiryForm) -> HttpResponseBase:
    """The firm's logo."""
    return firm_logo(request, form.workspace)


def _form(token: str) -> InquiryForm:
    found = InquiryForm.objects.select_related("workspace", "owner", "checklist").filter(token=token, active=True).first()
    if found is None:
        raise Http404
    return found


def _received(request: HttpRequest, form: InquiryForm, given: asking.AskForm, token: str) -> Inquiry:
    address = client_address(request)
    count_attempt("inquiry.try", address, rules.REFUSED_AFTER, HOUR)
    identity, age, campaign, referrer = asking.read(form, token)
    return Inquiry.receive(
        form.workspace, given.cleaned_data["name"], given.cleaned_data["email"], given.answers, identity, campaign, referrer,
        _held_why(given, age, address), form.owner, checklist=form.checklist,
    )  # fmt: skip


def _held_why(given: asking.AskForm, age: dt.timedelta, address: str) -> str:
    """Why this looks like a program's, in words; nothing for what looks like a person's."""
    if given.is_trapped:
        return "It filled in a field that people do not see"
    if age < rules.QUICKEST:
        return "It was sent quicker than anybody reads and types"
    try:
        count_attempt("inquiry.sent", address, rules.HELD_AFTER, HOUR)
    except TooMany:
        return f"More than {rules.HELD_AFTER} came from one address within an hour"
    return ""


def _again(form: InquiryForm, token: str) -> str:
    """The same token while it holds, so that what is sent again is the same inquiry; else a new one."""
    try:
        asking.read(form, token)
    except Refusal:
        return asking.mint(form, {}, "")
    return token


def _page(request: HttpRequest, template: str, shown: InquiryForm, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page of the form."""
    logo_url = reverse("inquiries:logo", args=[shown.token])
    return firm_page(request, f"sales/inquiries/{template}.html", shown.workspace, logo_url, status, shown=shown, trap=asking.TRAP, **context)
