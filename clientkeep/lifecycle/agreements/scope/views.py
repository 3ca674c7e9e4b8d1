"""Pages of the ledger: what is agreed on any day, a change of it, and what was given on top."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.money import Money
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients import once
from clientkeep.relationship.conversations.reach import client_at
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from .change_order import ChangeOrder
from .forms import ChangeForm, DayForm, GiftForm
from .giving import give, take_back
from .ledger import Ledger, ledger_of, ledgers_of

MOST = 50


def agreement_at(acting: Acting, document_id: uuid.UUID) -> Document:
    """Return an agreement that has a ledger, where this person may see it; Http404 otherwise."""
    rows = Document.objects.visible_to(acting).filter(pk=document_id, scope__isnull=False).distinct()
    found = rows.select_related("client__workspace", "workspace", "source").first()
    if found is None:
        raise Http404
    return found


def agreement_with_gift(acting: Acting, document_id: uuid.UUID, gift_id: uuid.UUID) -> Document:
    """Return an agreement that this gift was ever given with; Http404 otherwise."""
    found = agreement_at(acting, document_id)
    if not found.scope.filter(item=gift_id, act="gift").exists():
        raise Http404
    return found


@staff("documents.see")
@require_safe
def ledger(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """What is agreed, on the day of `?on=`, today where none is given."""
    return _page(request, agreement_at(request.acting, document_id))


@staff("documents.see")
@require_safe
def of_client(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """What is agreed with one client, and all that was given on top."""
    client = client_at(request, client_id)
    rows = Document.objects.visible_to(request.acting).filter(client=client, scope__isnull=False).distinct().order_by("-decided_at", "-pk")
    ledgers = ledgers_of(list(rows.select_related("source")[:MOST]), request.acting.workspace.today())
    given: dict[str, int] = {}
    for row in ledgers:
        given[row.agreement.currency] = given.get(row.agreement.currency, 0) + row.agreed.given_minor
    sums = [Money(minor, currency) for currency, minor in sorted(given.items()) if minor]
    return render(request, "agreements/scope/client.html", {"client": client, "ledgers": ledgers, "sums": sums})


@staff("documents.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Write a change order; it is a draft until it is sent."""
    acting, found = request.acting, agreement_at(request.acting, document_id)
    shown = ledger_of(found, acting.workspace.today())
    form = ChangeForm(found.currency, shown.agreed, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        done, made = tried(form, _written, acting, found, form, request.POST.get(once.FIELD, ""))
        if done:
            say(request, "The change order is drafted. Look at it, then send it.")
            return redirect("documents:detail", made.pk)
    context = {"ledger": shown, "document": found, "client": found.client, "form": form, "form_token": once.mint(acting)}
    return render(request, "agreements/scope/change.html", context, status=422 if form.errors else 200)


@staff("documents.draft")
@require_POST
def gift(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Note an extra that is not charged."""
    acting, found = request.acting, agreement_at(request.acting, document_id)
    form = GiftForm(found.currency, request.POST)
    if form.is_valid() and tried(form, _given, acting, found, form, request.POST.get(once.FIELD, ""))[0]:
        say(request, "Noted. The client reads it in the portal as a gift.")
        return redirect("scope:ledger", found.pk)
    return _page(request, found, 422, gift_form=form)


@staff("documents.draft")
@require_POST
def ungift(request: HttpRequest, document_id: uuid.UUID, gift_id: uuid.UUID) -> HttpResponse:
    """A gift was noted by mistake."""
    found = agreement_with_gift(request.acting, document_id, gift_id)
    try:
        take_back(found, request.acting.actor, gift_id)
    except Refusal as refused:
        return _page(request, found, refused.status, refusal=refused.message)
    say(request, "The gift is taken back.")
    return redirect("scope:ledger", found.pk)


def _page(request: HttpRequest, found: Document, status: int = 200, **more: Any) -> HttpResponse:
    acting, today = request.acting, request.acting.workspace.today()
    form = DayForm(request.GET if "on" in request.GET else {"on": today})
    shown: Ledger = ledger_of(found, form.cleaned_data["on"] or today if form.is_valid() else today)
    waiting = ChangeOrder.objects.filter(source=found, kind="change_order", state__in=("draft", "issued")).select_related("workspace").order_by("pk")
    context = {
        "ledger": shown, "document": found, "client": found.client, "day_form": form, "is_past": shown.on < today, "today": today,
        "waiting": list(waiting[:MOST]), "may": acting.may("documents.draft") and found.state == "accepted", "gift_form": GiftForm(found.currency),
        "form_token": once.mint(acting), **more,
    }  # fmt: skip
    return render(request, "agreements/scope/ledger.html", context, status=status)


def _written(acting: Acting, found: Document, form: ChangeForm, token: str) -> ChangeOrder:
    identity = once.identity_in(acting, token)
    return ChangeOrder.write(found, acting.actor, form_token=f"change:{identity}", **form.values)


def _given(acting: Acting, found: Document, form: GiftForm, token: str) -> Any:
    return give(found, acting.actor, form.cleaned_data["what"], form.cleaned_data["minor"], once.identity_in(acting, token))
