"""The settings page of the firm's own fields on a client's record."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.gate import staff

from ..custom_field import CustomField


@require_http_methods(["GET", "POST"])
@staff("settings.edit")
def fields(request: HttpRequest) -> HttpResponse:
    """List the fields, and add one."""
    error, typed = "", request.POST.get("label", "")
    if request.method == "POST":
        try:
            field = CustomField.add(request.acting.workspace, typed, request.acting.actor)
        except Invalid as refusal:
            error = refusal.message
        else:
            say(request, f"{field.label} is on every client's record.")
            return redirect("clients:custom_fields")
    return _page(request, {"error": error, "typed": typed})


@require_POST
@staff("settings.edit")
def rename(request: HttpRequest, field_id: uuid.UUID) -> HttpResponse:
    """Call a field by another name."""
    field = _field(request, field_id)
    try:
        field.rename(request.POST.get("label", ""), request.acting.actor)
    except Invalid as refusal:
        return _page(request, {"wrong": field_id, "wrong_words": refusal.message, "wrong_typed": request.POST.get("label", "")})
    say(request, f"{field.label} was saved.")
    return redirect("clients:custom_fields")


@require_POST
@staff("settings.edit")
def remove(request: HttpRequest, field_id: uuid.UUID) -> HttpResponse:
    """Take a field off the record's page."""
    field = _field(request, field_id)
    field.remove(request.acting.actor)
    say(request, f"{field.label} was removed. What was written in it is kept: add a field of that name to see it again.")
    return redirect("clients:custom_fields")


def _field(request: HttpRequest, field_id: uuid.UUID) -> CustomField:
    return get_object_or_404(CustomField.objects.filter(workspace=request.acting.workspace), pk=field_id)


def _page(request: HttpRequest, more: dict) -> HttpResponse:
    found = list(CustomField.objects.filter(workspace=request.acting.workspace))
    bad = more.get("error") or more.get("wrong")
    return render(request, "clients/custom_fields.html", {"fields": found, **more}, status=422 if bad else 200)
