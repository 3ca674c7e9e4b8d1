"""Meeting types: what strangers may book, and with whom."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.errors import Forbidden
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.address import absolute
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from ..meeting_type import MeetingType
from .forms import MeetingTypeForm


@staff("clients.see")
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every meeting that the firm offers, with its public address."""
    acting = request.acting
    kinds = list(MeetingType.objects.visible_to(acting).select_related("member__user").order_by("-active", "name", "pk"))
    rows = [(kind, public_address(acting, kind), may_change(acting, kind)) for kind in kinds]
    return render(request, "sales/booking/types.html", {"rows": rows, "count": len(rows), "may_add": acting.may("clients.edit")})


@staff("clients.edit")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Offer another meeting."""
    form = MeetingTypeForm(request.acting, None, request.POST or None)
    if form.is_bound and form.is_valid() and tried(form, MeetingType.make, form.colleague, request.acting.actor, **form.values)[0]:
        say(request, "It can be booked from now on. Its address stands beside it.")
        return redirect("booking:types")
    return render(request, "sales/booking/type.html", {"form": form}, status=422 if form.is_bound else 200)


@staff("clients.edit")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, type_id: uuid.UUID) -> HttpResponse:
    """Change what is offered."""
    kind = changeable_type(request.acting, type_id)
    form = MeetingTypeForm(request.acting, kind, request.POST or None)
    if form.is_bound and form.is_valid() and tried(form, kind.change, request.acting.actor, **form.values)[0]:
        say(request, "Saved. Meetings that are booked stay as they are.")
        return redirect("booking:types")
    context = {"form": form, "kind": kind, "address": public_address(request.acting, kind)}
    return render(request, "sales/booking/type.html", context, status=422 if form.is_bound else 200)


@staff("clients.edit")
@require_POST
def switch(request: HttpRequest, type_id: uuid.UUID) -> HttpResponse:
    """Offer it, or offer it no more."""
    kind = changeable_type(request.acting, type_id)
    kind.switch(not kind.active, request.acting.actor)
    say(request, "It can be booked again." if kind.active else "Nobody can book it now. Meetings that are booked stay.")
    return redirect("booking:types")


def visible_type(acting: Acting, type_id: uuid.UUID) -> MeetingType:
    """Return a meeting type of the firm; Http404 for one that is not there."""
    found = MeetingType.objects.visible_to(acting).select_related("member__user", "workspace").filter(pk=type_id).first()
    if found is None:
        raise Http404
    return found


def changeable_type(acting: Acting, type_id: uuid.UUID) -> MeetingType:
    """Return a meeting type that this person may change. Raises Forbidden for a colleague's, unless they manage people."""
    kind = visible_type(acting, type_id)
    if not may_change(acting, kind):
        raise Forbidden(f"This meeting is {kind.member}'s. Only they, or who manages people, can change it.")
    return kind


def may_change(acting: Acting, kind: MeetingType) -> bool:
    """Whether it is their own, or they manage people."""
    return acting.may("clients.edit") and (kind.member_id == acting.member.pk or acting.may("members.manage"))


def public_address(acting: Acting, kind: MeetingType) -> str:
    """The full address at which strangers book it."""
    return absolute(acting.workspace, reverse("booking:month", args=[kind.token]))
