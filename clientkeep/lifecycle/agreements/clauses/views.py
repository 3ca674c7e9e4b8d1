"""The firm's clauses: the library, one of them with its wordings, and the ready-made ones."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from . import rules
from .forms import ClauseForm
from .histories import history_of
from .model import Clause
from .ready import READY


@staff("settings.edit")
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The library by group, archived ones below."""
    rows = list(Clause.objects.visible_to(request.acting).in_order())
    standing = [each for each in rows if each.archived_at is None]
    context = {
        "groups": by_group(standing), "archived": [each for each in rows if each.archived_at], "count": len(standing),
        "missing": len(READY) - sum(bool(each.ready) for each in rows),
    }  # fmt: skip
    return render(request, "agreements/clauses/list.html", context)


@staff("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write a clause."""
    form = ClauseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and tried(form, Clause.write, request.acting.workspace, request.acting.actor, **form.cleaned_data)[0]:
        say(request, "The clause is kept.")
        return redirect("clauses:list")
    return render(request, "agreements/clauses/new.html", {"form": form}, status=422 if form.errors else 200)


@staff("settings.edit")
@require_POST
def ready_made(request: HttpRequest) -> HttpResponse:
    """Add the ready-made clauses that are not there yet."""
    made = Clause.add_ready_made(request.acting.workspace, request.acting.actor)
    say(request, f"{len(made)} clauses are added. Read them, and make them yours." if made else "They are all there.")
    return redirect("clauses:list")


@staff("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def clause(request: HttpRequest, clause_id: uuid.UUID) -> HttpResponse:
    """One clause: its words to change, and what it said before."""
    found = clause_at(request.acting, clause_id)
    form = ClauseForm(request.POST if request.method == "POST" else None, initial={name: getattr(found, name) for name in ("title", "group", "body")})
    if form.is_bound and form.is_valid() and tried(form, found.reword, request.acting.actor, _seen(request), **form.cleaned_data)[0]:
        say(request, f"Kept as wording {found.edition}. Agreements that have it already keep theirs.")
        return redirect("clauses:clause", found.pk)
    context: dict[str, Any] = {"clause": found, "form": form, "history": history_of(found), "edition": request.POST.get("edition") or found.edition}
    return render(request, "agreements/clauses/clause.html", context, status=422 if form.errors else 200)


@staff("settings.edit")
@require_POST
def archive(request: HttpRequest, clause_id: uuid.UUID) -> HttpResponse:
    """Offer it no more, or again."""
    found = clause_at(request.acting, clause_id)
    if found.archived_at is None:
        found.archive(request.acting.actor)
        say(request, f"“{found}” is archived. Agreements that have it keep it.")
    else:
        found.bring_back(request.acting.actor)
        say(request, f"“{found}” is offered again.")
    return redirect("clauses:list")


def clause_at(acting: Acting, clause_id: uuid.UUID) -> Clause:
    """A clause that this person may see, else 404."""
    return get_object_or_404(Clause.objects.visible_to(acting).select_related("workspace"), pk=clause_id)


def by_group(rows: list[Clause]) -> list[tuple[str, list[Clause]]]:
    """The clauses under the names of their groups, empty groups left out."""
    return [(rules.GROUPS[group], [each for each in rows if each.group == group]) for group in rules.in_order(each.group for each in rows)]


def _seen(request: HttpRequest) -> int:
    """The edition that was read; 0, which no clause has, where the form does not say."""
    seen = request.POST.get("edition", "")
    return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else 0
