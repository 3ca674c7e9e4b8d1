"""The gate of every staff page: signed in, and the role allows the act."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse


def staff(act: str) -> Callable:
    """Let a view run only for a member who may `act` (see roles.py); sends strangers to the sign-in page.

    The view finds `request.acting`. The decorator leaves `view.act` for the tests' matrix of URLs and roles.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.acting is None:
                return redirect_to_login(request.get_full_path())
            request.acting.require(act)
            return view(request, *args, **kwargs)

        guarded.act = act
        return guarded

    return decorate


def open_door(why: str) -> Callable:
    """Mark a view that strangers may reach, with the reason, for the tests' matrix of URLs and roles."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return view(request, *args, **kwargs)

        opened.act, opened.open_because = None, why
        return opened

    return decorate
