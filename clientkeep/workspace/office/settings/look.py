"""How the firm looks: its colour and its logo."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.members.models import Workspace

from ..settings_pages import PAGES
from .changing import keep_settings
from .forms import LookForm
from .logo import drop_logo, logo_url, take_logo
from .views import colour_context


@staff("settings.edit")
@require_http_methods(["GET", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """Choose the colour, and put a logo in."""
    firm = Workspace.objects.get(pk=request.acting.workspace.pk)
    form = LookForm(request.POST or None, instance=firm)
    trouble = ""
    if request.method == "POST" and form.is_valid():
        trouble = _try(take_logo, request.acting, request.FILES.get("logo"))
        if not trouble:
            keep_settings(request.acting, form, "look")
            say(request, "Kept.")
            return redirect("office:settings_look")
    context = {
        "form": form,
        "page": PAGES["look"],
        "logo": logo_url(request.acting.workspace),
        "logo_error": trouble,
        **colour_context(form["accent"].value() or ""),
    }
    return render(request, "office/settings/look.html", context, status=422 if form.errors or trouble else 200)


@staff("settings.edit")
@require_POST
def remove_logo(request: HttpRequest) -> HttpResponse:
    """Print the firm's name again where the logo stood."""
    drop_logo(request.acting)
    say(request, "The logo is gone.")
    return redirect("office:settings_look")


def _try(verb: Callable[..., Any], *args: Any) -> str:
    try:
        verb(*args)
    except Refusal as refusal:
        return refusal.message
    return ""
