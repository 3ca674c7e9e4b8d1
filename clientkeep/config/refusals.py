"""A refusal that no page caught becomes a page in the firm's look, with its own status."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clientkeep.foundation.errors import Refusal, TooMany


class RefusalMiddleware:
    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not isinstance(problem, Refusal):
            return None
        answer = render(request, "ui/errors/refused.html", {"refusal": problem}, status=problem.status)
        if isinstance(problem, TooMany):
            answer["Retry-After"] = str(problem.retry_after)
        return answer
