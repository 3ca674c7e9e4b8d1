"""A session's last activity, written at most once in five minutes: the one thing that opening a page may write."""

import datetime as dt

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse

from clientkeep.foundation import clock
from clientkeep.workspace.members.address import client_address

EVERY = dt.timedelta(minutes=5)
MARK = "office.seen"


class SeenMiddleware:
    """Notes when and from where a signed-in session was last used."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and _is_due(request):
            _note(request)
        return self.get_response(request)


def _is_due(request: HttpRequest) -> bool:
    seen = request.session.get(MARK)
    return seen is None or clock.now() - dt.datetime.fromisoformat(seen) > EVERY


def _note(request: HttpRequest) -> None:
    UserSession.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={
            "user": request.user,
            "ip": client_address(request),
            "user_agent": request.META.get("HTTP_USER_AGENT", "")[:200],
            "last_seen_at": clock.now(),
        },
    )
    request.session[MARK] = clock.now().isoformat()
