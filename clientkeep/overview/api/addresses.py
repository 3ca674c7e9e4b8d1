"""Addresses of the operations. Each names its act of roles.py in the OpenAPI document (x-act)."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern
from django.views.decorators.csrf import csrf_exempt

from clientkeep.workspace.members.gate import open_door

from . import problems
from .interface import api

WHY_OPEN = "each operation of the API asks for a token and names its own act"


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


urlpatterns = _operations()
