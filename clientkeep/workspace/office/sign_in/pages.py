"""What the pages before the sign-in show: the firm's name and colour, and whether letters leave this machine."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from clientkeep.foundation.ui.brand import brand_hash
from clientkeep.workspace.members.models import User, Workspace

from .letters import code_can_leave
from .views import no_place


def for_strangers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a sign-in page the look of the only firm; send to the first run where nobody exists yet."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and request.acting is None:
            return no_place(request)
        if request.method == "GET" and not User.objects.exists():
            from django.shortcuts import redirect

            return redirect("office:first_run")
        response = view(request, *args, **kwargs)
        if getattr(response, "context_data", None) is not None and not response.is_rendered:
            response.context_data.update(firm_look())
        return response

    return shown


def firm_look() -> dict[str, Any]:
    """Return name and colour of the installation's firm; nothing where there are several, which must not be told."""
    firms = list(Workspace.objects.all()[:2])
    if len(firms) != 1:
        return {"mail_is_set": any(code_can_leave(firm) for firm in firms)}
    return {
        "firm_name": firms[0].name,
        "brand_css_url": reverse("office:brand_css", args=[brand_hash(firms[0].accent)]),
        "mail_is_set": code_can_leave(firms[0]),
    }
