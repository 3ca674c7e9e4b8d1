"""Writing a proposal: a new one, its head, one form for each block."""

import uuid
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.errors import Conflict, Invalid, Refusal
from clientkeep.foundation.secrets import new_token
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.documents import defaults
from clientkeep.relationship.documents.editor.cells import Cells
from clientkeep.relationship.documents.editor.client_choice import chosen_client
from clientkeep.relationship.documents.fetching import visible
from clientkeep.relationship.documents.printing import paper_of
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from ...bids import choosing as bids
from ...bids.model import Bid
from .. import clausing, lending
from ..blocks.kinds import TYPES
from ..lenders import LENDERS
from ..model import Proposal
from ..starting import MEETING, blocks_of, choices_for, valid_until
from . import acts
from .block_form import BlockForm
from .head_form import HeadForm


def visible_proposal(acting: Acting, document_id: uuid.UUID) -> Proposal:
    """Fetch a proposal or contract that this person may see; Http404 otherwise, also for documents of other kinds."""
    document = visible(acting, document_id)
    if not isinstance(document, Proposal):
        raise Http404
    return document


@staff("documents.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choose for whom and begin with the usual blocks. Nothing is kept until then."""
    acting, post = request.acting, request.POST
    typed = {name: post.get(name, "")[:200] for name in ("client", "client_id", "title", "start")} | {"opportunity": post.get("opportunity", bids.ONLY_ONE)[:40]}
    error, field = "", ""
    if request.method == "POST":
        try:
            return redirect("proposals:edit", _begun(acting, typed, post.get("form_token", "")[:64]).pk)
        except Invalid as refusal:
            error, field = refusal.message, refusal.field or ""
    else:
        typed |= {"title": request.GET.get("title", "")[:200], "start": request.GET.get("start", "")[:200] or "usual"}
        typed |= known_client(acting, asked) if (asked := request.GET.get("client", "")) else {}
        typed["opportunity"] = _preselected(acting, request.GET.get("opportunity", ""), typed)
    opportunities = bids.choices_for(acting, typed["opportunity"])
    context = {"typed": typed, "error": error, "field": field, "starts": choices_for(acting), "opportunities": opportunities, "form_token": post.get("form_token") or new_token()}
    return render(request, "agreements/proposals/new.html", context, status=422 if error else 200)


@staff("documents.draft")
@require_safe
def edit(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """The draft, block by block."""
    document = visible_proposal(request.acting, document_id)
    if not document.is_draft:
        return redirect("documents:detail", document.pk)
    return _page(request, document)


@staff("documents.draft")
@require_POST
def head(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Change title, validity and discount."""
    document = visible_proposal(request.acting, document_id)
    form = HeadForm(document, request.POST)
    if form.is_valid() and tried(form, document.rewrite, request.acting.actor, seen_version(request), **form.values())[0]:
        say(request, "Saved.")
        return redirect("proposals:edit", document.pk)
    return _page(request, visible_proposal(request.acting, document_id), 422, head=form)


@staff("documents.draft")
@require_POST
def add(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Put a new block in."""
    document = visible_proposal(request.acting, document_id)
    before = {block["id"] for block in document.content}
    try:
        blocks = acts.with_new(document.content, request.POST.get("type", ""), document.takes)
        document.arrange(request.acting.actor, blocks, seen_version(request))
    except Refusal as refusal:
        return _page(request, visible_proposal(request.acting, document_id), refusal.status, refusal=refusal.message)
    return back_to(document, next(block["id"] for block in blocks if block["id"] not in before))


@staff("documents.draft")
@require_POST
def block(request: HttpRequest, document_id: uuid.UUID, block: str) -> HttpResponse:
    """Save a block as typed, move it or take it out, by `act`: save, up, down, remove."""
    document = visible_proposal(request.acting, document_id)
    kept = next((each for each in document.content if each["id"] == block), None)
    if kept is None:
        raise Http404
    act = request.POST.get("act", "save")
    form = BlockForm.posted(kept, request.POST)
    try:
        blocks = acts.without(document.content, block) if act == "remove" else _typed(document, form)
        if form.has_error:
            return _page(request, document, 422, typed=form)
        if act in ("up", "down"):
            blocks = acts.moved(blocks, block, -1 if act == "up" else 1)
        document.arrange(request.acting.actor, blocks, seen_version(request))
    except Invalid as refusal:
        form.take_refusal(refusal)
        return _page(request, visible_proposal(request.acting, document_id), 422, typed=form)
    except Conflict as conflict:
        return _page(request, visible_proposal(request.acting, document_id), 409, typed=form, refusal=conflict.message)
    return back_to(document, "" if act == "remove" else block)


def _typed(document: Proposal, form: BlockForm) -> list[dict[str, Any]]:
    read = form.read(Cells(document.workspace.locale, document.currency))
    return acts.replaced(document.content, read)


def _page(request: HttpRequest, document: Proposal, status: int = 200, typed: BlockForm | None = None, **more: Any) -> HttpResponse:
    cells = Cells(document.workspace.locale, document.currency)
    tax = cells.write_taxes(defaults.usual_taxes(document.workspace, document.client))
    standing = clausing.standing_of(document.workspace, document.content)
    forms = [BlockForm.of(each, cells, tax) for each in document.content]
    if typed is not None:
        typed.usual_tax = tax
        typed.add_blanks()
        forms = [typed if form.id == typed.id else form for form in forms]
    for form in forms:
        form.standing = _lent(document, form.kind.slug) if form.kind.picks else standing.get(form.id, {})
    present = {form.kind.slug for form in forms}
    offered = [(kind.slug, kind.label) for kind in TYPES.values() if kind.slug in document.takes and not (kind.of_library or (kind.only_once and kind.slug in present))]
    context = {
        "document": document, "head": HeadForm(document), "blocks": forms, "offered": offered, "paper": paper_of(document),
        "back_url": reverse("documents:detail", args=[document.pk]), "lenders": [(each, _choosing(document, each.kind)) for each in LENDERS if each.kind in document.takes], **more,
    }  # fmt: skip
    return render(request, "agreements/proposals/edit.html", context, status=status)


def _lent(document: Proposal, kind: str) -> dict[str, Any]:
    """What a block shows of others' words, and where that is chosen."""
    return {"lent": lending.standing_of(document.workspace, document.content, kind), "choosing_url": _choosing(document, kind)}


def _choosing(document: Proposal, kind: str) -> str:
    return reverse(f"proposals:{kind}", args=[document.pk])


def back_to(document: Proposal, block: str) -> HttpResponse:
    return redirect(reverse("proposals:edit", args=[document.pk]) + (f"#{block}" if block else ""))


def seen_version(request: HttpRequest) -> int:
    """What the person saw; 0, which no draft has, where the form does not say."""
    version = request.POST.get("version", "")
    return int(version) if version.isascii() and version.isdecimal() and len(version) < 9 else 0


def _begun(acting: Acting, typed: dict[str, str], token: str) -> Proposal:
    """The draft with its opportunity, in one transaction; the same token gives the same draft again."""
    client = chosen_client(acting, typed["client"], typed["client_id"])
    opportunity = bids.opportunity_of(acting, client, typed["opportunity"])
    with transaction.atomic():
        made = Proposal.compose(
            client, acting.actor, blocks_of(acting, typed["start"] or "usual"), form_token=token or None,
            title=typed["title"], valid_until=valid_until(acting.workspace),
        )  # fmt: skip
        if opportunity:
            Bid.link(made, opportunity, acting.actor)
    return made


def _preselected(acting: Acting, asked: str, typed: dict[str, str]) -> str:
    """The opportunity of the address, that of the first meeting, the only open one of the client, or whichever the client turns out to have."""
    asked = asked or (typed["start"].removeprefix(MEETING) if typed["start"].startswith(MEETING) else "")
    if asked or not typed["client_id"]:
        return asked[:40] or bids.ONLY_ONE
    found = bids.of_client(acting, uuid.UUID(typed["client_id"]))
    return str(found[0].pk) if len(found) == 1 else bids.NONE


def known_client(acting: Acting, asked: str) -> dict[str, str]:
    """The client of the address, where this person may see it."""
    from clientkeep.relationship.clients.models import Client

    try:
        found = Client.objects.visible_to(acting).filter(pk=uuid.UUID(asked)).first()
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return {"client": found.name, "client_id": str(found.pk)}
