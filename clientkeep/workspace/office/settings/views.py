"""The settings: an index of questions, and one short page for each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from clientkeep.foundation.ui.brand import brand, brand_css, brand_hash
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.gate import open_door, staff
from clientkeep.workspace.members.models import Workspace

from ..settings_pages import PAGES, pages_for
from . import forms
from .changing import keep_settings

FORMS = {"paper": forms.PaperForm, "place": forms.PlaceForm, "terms": forms.TermsForm, "public": forms.PublicForm}


@staff("account.own")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the settings pages that this person may see."""
    return render(request, "office/settings/index.html", {"pages": pages_for(request.acting)})


def question(slug: str):
    """Return the view of one question, whose form saves fields of the workspace."""

    @staff("settings.edit")
    @require_http_methods(["GET", "POST"])
    def view(request: HttpRequest) -> HttpResponse:
        form = FORMS[slug](request.POST or None, instance=_fresh(request))
        if request.method == "POST" and form.is_valid():
            keep_settings(request.acting, form, slug)
            say(request, "Kept.")
            return redirect(PAGES[slug].url_name)
        context = {"form": form, "page": PAGES[slug], **_beside(request, slug)}
        return render(request, f"office/settings/{slug}.html", context, status=422 if form.errors else 200)

    view.__doc__ = f"Show and save the answers to: {PAGES[slug].question}"
    return view


def _fresh(request: HttpRequest) -> Workspace:
    # A row of its own: a refused form must not change what the frame of the page shows.
    return Workspace.objects.get(pk=request.acting.workspace.pk)


def _beside(request: HttpRequest, slug: str) -> dict:
    if slug != "public":
        return {}
    stored = request.acting.workspace.public_url
    here = f"{request.scheme}://{request.get_host()}"
    return {"stored": stored, "works": bool(stored) and stored == here, "here": here}


@staff("settings.edit")
@require_safe
def check_colour(request: HttpRequest) -> HttpResponse:
    """Show how a colour would read, while one chooses it."""
    return render(request, "office/settings/_colour.html", colour_context(request.GET.get("accent", "")))


def colour_context(accent: str) -> dict:
    """Return what the colour's preview shows; nothing for what is no colour."""
    try:
        return {"colour": brand(accent)}
    except ValueError:
        return {"colour": None}


@open_door("a style sheet without a secret")
@require_safe
def brand_style(request: HttpRequest, name: str) -> HttpResponse:
    """Serve the style sheet of a firm's colour. Its name is its content's hash, so it may be kept for ever."""
    for accent in Workspace.objects.order_by().values_list("accent", flat=True).distinct():
        if brand_hash(accent) == name:
            answer = HttpResponse(brand_css(accent), content_type="text/css; charset=utf-8")
            answer["Cache-Control"] = "public, max-age=31536000, immutable"
            return answer
    raise Http404
