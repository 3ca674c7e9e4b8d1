"""The way in by the link of a survey's or an ask's letter."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from clientkeep.foundation.errors import TooMany
from clientkeep.relationship.portal.entering import MINUTE, MISSES_A_MINUTE
from clientkeep.relationship.portal.visitor import let_in, no_way_in
from clientkeep.workspace.members.address import client_address
from clientkeep.workspace.members.gate import open_door
from clientkeep.workspace.members.limits import count_attempt

from .key import AnswerKey

PAGES = {"survey": "answers:survey", "ask": "answers:ask"}


@open_door("a link of a letter that asks something, which says who comes")
@require_safe
def by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Swap the link for the portal's cookie and lead to the form. No record changes: mail scanners open every link.

    `?score=9` marks a choice on the form; it is sent by a person's click alone.
    """
    found = AnswerKey.opened_by(secret)
    if found is None:
        return _missed(request)
    target = reverse(PAGES[found.about_type], args=[found.about_id])
    score = request.GET.get("score", "")
    if score.isascii() and score.isdigit() and len(score) <= 2:
        target += "?" + urlencode({"score": int(score)})
    return let_in(redirect(target), found.key, request.is_secure())


def _missed(request: HttpRequest) -> HttpResponse:
    try:
        count_attempt("portal.miss", client_address(request), MISSES_A_MINUTE, MINUTE)
    except TooMany as limit:
        answer = render(request, "portal/closed.html", {"wait": limit.message}, status=429)
        answer["Retry-After"] = str(limit.retry_after)
        return answer
    return no_way_in(request)
