"""The firm's pages of playbooks: the list, one of them, its name and beginning, its place among the others."""

import uuid

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients import once
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from .conditions import known_fields
from .fetching import visible_playbook
from .forms import NewForm, PlaybookForm
from .model import BEGINS, Playbook
from .ready import READY
from .steps import all_kinds, kind_of
from .telling import told_condition, told_steps, told_when


@staff("clients.see")
@require_safe
def playbooks(request: HttpRequest) -> HttpResponse:
    """All playbooks by name; on an empty page those that come with the product."""
    acting, away = request.acting, request.GET.get("shown") == "away"
    mine = Q(runs__client__in=Client.objects.visible_to(acting))
    rows = Playbook.objects.visible_to(acting).filter(archived_at__isnull=not away).order_by("name", "pk")
    counted = rows.annotate(
        live=Count("runs", filter=mine & Q(runs__state="running"), distinct=True),
        ended=Count("runs", filter=mine & ~Q(runs__state="running"), distinct=True),
    )
    context = {
        "playbooks": [(row, told_steps(row.steps)) for row in counted], "away": away, "may_edit": acting.may("settings.edit"), "ready": _ready(),
    }  # fmt: skip
    return render(request, "onboarding/playbooks/list.html", context)


@staff("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a playbook, empty or with the steps of one that comes with the product."""
    acting, key = request.acting, request.GET.get("begin", "")
    first = {"begin": key, "name": READY[key][0]} if key in READY else {}
    form, status = NewForm(request.POST or None, initial=first), 200
    if request.method == "POST":
        if form.is_valid():
            said, identity = form.cleaned_data, once.identity_in(acting, request.POST.get(once.FIELD, ""))
            steps = READY[said["begin"]][2] if said["begin"] else ()
            done, made = tried(form, Playbook.make, acting.workspace, acting.actor, said["name"], steps, said["begins"], said["mentions"], id=identity)
            if done:
                say(request, f"{made} is made. Read its steps, then start it from a client’s page.")
                return redirect("playbooks:playbook", made.pk)
        status = 422
    return render(request, "onboarding/playbooks/new.html", {"form": form, "ready": _ready(), "form_token": once.mint(acting)}, status=status)


@staff("clients.see")
@require_safe
def playbook(request: HttpRequest, playbook_id: uuid.UUID) -> HttpResponse:
    """One playbook: its steps in their order, and when it begins."""
    acting = request.acting
    found = visible_playbook(acting, playbook_id)
    context = {
        "playbook": found, "steps": _shown(found), "last": len(found.steps), "kinds": all_kinds(), "begins": BEGINS[found.begins],
        "may_edit": acting.may("settings.edit") and not found.archived_at, "may_manage": acting.may("settings.edit"),
        "live": found.runs.visible_to(acting).running().count(),
    }  # fmt: skip
    return render(request, "onboarding/playbooks/playbook.html", context)


@staff("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def describe(request: HttpRequest, playbook_id: uuid.UUID) -> HttpResponse:
    """Change its name, and when it begins."""
    found = visible_playbook(request.acting, playbook_id)
    first = {"name": found.name, "begins": found.begins, "mentions": found.mentions}
    form, status = PlaybookForm(request.POST or None, initial=first), 200
    if request.method == "POST":
        if form.is_valid() and tried(form, found.describe, request.acting.actor, **form.cleaned_data)[0]:
            return redirect("playbooks:playbook", found.pk)
        status = 422
    return render(request, "onboarding/playbooks/describe.html", {"playbook": found, "form": form}, status=status)


@staff("settings.edit")
@require_POST
def place(request: HttpRequest, playbook_id: uuid.UUID, act: str) -> HttpResponse:
    """Put it away, or bring it back."""
    found = visible_playbook(request.acting, playbook_id)
    verb = {"put-away": found.put_away, "bring-back": found.bring_back}.get(act)
    if verb is None:
        raise Http404
    verb(request.acting.actor)
    say(request, f"{found} was put away. What runs goes on." if found.archived_at else f"{found} is back.")
    return redirect("playbooks:list")


def _shown(found: Playbook) -> list[dict]:
    titles, fields = {step["key"]: step["title"] for step in found.steps}, known_fields(found.workspace)
    return [
        {**step, "number": number, "of_kind": kind_of(step["kind"]), "when": told_when(step, titles), "condition": told_condition(step["only"], titles, fields)}
        for number, step in enumerate(found.steps, start=1)
    ]


def _ready() -> list[dict[str, str]]:
    return [{"key": key, "name": name, "words": words, "steps": told_steps(steps)} for key, (name, words, steps) in READY.items()]
