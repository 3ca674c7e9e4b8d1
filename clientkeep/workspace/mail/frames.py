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
_LEADS_OUT = "sandbox allow-popups allow-popups-to-escape-sandbox"


def framed(html: str, leads_out: bool = False) -> HttpResponse:
    """Return a letter's HTML for an <iframe sandbox> of our own pages; with `leads_out` its links open in pages of their own."""
    answer = HttpResponse(html)
    answer["Content-Security-Policy"] = _POLICY.replace("sandbox", _LEADS_OUT, 1) if leads_out else _POLICY
    answer["X-Frame-Options"] = "SAMEORIGIN"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
