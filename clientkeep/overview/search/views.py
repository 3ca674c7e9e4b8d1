"""The command bar's suggestions, and the page of everything found."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.secrets import new_token
from clientkeep.foundation.ui.figures import write_money
from clientkeep.foundation.ui.reading import reading
from clientkeep.lifecycle.billing.sentences.marking import runs_of
from clientkeep.lifecycle.billing.sentences.understood import Understood, understand
from clientkeep.relationship.conversations.in_words.marking import runs_of as runs_of_line
from clientkeep.relationship.conversations.in_words.telling import told
from clientkeep.relationship.conversations.in_words.understood import understand as understand_line
from clientkeep.relationship.conversations.words import begins_as_log
from clientkeep.relationship.documents.editor.preview import unsaved
from clientkeep.workspace.members.gate import staff

from . import finding

IN_THE_BAR, ON_THE_PAGE = 6, 50
WRITES = re.compile(
    r"\s*(?:please\s+|can you\s+)?(?:an?\s+)?(?:new\s+|draft\s+|send\s+|make\s+|create\s+)?"
    r"(?:an?\s+)?(?:invoice|bill|charge|quote|quotation|proposal|estimate|receipt|credit|refund|received)\b",
    re.IGNORECASE,
)


@staff("clients.see")
@require_safe
def bar(request: HttpRequest) -> HttpResponse:
    """Suggestions while one types: what a sentence would write, then what is found."""
    typed = request.GET.get("q", "")[:4000].strip()
    context: dict[str, Any] = {"typed": typed, "sentence": None}
    if typed:
        context["sentence"] = None if begins_as_log(typed) else _sentence(request, typed)
        context["talk"] = _talk(request.acting, typed)
        context["groups"] = _groups(request.acting, typed, IN_THE_BAR)
        context["all_url"] = reverse("search:results") + "?" + urlencode({"q": typed})
    return render(request, "search/bar.html", context)


@staff("clients.see")
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Everything found, by kind."""
    typed = request.GET.get("q", "")[: finding.LONGEST].strip()
    groups = _groups(request.acting, typed, ON_THE_PAGE) if typed else []
    return render(request, "search/results.html", {"typed": typed, "groups": groups})


def _groups(acting: Any, typed: str, most: int) -> list[tuple[str, list[finding.Hit]]]:
    papers = finding.documents(acting, typed, most)
    people, nearly = ([], False) if papers or WRITES.match(typed) or begins_as_log(typed) else finding.clients(acting, typed, most)
    named = [("Nearly like it" if nearly else "Clients", people), ("Documents", papers)]
    named.append(("Pages", finding.pages(acting, typed, most)))
    return [(name, hits) for name, hits in named if hits]


def _sentence(request: HttpRequest, typed: str) -> dict[str, Any] | None:
    acting = request.acting
    if not WRITES.match(typed) or len(typed.split()) < 2 or not acting.may("documents.draft"):
        return None
    try:
        read = understand(acting, typed)
    except Invalid:
        return None
    ask = urlencode({"q": typed})
    page = f"{reverse('sentences:compose')}?{ask}"
    settled = bool(read.client) and not read.draft.flags
    return {
        "kind": read.kind.replace("_", " "),
        "client": read.client.name if read.client else read.new_name,
        "total": _total(acting.workspace, read),
        "runs": runs_of(typed, read.draft),
        "assumed": read.assumed,
        "leftovers": [left.text for left in read.draft.leftovers],
        "flags": [flag.message for flag in read.draft.flags],
        "settled": settled,
        "url": f"{reverse('sentences:drafts')}?{urlencode({'form_token': new_token()})}" if settled else page,
        "page": page,
    }


def _talk(acting: Any, typed: str) -> dict[str, Any] | None:
    """What a line that begins as a log would keep; it is kept from the page that it leads to, where one sees it whole."""
    if not begins_as_log(typed) or len(typed.split()) < 2 or not acting.may("clients.edit"):
        return None
    try:
        read = understand_line(acting, typed)
    except Invalid:
        return None
    draft = read.draft
    return {
        "kind": draft.kind, "client": read.client.name if read.client else "", "runs": runs_of_line(typed, draft),
        "rows": told(read, ()), "flags": list(dict.fromkeys(flag.message for flag in draft.flags)),
        "leftovers": [left.text for left in draft.leftovers],
        "url": f"{reverse('conversations:words')}?{urlencode({'q': typed})}",
    }  # fmt: skip


def _total(firm: Any, read: Understood) -> str:
    reader = reading()
    try:
        document = unsaved(firm, read.kind, {**read.values, "lines": read.lines})
    except Invalid:
        return ""
    return write_money(document.total_minor, document.currency, reader.locale, reader.currency) if read.lines else ""
