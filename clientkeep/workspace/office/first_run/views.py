"""The first run: four small questions, then the compose box with a sentence of one's own trade."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from clientkeep.workspace.members.gate import open_door, staff
from clientkeep.workspace.members.models import Workspace

from ..refusing import tried
from ..settings.changing import keep_settings
from ..settings.logo import logo_url, take_logo
from ..settings.views import colour_context
from ..sign_in.limiting import limited
from ..sign_in.views import enter
from ..trades import example_for
from . import opening
from .beginning import FIRST_CLIENT, WAYS_TO_BEGIN, take_first_client
from .forms import CountryForm, FirmForm, FirstClientForm, FirstLookForm

COMPOSE = "/compose/"


@open_door("the first run, while nobody exists")
@require_http_methods(["GET", "POST"])
@limited()
def firm(request: HttpRequest) -> HttpResponse:
    """Ask for the firm and its first person; 404 once anybody exists."""
    if not opening.is_open():
        raise Http404
    form = FirmForm(request.POST or None, initial={"trade": "design"})
    if request.method == "POST" and form.is_valid():
        done, member = tried(form, opening.open_firm, **form.cleaned_data)
        if done:
            enter(request, member.user, "first_run")
            return redirect("office:first_country")
    return _page(request, 1, "office/first_run/firm.html", form)


@staff("settings.edit")
@require_http_methods(["GET", "POST"])
def country(request: HttpRequest) -> HttpResponse:
    """Ask for the country, from which currency, locale, zone and paper follow."""
    form = CountryForm(request.POST or None, initial={"country": _likely_country(request)})
    if request.method == "POST" and form.is_valid():
        opening.settle_in(_firm(request), form.cleaned_data["country"], form.cleaned_data["zone"])
        return redirect("office:first_look")
    return _page(request, 2, "office/first_run/country.html", form)


@staff("settings.edit")
@require_http_methods(["GET", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """Ask for the colour and a logo."""
    form = FirstLookForm(request.POST or None, instance=_firm(request))
    trouble = None
    if request.method == "POST" and form.is_valid():
        done, _ = tried(form, take_logo, request.acting, request.FILES.get("logo"))
        if done:
            keep_settings(request.acting, form, "look")
            return redirect("office:first_client")
        trouble = form.non_field_errors()[0]
    context = {"logo": logo_url(request.acting.workspace), **colour_context(form["accent"].value() or "")}
    return _page(request, 3, "office/first_run/look.html", form, logo_error=trouble, **context)


@staff("clients.edit")
@require_http_methods(["GET", "POST"])
def client(request: HttpRequest) -> HttpResponse:
    """Ask for the first client, or a file of them; then on to the compose box."""
    form = FirstClientForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name, email = form.cleaned_data["client"], form.cleaned_data["email"]
        done, _ = tried(form, take_first_client, request.acting, name, email)
        if done:
            return redirect(_compose(request.acting.workspace, name))
    context = {
        "takes_client": "client" in FIRST_CLIENT,
        "ways": WAYS_TO_BEGIN.filled(request.acting, request.acting.workspace),
    }
    return _page(request, 4, "office/first_run/client.html", form, **context)


def _compose(workspace: Workspace, client_name: str) -> str:
    example = example_for(workspace.trade, workspace.currency, client_name or "Acme Studio")
    return f"{COMPOSE}?{urlencode({'example': example})}"


def _likely_country(request: HttpRequest) -> str:
    """Return the country that the browser's first language names, such as DE for de-DE; else the United States."""
    first = request.headers.get("Accept-Language", "").split(",")[0].split(";")[0].strip()
    territory = first.rpartition("-")[2].upper()
    return territory if "-" in first and len(territory) == 2 else "US"


def _firm(request: HttpRequest) -> Workspace:
    return Workspace.objects.get(pk=request.acting.workspace.pk)


def _page(request: HttpRequest, step: int, template: str, form, **context) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, "step": step, "steps": range(1, 5), **context}, status=status)
