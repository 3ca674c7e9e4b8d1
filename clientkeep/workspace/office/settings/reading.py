"""A page of the documentation, read where it is needed."""

from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from clientkeep.workspace.members.gate import staff

RUN_FOR_REAL = Path(__file__).resolve().parents[4] / "docs" / "operating" / "run-it-for-real.md"


@staff("settings.see")
@require_safe
def run_for_real(request: HttpRequest) -> HttpResponse:
    """Show how to give this installation a public address: the page that lies in docs/operating."""
    from markdown_it import MarkdownIt

    try:
        text = RUN_FOR_REAL.read_text()
    except FileNotFoundError:
        raise Http404 from None
    # Our own file, shipped with the program; raw HTML in it is shown as text all the same.
    body = mark_safe(MarkdownIt("commonmark", {"html": False}).enable("table").render(text))  # noqa: S308
    return render(request, "office/settings/reading.html", {"title": "Run it for real", "body": body})
