"""Inquiries for the firm: the lists, one of them and what becomes of it, and the form's settings."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.conversations.models import Arrival
from clientkeep.workspace.files.serving import send_file
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.address import absolute
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from ..opportunities.matching import known_clients
from . import letters
from .form import InquiryForm
from .forms import AcceptForm, DeclineForm, SettingForm
from .from_mail import inquiry_from
from .model import Inquiry

PAGE = 100
PARTS = (("", "New"), ("held", "Held off"), ("accepted", "Opportunities"), ("declined", "Declined"))


@staff("clients.see")
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Inquiries of one state, those of today first."""
    acting, part = request.acting, request.GET.get("show", "")
    part = part if part in dict(PARTS) else ""
    found = Inquiry.objects.visible_to(acting).filter(state=part or "new")
    rows = list(found.select_related("owner__user").order_by("-received_at", "-pk")[: PAGE + 1])
    held = Inquiry.objects.visible_to(acting).filter(state="held").count()
    context = {
        "rows": rows[:PAGE], "more": len(rows) > PAGE, "count": min(len(rows), PAGE), "part": part, "parts": PARTS, "held": held,
        "shown": InquiryForm.of(acting.workspace), "may_set": acting.may("settings.edit"),
    }  # fmt: skip
    return render(request, "sales/inquiries/list.html", context)


@staff("clients.see")
@require_safe
def inquiry(request: HttpRequest, inquiry_id: uuid.UUID) -> HttpResponse:
    """One inquiry, and whom it may be of."""
    return _page(request, inquiry_at(request.acting, inquiry_id))


@staff("clients.see")
@require_safe
def attached(request: HttpRequest, inquiry_id: uuid.UUID, attached_id: uuid.UUID) -> HttpResponseBase:
    """Hand over a file that came along, as a download that can run nothing."""
    found = inquiry_at(request.acting, inquiry_id)
    return send_file(request, get_object_or_404(found.files_for(request.acting), pk=attached_id))


@staff("clients.edit")
@require_POST
def accept(request: HttpRequest, inquiry_id: uuid.UUID) -> HttpResponse:
    """Make an opportunity of it."""
    found, form = inquiry_at(request.acting, inquiry_id), AcceptForm(request.POST)
    if form.is_valid():
        done, made = tried(form, found.accept, request.acting.actor, form.cleaned_data["title"])
        if done:
            say(request, f"{made} is in the pipeline.")
            return redirect("opportunities:opportunity", made.pk)
    return _page(request, found, 422, accept_form=form)


@staff("clients.edit")
@require_POST
def decline(request: HttpRequest, inquiry_id: uuid.UUID) -> HttpResponse:
    """Decline it by a letter."""
    found, form = inquiry_at(request.acting, inquiry_id), DeclineForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        if tried(form, found.decline, request.acting.actor, said["subject"], said["text"], said["referred_to"])[0]:
            say(request, "It is declined, and the letter is in the outbox.")
            return redirect("inquiries:list")
    return _page(request, found, 422, decline_form=form)


@staff("clients.edit")
@require_POST
def hold_off(request: HttpRequest, inquiry_id: uuid.UUID) -> HttpResponse:
    """It is no inquiry, or it is one after all."""
    found = inquiry_at(request.acting, inquiry_id)
    verb, words = (found.let_in, "It is let in.") if found.state == "held" else (found.hold_off, "It is held off.")
    try:
        verb(request.acting.actor)
    except Refusal as refusal:
        return _page(request, found, refusal.status, refusal=refusal.message)
    say(request, words)
    return redirect("inquiries:inquiry", found.pk)


@staff("inbox.tray")
@require_POST
def of_mail(request: HttpRequest, arrival_id: uuid.UUID) -> HttpResponse:
    """Make an inquiry of a mail in the tray."""
    acting = request.acting
    acting.require("clients.edit")
    arrival = get_object_or_404(Arrival.objects.visible_to(acting).waiting(), pk=arrival_id)
    try:
        made = inquiry_from(arrival, acting.actor, acting.member)
    except Refusal as refusal:
        say(request, refusal.message)
        return redirect("mailboxes:arrival", arrival.pk)
    say(request, "It is an inquiry now.")
    return redirect("inquiries:inquiry", made.pk)


@staff("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Set the form: its words, what it asks, where it may be shown."""
    acting, shown = request.acting, InquiryForm.of(request.acting.workspace)
    form = SettingForm(acting, shown, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and tried(form, InquiryForm.keep, acting.workspace, acting.actor, **form.values)[0]:
        say(request, "The form is saved.")
        return redirect("inquiries:settings")
    address = absolute(acting.workspace, reverse("inquiries:ask", args=[shown.token])) if shown.token else ""
    context = {"form": form, "shown": shown, "address": address}
    return render(request, "sales/inquiries/settings.html", context, status=422 if form.errors else 200)


def inquiry_at(acting: Acting, inquiry_id: uuid.UUID) -> Inquiry:
    """Return an inquiry; Http404 for one that is not there or not theirs to see."""
    found = Inquiry.objects.visible_to(acting).select_related("opportunity", "owner__user").filter(pk=inquiry_id).first()
    if found is None:
        raise Http404
    found.workspace = acting.workspace
    return found


def _page(request: HttpRequest, found: Inquiry, status: int = 200, **more: Any) -> HttpResponse:
    acting = request.acting
    words = letters.draft(found)
    context = {
        "inquiry": found, "files": found.files_for(acting), "may": acting.may("clients.edit"), "matches": known_clients(acting, found.email, found.name),
        "accept_form": AcceptForm(initial={"title": f"Inquiry of {found.name}"[:200]}),
        "decline_form": DeclineForm(initial={"subject": words.subject, "text": words.text}), **more,
    }  # fmt: skip
    return render(request, "sales/inquiries/inquiry.html", context, status=status)
