"""The frame of the pages before the sign-in: whom they turn away, and the look that they wear."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from clientkeep.workspace.members.models import User

from .look import firm_look
from .views import no_place


def for_strangers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a sign-in page the look of the only firm; send to the first run where nobody exists yet."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and request.acting is None:
            return no_place(request)
        if request.method == "GET" and not User.objects.exists():
            return redirect("office:first_run")
        response = view(request, *args, **kwargs)
        if getattr(response, "context_data", None) is not None and not response.is_rendered:
            response.context_data.update(firm_look())
        return response

    return shown
