"""One log line for each request, and an answer in words when the machine itself refuses to write."""

import logging
import secrets
import sys
import time

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

log = logging.getLogger("clientkeep.requests")
FULL = ("disk is full", "disk i/o error", "readonly database", "unable to open database", "no space left", "read-only")
AWAY = ("could not connect", "connection refused", "server closed the connection", "the database system is")


class RequestLog:
    """The outermost middleware: method, path, status and time of each request, tokens masked by the formatter."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        answer = self.get_response(request)
        took = round((time.perf_counter() - start) * 1000, 1)
        facts = {"method": request.method, "path": request.path, "status": answer.status_code, "ms": took}
        log.info("request", extra=facts)
        return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: a full or absent disk or database is said to be that (503); anything else gets a code for the log."""
    problem = sys.exc_info()[1]
    code = secrets.token_hex(4)
    log.error("broken page", exc_info=problem, extra={"code": code, "path": request.path, "method": request.method})
    if problem is not None and (words := outage(problem)):
        return _out_of_order(request, words)
    if request.path.startswith("/api/"):
        return _problem(500, "Something broke on our side.", code)
    return render(request, "ui/errors/500.html", {"code": code}, status=500)


def outage(problem: BaseException) -> str | None:
    """Return in words what keeps the machine from writing, or None where the fault is ours."""
    said = str(problem).lower()
    if isinstance(problem, DatabaseError | OSError):
        if any(word in said for word in FULL):
            return "The disk of this server is full or cannot be written. Nothing was saved; what was there is safe."
        if isinstance(problem, DatabaseError) and any(word in said for word in AWAY):
            return "The database does not answer. Nothing was saved; what was there is safe."
    return None


def _out_of_order(request: HttpRequest, words: str) -> HttpResponse:
    if request.path.startswith("/api/"):
        answer: HttpResponse = _problem(503, words, "unavailable")
    else:
        answer = HttpResponse(PLAIN_503.format(words=words), status=503)
    answer["Retry-After"] = "30"
    return answer


def _problem(status: int, words: str, code: str) -> JsonResponse:
    facts = {"type": "about:blank", "title": words, "status": status, "detail": words, "code": code}
    return JsonResponse(facts, status=status, content_type="application/problem+json")


PLAIN_503 = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Back in a moment</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<link rel="stylesheet" href="/static/ui/css/tokens.css"><link rel="stylesheet" href="/static/ui/css/base.css">'
    '<link rel="stylesheet" href="/static/ui/css/layout.css"></head>'
    '<body><main class="bare" id="main"><div class="bare__sheet"><h1>Back in a moment</h1><p>{words}</p></div></main>'
    "</body></html>"
)
