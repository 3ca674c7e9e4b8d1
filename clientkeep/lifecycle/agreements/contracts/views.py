"""Beginning a contract: from nothing, or from a proposal."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from clientkeep.foundation.errors import Invalid, Refusal
from clientkeep.foundation.secrets import new_token
from clientkeep.relationship.documents.editor.client_choice import chosen_client
from clientkeep.relationship.documents.fetching import visible
from clientkeep.workspace.members.gate import staff

from ..proposals.editor.views import known_client
from ..proposals.starting import valid_until
from .from_proposal import check_ready, make_contract
from .model import Contract
from .signed import contracts_of
from .starting import blocks_of, choices_for


@staff("documents.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choose with whom and what to begin with. Nothing is kept until then."""
    acting, post = request.acting, request.POST
    typed = {name: post.get(name, "")[:200] for name in ("client", "client_id", "title", "start")}
    error, field = "", ""
    if request.method == "POST":
        try:
            client = chosen_client(acting, typed["client"], typed["client_id"])
            made = Contract.compose(
                client, acting.actor, blocks_of(acting, typed["start"] or "usual"), form_token=_token(post),
                title=typed["title"], valid_until=valid_until(acting.workspace),
            )  # fmt: skip
            return redirect("proposals:edit", made.pk)
        except Invalid as refusal:
            error, field = refusal.message, refusal.field or ""
    else:
        typed |= {"title": request.GET.get("title", "")[:200], "start": request.GET.get("start", "")[:200] or "usual"}
        typed |= known_client(acting, asked) if (asked := request.GET.get("client", "")) else {}
    context = {"typed": typed, "error": error, "field": field, "starts": choices_for(acting), "form_token": post.get("form_token") or new_token()}
    return render(request, "agreements/contracts/new.html", context, status=422 if error else 200)


@staff("documents.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """What a contract of this proposal would hold; POST drafts it."""
    acting, proposal = request.acting, visible(request.acting, document_id)
    if proposal.kind != "proposal":
        raise Http404
    start, error, refusal, status = request.POST.get("start", "")[:200] or "usual", "", "", 200
    try:
        check_ready(proposal)
        if request.method == "POST":
            made = make_contract(proposal, acting.actor, blocks_of(acting, start), _token(request.POST))
            return redirect("proposals:edit", made.pk)
    except Invalid as refused:
        error, status = refused.message, 422
    except Refusal as refused:
        refusal, status = refused.message, 200 if request.method != "POST" else refused.status
    context = {
        "document": proposal, "start": start, "error": error, "refusal": refusal, "starts": choices_for(acting, with_earlier=False),
        "made": list(contracts_of(proposal)), "back_url": reverse("documents:detail", args=[proposal.pk]),
        "form_token": request.POST.get("form_token") or new_token(),
    }  # fmt: skip
    return render(request, "agreements/contracts/make.html", context, status=status)


def _token(post: Any) -> str | None:
    return post.get("form_token", "")[:64] or None
