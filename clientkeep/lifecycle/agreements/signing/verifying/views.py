"""The public page on which anybody checks a signed file. Nothing that is handed in is kept."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from clientkeep.foundation.errors import TooMany
from clientkeep.workspace.members.address import client_address
from clientkeep.workspace.members.gate import open_door
from clientkeep.workspace.members.limits import count_attempt

from .asking import LARGEST, verify
from .rules import Verdict
from .telling import told

CHECKS_AN_HOUR = 20


@open_door("anybody may check a signed file")
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """A form for a file; POST says whether it is whole, or what is wrong with it."""
    if request.method != "POST":
        return _page(request, 200)
    try:
        count_attempt("signing.verify", client_address(request), CHECKS_AN_HOUR, dt.timedelta(hours=1))
    except TooMany as limit:
        answer = _page(request, 429, error=limit.message)
        answer["Retry-After"] = str(limit.retry_after)
        return answer
    if (upload := request.FILES.get("file")) is None:
        return _page(request, 422, error="Choose the PDF to check.")
    verdict = Verdict(("too_large",), {}) if upload.size > LARGEST else verify(upload.read())
    return _page(request, 200, verdict=verdict, told=told(verdict), name=upload.name)


def _page(request: HttpRequest, status: int, **context: object) -> HttpResponse:
    answer = render(request, "agreements/signing/public/verify.html", {"workspace": None, "acting": None, **context}, status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer
