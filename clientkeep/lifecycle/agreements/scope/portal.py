"""What is agreed, in the portal: as it stands, and what the firm gave on top."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clientkeep.foundation.money import Money
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.portal.gathering import shelf
from clientkeep.relationship.portal.slots import SECTIONS
from clientkeep.relationship.portal.views import framed
from clientkeep.relationship.portal.visitor import Visitor, portal_page

from . import rules
from .model import ScopeEntry

SHOWN = 2_000


def _agreements(visitor: Visitor) -> Any:
    mine = ScopeEntry.objects.filter(workspace=visitor.workspace, client=visitor.client).values("agreement")
    return Document.objects.filter(pk__in=mine, workspace=visitor.workspace, client=visitor.client, state="accepted")


listed = shelf("scope", _agreements, words="number", at="decided_at", contact="")


@SECTIONS.add("scope", "agreements/scope/portal_section.html", order=9)
def what_is_agreed(visitor: Visitor, _: Any) -> dict[str, Any] | None:
    """The way to what is agreed, by the numbers of what was accepted."""
    rows = listed(visitor)
    return {"numbers": [row.words for row in rows]} if rows else None


@portal_page
@require_safe
def agreed(request: HttpRequest) -> HttpResponse:
    """What is agreed under each accepted document, and what was given on top; a link to one document shows none."""
    visitor: Visitor = request.visitor
    rows: dict[Any, list[rules.Entry]] = {}
    papers: dict[Any, Document] = {}
    found = ScopeEntry.objects.filter(workspace=visitor.workspace, client=visitor.client, agreement__state="accepted")
    for row in found.select_related("agreement").in_order()[:SHOWN] if visitor.sees_all else ():
        papers[row.agreement_id] = row.agreement
        rows.setdefault(row.agreement_id, []).append(row.plain())
    told = [(papers[key], rules.agreed(entries)) for key, entries in rows.items()]
    context = {"agreements": [(paper, now, Money(now.price_minor, paper.currency)) for paper, now in reversed(told)]}
    return render(request, "agreements/scope/portal_page.html", framed(visitor, **context))
