"""The catalogue: each component in every state, and each kind of page put together from them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from . import samples

PAGES = {
    "parts": "Insights",
    "inputs": "Insights",
    "floats": "Insights",
    "list": "Money",
    "client": "Clients",
    "document": "Money",
    "compose": "Money",
    "today": "Today",
    "portal": "",
    "portal_document": "",
    "bare": "",
}
ERRORS = ("400", "403", "403_csrf", "404", "409", "413", "429", "500", "503")


@require_GET
def catalogue(request: HttpRequest, page: str = "parts") -> HttpResponse:
    """Show one page of the catalogue. Http404 for a page that it does not have."""
    if page not in PAGES:
        raise Http404
    context = {**samples.desk(PAGES[page]), **samples.catalogue(), "pages": PAGES, "page": page}
    context["command_url"] = reverse("ui:suggestions")
    return render(request, f"ui/catalogue/{page}.html", context)


@require_GET
def error_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show an error page as it looks. Http404 for a code that has none."""
    if code not in ERRORS:
        raise Http404
    return render(request, f"ui/errors/{code}.html", {"code": "7F3K-22QD", "firm_name": "Your studio"})


@require_GET
def suggestions(request: HttpRequest) -> HttpResponse:
    """Answer the catalogue's command bar with sample suggestions."""
    return render(request, "ui/catalogue/suggestions.html", {"q": request.GET.get("q", "")})


@require_http_methods(["GET", "POST"])
def inline(request: HttpRequest) -> HttpResponse:
    """Play the server's part of an edit in place: the form, the value kept, or the value with its error."""
    typed = request.POST.get("terms", "14 days")
    error = "" if typed else "Write the days, such as 14 days."
    context = {"value": typed, "error": error, "editing": bool(error) or "editing" in request.GET}
    return render(request, "ui/catalogue/inline.html", context)
