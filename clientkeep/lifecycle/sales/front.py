"""The frame of the pages that strangers see: the firm's name, look and locale, and of the firm no more than strangers may know."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from clientkeep.foundation.ui.brand import brand_hash
from clientkeep.foundation.ui.reading import Reading, reading_as
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.files.serving import show_inline
from clientkeep.workspace.members.models import Workspace


def firm_page(request: HttpRequest, template: str, firm: Workspace, logo_url: str, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page in the firm's look and locale. `logo_url` is where the logo lies, should the firm have one."""
    framed = {
        "workspace": None, "acting": None, "csrf_token": "", "messages": (), "rail": (), "firm_name": firm.name, "firm_email": firm.email,
        "logo_url": logo_url if firm.logo_file else "", "brand_css_url": reverse("office:brand_css", args=[brand_hash(firm.accent)]),
        "demo": {"text": "This is a page of the demo firm."} if firm.is_demo else None, **context,
    }  # fmt: skip
    with reading_as(Reading(firm.locale.replace("-", "_"), firm.currency, firm.time_zone)):
        return render(request, template, framed, status=status)


def firm_logo(request: HttpRequest, firm: Workspace) -> HttpResponseBase:
    """The firm's logo, as its public pages show it."""
    stored = firm.logo_file and StoredFile.objects.filter(workspace=firm, pk=firm.logo_file).first()
    if not stored:
        raise Http404
    return show_inline(request, stored)
