"""Where does mail come in? The firm's mailboxes, and in one's account one's own."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.members.limits import count_attempt

from .filing_address import FilingAddress
from .forms import MailboxForm
from .model import Mailbox
from .setting import DEMO, remove_mailbox, set_mailbox, test_mailbox

# Enough to find one's settings, too few to search a network with.
TESTS, TESTS_IN = 12, dt.timedelta(hours=1)


@require_GET
@staff("settings.money")
def firm(request: HttpRequest) -> HttpResponse:
    """The firm's mailboxes."""
    return _list(request, own=False)


@require_GET
@staff("mailboxes.own")
def own(request: HttpRequest) -> HttpResponse:
    """One's own mailbox, and the address to which one sends copies."""
    return _list(request, own=True)


@require_http_methods(["GET", "POST"])
@staff("settings.money")
def firm_new(request: HttpRequest) -> HttpResponse:
    """Have a mailbox of the firm read."""
    return _edit(request, None, own=False)


@require_http_methods(["GET", "POST"])
@staff("mailboxes.own")
def own_new(request: HttpRequest) -> HttpResponse:
    """Have one's own mailbox read."""
    return _edit(request, None, own=True)


@require_http_methods(["GET", "POST"])
@staff("mailboxes.own")
def mailbox(request: HttpRequest, mailbox_id: uuid.UUID) -> HttpResponse:
    """Change a mailbox."""
    found = _mailbox(request, mailbox_id)
    return _edit(request, found, own=found.member_id is not None)


@require_POST
@staff("mailboxes.own")
def test(request: HttpRequest, mailbox_id: uuid.UUID) -> HttpResponse:
    """Sign in, look, and say how it went."""
    found = _mailbox(request, mailbox_id)
    count_attempt("mailbox.test", str(request.acting.workspace.pk), TESTS, TESTS_IN)
    try:
        count = test_mailbox(found)
        words = f"{count} {'mail' if count == 1 else 'mails'} would be looked at."
        outcome = {"meaning": "good", "sign": "check", "title": "It works.", "words": words}
    except Refusal as refusal:
        outcome = {"meaning": "broken", "sign": "octagon-x", "title": "It does not work.", "words": refusal.message}
    status = 200 if outcome["meaning"] == "good" else 422
    return _page(request, _form(request, found), found, found.member_id is not None, outcome=outcome, status=status)


@require_POST
@staff("mailboxes.own")
def removal(request: HttpRequest, mailbox_id: uuid.UUID) -> HttpResponse:
    """Read a mailbox no more."""
    found = _mailbox(request, mailbox_id)
    is_own = found.member_id is not None
    remove_mailbox(found, request.acting.actor)
    say(request, "The mailbox is read no more. What was filed stays.")
    return redirect(_back(is_own))


@require_POST
@staff("mailboxes.own")
def filing_address(request: HttpRequest) -> HttpResponse:
    """Make the address to which one sends copies, or a fresh one."""
    FilingAddress.renew(request.acting.member)
    say(request, "Here is your filing address. An earlier one files nothing any more.")
    return redirect("mailboxes:own")


def _list(request: HttpRequest, own: bool) -> HttpResponse:
    acting = request.acting
    mine = Mailbox.objects.visible_to(acting).filter(member=acting.member if own else None).order_by("address", "pk")
    context = {
        "mailboxes": list(mine), "is_own": own, "new_url": reverse("mailboxes:own_new" if own else "mailboxes:firm_new"),
        "demo_words": DEMO if acting.workspace.is_demo else "", **(_filing(request) if own else {}),
    }  # fmt: skip
    return render(request, "mailboxes/list.html", context)


def _filing(request: HttpRequest) -> dict[str, Any]:
    """One's filing address at each mailbox that takes it in."""
    acting = request.acting
    kept = FilingAddress.objects.filter(member=acting.member).first()
    boxes = Mailbox.objects.filter(workspace=acting.workspace, member=None) | Mailbox.objects.filter(member=acting.member)
    return {"boxes": boxes.exists(), "filing": [kept.address_at(box) for box in boxes.order_by("created_at")[:3]] if kept else []}


def _edit(request: HttpRequest, found: Mailbox | None, own: bool) -> HttpResponse:
    acting = request.acting
    if request.method == "GET":
        return _page(request, _form(request, found, own), found, own)
    form = MailboxForm(request.POST, mailbox=found, today=acting.workspace.today())
    if form.is_valid():
        try:
            kept = set_mailbox(acting.workspace, acting.actor, acting.member if own else None, found, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            say(request, "Saved. Test it to see that it works.")
            return redirect("mailboxes:mailbox", kept.pk)
    return _page(request, form, found, own, status=422)


def _form(request: HttpRequest, found: Mailbox | None, own: bool = False) -> MailboxForm:
    email = request.acting.member.user.email if own else request.acting.workspace.email
    first = {} if found else {"address": email, "username": email}
    return MailboxForm(mailbox=found, today=request.acting.workspace.today(), initial=first)


def _page(
    request: HttpRequest, form: MailboxForm, found: Mailbox | None, own: bool, outcome: dict | None = None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "mailbox": found, "outcome": outcome, "back_url": reverse(_back(own)), "is_own": own}
    return render(request, "mailboxes/mailbox.html", context, status=status)


def _mailbox(request: HttpRequest, mailbox_id: uuid.UUID) -> Mailbox:
    return get_object_or_404(Mailbox.objects.visible_to(request.acting).select_related("workspace"), pk=mailbox_id)


def _back(own: bool) -> str:
    return "mailboxes:own" if own else "mailboxes:firm"
