"""The demo's own two pages: one button signs in, one leads to the person's own firm. Neither exists elsewhere."""

from functools import wraps

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from clientkeep.config.serving.choice import ask_for_own
from clientkeep.workspace.members.gate import open_door
from clientkeep.workspace.members.models import Member, Workspace

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def demo_only(view):
    """The view exists only where the one workspace of the installation is the demo firm; else 404."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        kinds = list(Workspace.objects.values_list("is_demo", flat=True)[:2])
        if kinds != [True]:
            raise Http404
        return view(request)

    return guarded


@open_door("the demo is open to whoever sits at the machine; it exists nowhere else")
@require_http_methods(["GET", "POST"])
@demo_only
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as the demo firm's owner by one button."""
    if request.method == "POST":
        owner = Member.objects.filter(workspace__is_demo=True, role="owner", disabled_at=None).order_by("created_at")
        login(request, owner.select_related("user")[0].user, backend=BACKEND)
        return redirect("/")
    return render(request, "config/demo/sign_in.html")


@open_door("leads out of the demo")
@require_http_methods(["GET", "POST"])
def own_firm(request: HttpRequest) -> HttpResponse:
    """POST asks the supervisor to serve the person's own data; until it does, the page waits and asks again.

    Once the own data is served this address leads to its start, which is the first-run page while it is empty.
    """
    if not Workspace.objects.filter(is_demo=True).exists():
        return redirect("/")
    if request.method == "POST":
        ask_for_own(settings.DATA)
        return redirect(f"{request.path}?waiting=1")
    answer = render(request, "config/demo/own_firm.html", {"waiting": "waiting" in request.GET})
    answer["Cache-Control"] = "no-store"
    return answer
