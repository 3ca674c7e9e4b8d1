"""Handing a stored file to a browser: as a download that can run nothing, or one of our own kinds inline."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.http import content_disposition_header

from .kinds import served_type
from .models import StoredFile
from .storage import path_of

_RUNS_NOTHING = "sandbox; default-src 'none'; frame-ancestors 'none'"
# The browsers' own PDF viewers do not start inside a sandbox.
_OWN_PDF = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"


def send_file(request: HttpRequest, stored: StoredFile) -> HttpResponseBase:
    """Return the file as a download. Http404 where its bytes are gone. The caller has checked who may see it."""
    answer = _answer(stored, served_type(stored.content_type), inline=False)
    answer["Content-Security-Policy"] = _RUNS_NOTHING
    return answer


def show_inline(request: HttpRequest, stored: StoredFile) -> HttpResponseBase:
    """Return a logo that we drew anew, or a PDF that we printed, to be shown in place; all else is a download."""
    if stored.purpose == "logo" and stored.content_type == "image/png":
        answer = _answer(stored, "image/png", inline=True)
        answer["Content-Security-Policy"] = _RUNS_NOTHING
        answer["Cache-Control"] = "private, max-age=86400"
        return answer
    if stored.purpose == "pdf" and stored.content_type == "application/pdf":
        answer = _answer(stored, "application/pdf", inline=True)
        answer["Content-Security-Policy"] = _OWN_PDF
        answer["X-Frame-Options"] = "SAMEORIGIN"
        return answer
    return send_file(request, stored)


def _answer(stored: StoredFile, content_type: str, inline: bool) -> FileResponse:
    try:
        answer = FileResponse(path_of(stored).open("rb"), content_type=content_type)
    except FileNotFoundError:
        raise Http404 from None
    answer["Content-Length"] = str(stored.size)
    answer["Content-Disposition"] = content_disposition_header(not inline, stored.name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
