"""Addresses of the API. The operations with their shapes take a third of the memory of a page server: who never asks never loads them."""

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.urls.resolvers import RoutePattern, URLResolver
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from clientkeep.workspace.members.gate import open_door

from .docs import docs, openapi


class Unread(URLResolver):
    """Addresses whose module is read when the first of them is asked for. None of them can be made from its name."""

    def _populate(self) -> None:
        language = get_language()
        self._reverse_dict[language] = MultiValueDict()
        self._namespace_dict[language] = {}
        self._app_dict[language] = {}
        self._populated = True


@open_door("an address of the API that is none")
@csrf_exempt
def nowhere(request: HttpRequest) -> HttpResponse:
    """404 as problem+json."""
    from . import problems

    return problems.not_found()


app_name = "api"
urlpatterns = [
    path("api/v1/docs/", docs, name="docs"),
    path("api/v1/openapi.json", openapi, name="openapi"),
    Unread(RoutePattern("api/v1/"), "clientkeep.overview.api.addresses"),
    re_path(r"^api/", nowhere, name="nowhere"),
]
