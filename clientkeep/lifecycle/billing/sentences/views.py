"""The compose page: the sentence on top, what was understood beside the paper, and the way to the draft."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from clientkeep.foundation.currencies import DECIMALS
from clientkeep.foundation.errors import Invalid, Refusal
from clientkeep.foundation.secrets import new_token
from clientkeep.relationship.documents.editor.preview import unsaved
from clientkeep.relationship.documents.kinds import KINDS
from clientkeep.relationship.documents.printing import paper_of
from clientkeep.workspace.members.gate import staff

from .marking import runs_of
from .understood import CORRECTABLE, Understood, understand
from .writing import write_draft

USUAL = ("USD", "EUR", "GBP", "CAD", "AUD", "CHF", "JPY", "NZD", "SEK", "NOK", "DKK", "INR")
NAMES = {
    "kind": "Kind", "currency": "Currency", "due_date": "Due", "tax": "Tax", "unit_price": "Rate",
    "issue_date": "Date", "valid_until": "Valid until", "schedule": "Repeats", "payment": "Paid on",
}  # fmt: skip


@staff("documents.draft")
@require_safe
def compose_page(request: HttpRequest) -> HttpResponse:
    """The page; with `q` it shows how the sentence reads, without a script too."""
    text = request.GET.get("q") or request.GET.get("example") or ""
    return render(request, "billing/sentences/compose.html", {"text": text, **_beside(request, text, request.GET)})


@staff("documents.draft")
@require_safe
def reading(request: HttpRequest) -> HttpResponse:
    """The part of the page that follows the typing."""
    text = request.GET.get("q", "")
    return render(request, "billing/sentences/_reading.html", {"text": text, **_beside(request, text, request.GET)})


@staff("documents.draft")
@require_POST
def drafts(request: HttpRequest) -> HttpResponse:
    """Draft what the sentence says, and go on to the draft or to sending it."""
    text = request.POST.get("q", "")
    try:
        token = request.POST.get("form_token") or request.GET.get("form_token", "")
        made = write_draft(request.acting, text, token, request.POST)
    except Refusal as refusal:
        context = {"text": text, **_beside(request, text, request.POST), "refusal": refusal}
        return render(request, "billing/sentences/compose.html", context, status=refusal.status)
    return redirect("documents:sending" if request.POST.get("then") == "send" else "documents:edit", made.pk)


def _beside(request: HttpRequest, text: str, said: Any) -> dict[str, Any]:
    """What stands beside the sentence; a text that cannot be read leaves it empty, with the reason."""
    context: dict[str, Any] = {
        "form_token": said.get("form_token") or new_token(),
        "corrected": {name: said.get(name, "") for name in CORRECTABLE},
        "currencies": _currencies(request.acting.workspace.currency),
        "kinds": [(kind.slug, kind.label) for kind in KINDS],
    }
    if not text.strip():
        return context
    try:
        read = understand(request.acting, text, said)
        context |= _understood(request, read)
    except Invalid as refusal:
        context["refusal"] = refusal
    return context


def _understood(request: HttpRequest, read: Understood) -> dict[str, Any]:
    draft = read.draft
    return {
        "read": read,
        "runs": runs_of(read.text, draft),
        "assumed": [(field, NAMES.get(field, field), value, because) for field, value, because in read.assumed],
        "leftovers": [left.text for left in draft.leftovers],
        "lacks_amount": "amount" in draft.unresolved,
        "flags": [(flag.message, _other_reading(read.text, flag)) for flag in draft.flags],
        "paper": _paper(request, read),
    }


def _paper(request: HttpRequest, read: Understood) -> Any:
    from clientkeep.relationship.clients.models import Client

    client = read.client or Client(
        workspace=request.acting.workspace, name=read.new_name or "…", currency=read.draft.currency
    )
    document = unsaved(request.acting.workspace, read.kind, {**read.values, "lines": read.lines}, client)
    return paper_of(document)


def _other_reading(text: str, flag: Any) -> str:
    """The sentence with a doubtful amount written the other way, for one click."""
    import re

    if flag.field != "amount":
        return ""
    written = text[flag.start : flag.end]
    digits = re.sub(r"[.,]", "", written)
    return f"{text[: flag.start]}{int(digits):,}{text[flag.end :]}" if digits.isdigit() else ""


def _currencies(home: str) -> list[str]:
    return list(dict.fromkeys([home, *USUAL, *sorted(DECIMALS)]))
