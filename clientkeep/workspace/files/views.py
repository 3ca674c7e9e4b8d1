"""Downloads of files, and the acts on one file: share, remove, bring back."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.gate import staff

from .models import StoredFile
from .serving import send_file, show_inline


@require_GET
@staff("clients.see")
def download(request: HttpRequest, file_id: uuid.UUID) -> HttpResponseBase:
    """Hand the file over as a download."""
    return send_file(request, _visible(request, file_id))


@require_GET
@staff("clients.see")
def shown(request: HttpRequest, file_id: uuid.UUID) -> HttpResponseBase:
    """Show the firm's logo or one of our own PDFs in place; any other file is a download."""
    return show_inline(request, _visible(request, file_id))


@require_POST
@staff("clients.edit")
def sharing(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Share the file with its client, or (shown=0) stop sharing it."""
    stored = _visible(request, file_id)
    wanted = request.POST.get("shown", "1") != "0"
    stored.share(request.acting.actor, wanted)
    say(request, f"{stored.name} is now in the client's portal." if wanted else f"{stored.name} is no longer shared.")
    return _back(request)


@require_POST
@staff("clients.edit")
def removal(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Remove the file, with a day to undo it."""
    stored = _visible(request, file_id)
    stored.remove(request.acting.actor)
    say(request, f"{stored.name} was removed.", undo=reverse("files:return", args=[stored.pk]))
    return _back(request)


@require_POST
@staff("clients.edit")
def bringing_back(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Undo a removal."""
    removed = StoredFile.objects.visible_to(request.acting, removed=True)
    stored = get_object_or_404(removed, pk=file_id)
    stored.restore(request.acting.actor)
    say(request, f"{stored.name} is back.")
    return _back(request)


def _visible(request: HttpRequest, file_id: uuid.UUID) -> StoredFile:
    return get_object_or_404(StoredFile.objects.visible_to(request.acting), pk=file_id)


def _back(request: HttpRequest) -> HttpResponse:
    target = request.POST.get("next", "")
    is_ours = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return redirect(target if is_ours else "/")
