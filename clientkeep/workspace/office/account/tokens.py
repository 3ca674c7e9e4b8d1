"""A person's API tokens: made with scopes, shown once, revoked."""

import datetime as dt
import uuid

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation import clock
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.members.models import ApiToken
from clientkeep.workspace.members.roles import ACTS

from ..events import TokenIssued, TokenRevoked
from .forms import TokenForm


@staff("tokens.own")
@require_safe
def tokens(request: HttpRequest) -> HttpResponse:
    """List one's own tokens with their scopes and last use."""
    mine = ApiToken.objects.filter(member=request.acting.member, revoked_at=None).order_by("-created_at")
    rows = [(token, [ACTS[scope][0] for scope in token.scopes if scope in ACTS]) for token in mine]
    return render(request, "office/account/tokens.html", {"rows": rows})


@staff("tokens.own")
@require_http_methods(["GET", "POST"])
def new_token(request: HttpRequest) -> HttpResponse:
    """Make a token; the answer is the only page that ever shows it."""
    form = TokenForm(request.acting, request.POST or None)
    if request.method == "POST" and form.is_valid():
        token, secret = _issue(request.acting, **form.cleaned_data)
        page = render(request, "office/account/token_made.html", {"token": token, "secret": secret}, status=201)
        page["Cache-Control"] = "no-store"
        return page
    return render(request, "office/account/new_token.html", {"form": form}, status=422 if form.errors else 200)


def _issue(acting: Acting, name: str, scopes: list[str], days: str) -> tuple[ApiToken, str]:
    ends = clock.now() + dt.timedelta(days=int(days)) if days else None
    with transaction.atomic():
        token, secret = ApiToken.issue(acting.member, name, scopes, ends)
        record(TokenIssued, workspace_id=acting.workspace.pk, by=acting.actor, about=token, name=name)
    return token, secret


@staff("tokens.own")
@require_POST
def revoke_token(request: HttpRequest, token_id: uuid.UUID) -> HttpResponse:
    """End one of one's own tokens at once."""
    token = ApiToken.objects.filter(member=request.acting.member, pk=token_id).first()
    if token is None:
        raise Http404
    with transaction.atomic():
        if token.revoke():
            acting = request.acting
            record(TokenRevoked, workspace_id=acting.workspace.pk, by=acting.actor, about=token, name=token.name)
    say(request, f"{token.name} is revoked.")
    return redirect("office:tokens")
