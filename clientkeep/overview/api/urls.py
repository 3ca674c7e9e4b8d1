"""Addresses of the API. Each operation names its act of roles.py in the OpenAPI document (x-act)."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, include, path, re_path
from django.views.decorators.csrf import csrf_exempt

from clientkeep.workspace.members.gate import open_door

from . import problems
from .docs import docs, openapi
from .interface import api

WHY_OPEN = "each operation of the API asks for a token and names its own act"


@open_door("an address of the API that is none")
@csrf_exempt
def nowhere(request: HttpRequest) -> HttpResponse:
    """404 as problem+json."""
    return problems.not_found()


def _by_token(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @open_door(WHY_OPEN)
    @csrf_exempt
    @wraps(view)
    def opened(request: HttpRequest, **values: object) -> HttpResponse:
        answer = view(request, **values)
        if isinstance(answer, HttpResponseNotAllowed):
            allowed = answer["Allow"]
            answer = problems.problem(405, f"This address knows {allowed}.", "method_not_allowed")
            answer["Allow"] = allowed
        return answer

    opened.csrf_exempt = True
    return opened


def _operations() -> list[URLPattern]:
    patterns, _, _ = api.urls
    kept = [pattern for pattern in patterns if pattern.name != "api-root"]
    for pattern in kept:
        pattern.callback = _by_token(pattern.callback)
    return kept


app_name = "api"
urlpatterns = [
    path("api/v1/docs/", docs, name="docs"),
    path("api/v1/openapi.json", openapi, name="openapi"),
    path("api/v1/", include(_operations())),
    re_path(r"^api/", nowhere, name="nowhere"),
]
