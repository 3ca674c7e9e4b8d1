"""Showing a letter inside a page: in a sandboxed frame, with a policy that lets it run and fetch nothing."""

from django.http import HttpResponse

_POLICY = "; ".join(
    [
        "sandbox",
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
    ]
)


def framed(html: str) -> HttpResponse:
    """Return a letter's HTML for an <iframe sandbox> of our own pages."""
    answer = HttpResponse(html)
    answer["Content-Security-Policy"] = _POLICY
    answer["X-Frame-Options"] = "SAMEORIGIN"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
