"""The client's side: the form, saved as one types and by a button, resumed anywhere, sent back once."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from clientkeep.foundation.errors import Conflict, Invalid, Refusal
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.portal.gathering import Listed, shelf
from clientkeep.relationship.portal.key import PortalKey
from clientkeep.relationship.portal.links import path_to
from clientkeep.relationship.portal.slots import SECTIONS, WAITING, WaitingCard, lands
from clientkeep.relationship.portal.views import framed
from clientkeep.relationship.portal.visitor import Visitor, portal_page
from clientkeep.workspace.mail.links import makes_links

from . import rules
from .forms import typed_in
from .model import Intake

listed = shelf("intake", lambda visitor: _of(visitor).named(), words="shown_as", at="sent_at")


@dataclass
class Row:
    """One question on the page: what stands in it, what is wrong with it, and what another window says instead."""

    question: rules.Question
    value: Any
    error: str = ""
    elsewhere: str = ""
    cause: str = ""
    begins: str = ""


@WAITING.add("intake", "", order=32)
def to_fill_in(visitor: Visitor, _: Any) -> dict[str, Any] | None:
    """Forms that wait for this person."""
    rows = [row for row in listed(visitor) if row.state == "open" and (visitor.looking or _may_fill(visitor, row))]
    cards = [WaitingCard(f"Fill in: {row.words}", "You can stop and go on later.", _address(row.pk), "Open the form", 10, 16) for row in rows]
    return {"cards": cards} if cards else None


@SECTIONS.add("intake", "onboarding/intake/portal_section.html", order=36)
def filled_in(visitor: Visitor, _: Any) -> dict[str, Any] | None:
    """What was sent back."""
    rows = [row for row in listed(visitor) if row.state == "submitted"]
    return {"intakes": rows} if rows else None


@portal_page
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: HttpRequest, intake_id: uuid.UUID) -> HttpResponse:
    """The form, or what was sent back; POST saves it (`act` is save or auto) or sends it."""
    visitor: Visitor = request.visitor
    found = _intake(visitor, intake_id)
    if request.method != "POST":
        return _page(request, found)
    act, typed, version = request.POST.get("act", "save"), typed_in(found, request.POST), _version(request)
    try:
        visitor.require(_may_fill(visitor, found))
        if act == "auto":
            found.save_answers(typed, version)
            return JsonResponse({"version": found.version})
        wrong = _kept(request, found, typed, version)
        if not wrong and act == "send":
            wrong = found.submit(visitor.actor, {}, found.version)
    except Conflict as refused:
        if act == "auto":
            return JsonResponse({"words": refused.message}, status=409)
        return _page(request, _intake(visitor, intake_id), 409, refusal=refused, typed=typed)
    except Refusal as refused:
        return _page(request, _intake(visitor, intake_id), refused.status, refusal=refused, typed=typed)
    if wrong:
        return _page(request, found, 422, wrong=wrong)
    return redirect(f"{_address(found.pk)}?saved=1" if act != "send" else _address(found.pk))


def _kept(request: HttpRequest, found: Intake, typed: dict[str, Any], version: int) -> dict[str, str]:
    """Save what was typed and the files, less those to be removed; what is wrong with them by question."""
    found.save_answers(typed, version)
    for file_id in request.POST.getlist("remove"):
        found.remove_file(file_id, request.visitor.actor)
    wrong = rules.wrongs(found.asked, found.answers, whole=False)
    for each in found.asked:
        for upload in request.FILES.getlist(each.key) if each.kind == "files" else ():
            try:
                found.add_file(each.key, upload, request.visitor.actor)
            except Invalid as refused:
                wrong[each.key] = refused.message
    return wrong


@makes_links("intake")
def intake_link(letter: Any, arguments: dict) -> str:
    """Open the portal of a contact, at the form."""
    contact = Contact.objects.select_related("client").get(workspace=letter.workspace_id, pk=arguments["contact"])
    return f"{path_to(PortalKey.make(contact.client, 'portal', contact)[1])}?intake={arguments['intake']}"


@lands("intake")
def intake_address(client: Client, intake_id: uuid.UUID) -> str | None:
    """Where the letter leads."""
    known = Intake.objects.filter(workspace=client.workspace_id, client=client, pk=intake_id).exclude(state="withdrawn").exists()
    return _address(intake_id) if known else None


def _address(pk: uuid.UUID) -> str:
    return reverse("intake:mine", args=[pk])


def _of(visitor: Visitor) -> Any:
    rows = Intake.objects.filter(workspace=visitor.workspace, client=visitor.client).exclude(state="withdrawn")
    return rows if visitor.sees_all else rows.none()


def _intake(visitor: Visitor, intake_id: uuid.UUID) -> Intake:
    found = _of(visitor).select_related("client", "workspace", "contact").filter(pk=intake_id).first()
    if found is None:
        raise Http404
    return found


def _may_fill(visitor: Visitor, found: Intake | Listed) -> bool:
    """The contact who is asked, or one who may decide for the client."""
    if visitor.contact is None or visitor.looking:
        return False
    return visitor.contact.pk == found.contact_id or visitor.may_agree


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _page(
    request: HttpRequest, found: Intake, status: int = 200, wrong: dict[str, str] | None = None, typed: dict[str, Any] | None = None, **more: Any
) -> HttpResponse:
    visitor: Visitor = request.visitor
    context = {
        "intake": found, "rows": _rows(found, wrong or {}, typed or {}), "may": _may_fill(visitor, found) and found.state == "open",
        "saved": "saved" in request.GET, "wrong_count": len(wrong or {}), **more,
    }  # fmt: skip
    return render(request, "onboarding/intake/portal_page.html", framed(visitor, **context), status=status)


def _rows(found: Intake, wrong: dict[str, str], typed: dict[str, Any]) -> list[Row]:
    labels, section, rows = {each.key: each.label for each in found.asked}, None, []
    for each in found.asked:
        kept = found.answers.get(each.key, "")
        mine = rules.tidied(each, typed[each.key]) if each.key in typed else kept
        elsewhere = "" if mine == kept or not (mine or kept) else rules.in_words(kept) or "nothing"
        rows.append(Row(each, mine, wrong.get(each.key, ""), elsewhere, labels.get(each.cause, ""), each.section if each.section != section else ""))
        section = each.section
    return rows
