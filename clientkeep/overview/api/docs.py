"""The page to read the API on, made from its OpenAPI document; and that document."""


from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clientkeep.workspace.members.gate import open_door, staff


@open_door("the description of the API holds nothing of any firm")
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    from .openapi import document

    return JsonResponse(document())


@staff("tokens.own")
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Every address in plain words, with its fields."""
    from .describing import described

    return render(request, "api/docs.html", {"described": described(), "base": request.build_absolute_uri("/api/v1")})


