"""Doors that strangers may knock on: counted in the database, refused in words, told by the right status."""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clientkeep.foundation.errors import TooMany
from clientkeep.workspace.members.address import client_address
from clientkeep.workspace.members.limits import count_attempt, forget_attempts

WINDOW = dt.timedelta(minutes=15)
PER_ADDRESS = 50
PASSWORDS, CODES = 10, 5
LETTERS, LETTERS_WINDOW = 3, dt.timedelta(hours=1)

# What is guessed: (tries, window). Each is counted for its account; addresses are counted over all of them.
LIMITS = {
    "password": (PASSWORDS, WINDOW),
    "code": (CODES, WINDOW),
    "second-factor": (CODES, WINDOW),
    "code-letter": (LETTERS, LETTERS_WINDOW),
}


def count_guess(what: str, account: str) -> None:
    """Count one guess at an account (an e-mail address or a user's id). Raises TooMany beyond the limit."""
    limit, window = LIMITS[what]
    count_attempt(what, account.strip().lower(), limit, window)


def count_knock(request: HttpRequest) -> None:
    """Count one try from this address, whatever it tries. Raises TooMany beyond 50 in 15 minutes."""
    count_attempt("knock", client_address(request), PER_ADDRESS, WINDOW)


def forget_guesses(user: Any) -> None:
    """Start anew after a good sign-in. The address's count goes on: one good sign-in must not free a guesser."""
    for what in ("password", "code"):
        forget_attempts(what, user.email)
    forget_attempts("second-factor", str(user.pk))


def limited(whose: Callable[[HttpRequest], tuple[str, str] | None] | None = None) -> Callable:
    """Count each POST for its address and, where `whose` names (what, account), for that account."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                if request.method == "POST":
                    count_knock(request)
                    if whose and (guess := whose(request)):
                        count_guess(*guess)
                return with_status(view(request, *args, **kwargs))
            except TooMany as refusal:
                return too_many(request, refusal)

        return counted

    return decorate


def with_status(response: HttpResponse) -> HttpResponse:
    """A page that shows a refused form says so by its status too."""
    context = getattr(response, "context_data", None) or {}
    form = context.get("form")
    if response.status_code == 200 and form is not None and form.is_bound and form.errors:
        response.status_code = 422
    return response


def too_many(request: HttpRequest, refusal: TooMany) -> HttpResponse:
    """Say how long to wait, in words and in the Retry-After header."""
    from .look import firm_look

    page = render(request, "office/too_many.html", {**firm_look(), "refusal": refusal}, status=429)
    page["Retry-After"] = str(refusal.retry_after)
    return page
