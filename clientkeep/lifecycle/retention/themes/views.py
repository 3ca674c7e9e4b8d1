"""The firm's pages of themes: all of them with counts, one with its quotes, tagging, telling."""

import uuid
from typing import Any

from django.db.models import Count, Max, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.gate import staff

from ..surveys.model import Survey
from ..surveys.views import visible_survey
from .forms import DecisionForm, TellingForm, ThemeForm, WordsForm
from .model import Mention, Theme
from .telling import draft, recipients, tell

QUOTES = 100


@staff("clients.see")
@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    """All themes over all clients that one sees, the most spoken of first."""
    context = {"themes": counted(request.acting), "form": ThemeForm(), "may_edit": request.acting.may("clients.edit")}
    return render(request, "retention/themes/list.html", context)


@staff("clients.edit")
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Add a theme."""
    form = ThemeForm(request.POST)
    if form.is_valid():
        try:
            made = Theme.add(request.acting.workspace, form.cleaned_data["name"], form.cleaned_data["words"], request.acting.actor)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            return redirect("themes:theme", made.pk)
    return render(request, "retention/themes/list.html", {"themes": counted(request.acting), "form": form, "may_edit": True}, status=422)


@staff("clients.see")
@require_safe
def theme(request: HttpRequest, theme_id: uuid.UUID) -> HttpResponse:
    """One theme: who said what, what was decided, who was told."""
    return _page(request, visible_theme(request.acting, theme_id))


@staff("clients.edit")
@require_POST
def change(request: HttpRequest, theme_id: uuid.UUID) -> HttpResponse:
    """Change its words, or decide about it."""
    found, by = visible_theme(request.acting, theme_id), request.acting.actor
    form: Any = {"words": WordsForm, "decide": DecisionForm}.get(request.POST.get("act", ""), DecisionForm)(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            found.listen_for(said["words"], by) if "words" in said else found.decide(said["decision"], said["answer"], by)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            say(request, "The theme was saved.")
            return redirect("themes:theme", found.pk)
    return _page(request, found, 422, **{"words" if isinstance(form, WordsForm) else "decision": form})


@staff("clients.edit")
@require_POST
def tag(request: HttpRequest, survey_id: uuid.UUID) -> HttpResponse:
    """Say that a comment speaks of a theme, or that it does not."""
    survey = visible_survey(request.acting, survey_id)
    try:
        found = visible_theme(request.acting, uuid.UUID(request.POST.get("theme", "")))
    except ValueError:
        raise Http404 from None
    verb = found.untag if request.POST.get("act") == "remove" else found.tag
    verb(survey, request.acting.actor)
    return redirect("surveys:survey", survey.pk)


@staff("clients.edit")
@require_http_methods(["GET", "POST"])
def telling(request: HttpRequest, theme_id: uuid.UUID) -> HttpResponse:
    """Read the letter, change it, send it to those who said it."""
    acting, found = request.acting, visible_theme(request.acting, theme_id)
    people, words = recipients(found, acting), draft(found)
    first = {"subject": words.subject, "text": words.text, "contacts": [str(person.pk) for person in people]}
    form = TellingForm(people, request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            count = tell(found, acting, said["subject"], said["text"], [form.people[key] for key in said["contacts"]])
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            say(request, f"{count} letter{'' if count == 1 else 's'} written to the outbox.")
            return redirect("themes:theme", found.pk)
    context = {"theme": found, "form": form}
    return render(request, "retention/themes/telling.html", context, status=422 if form.is_bound and form.errors else 200)


def counted(acting: Acting) -> list[Theme]:
    """The firm's themes with how many answers of visible clients speak of each, and when last."""
    seen = Q(mentions__removed=False, mentions__survey__in=Survey.objects.visible_to(acting))
    rows = Theme.objects.filter(workspace=acting.workspace).annotate(
        said=Count("mentions", filter=seen), clients=Count("mentions__survey__client", filter=seen, distinct=True),
        last=Max("mentions__survey__answered_at", filter=seen),
    )  # fmt: skip
    return list(rows.order_by("-said", "name"))


def visible_theme(acting: Acting, theme_id: uuid.UUID) -> Theme:
    """Return a theme of the firm; Http404 otherwise."""
    found = Theme.objects.filter(workspace=acting.workspace, pk=theme_id).first()
    if found is None:
        raise Http404
    found.workspace = acting.workspace
    return found


def _page(request: HttpRequest, found: Theme, status: int = 200, **forms: Any) -> HttpResponse:
    acting = request.acting
    said = Mention.objects.filter(theme=found, removed=False, survey__in=Survey.objects.visible_to(acting))
    context = {
        "theme": found, "may_edit": acting.may("clients.edit"), "untold": len(recipients(found, acting)) if found.decision else 0,
        "mentions": list(said.select_related("survey__client", "survey__contact").order_by("-survey__answered_at")[:QUOTES]),
        "told": found.told.filter(contact__client__in=Client.objects.visible_to(acting)).select_related("contact__client").order_by("-told_at")[:QUOTES],
        "words": WordsForm(initial={"words": "\n".join(found.words)}),
        "decision": DecisionForm(initial={"decision": found.decision, "answer": found.answer}), **forms,
    }  # fmt: skip
    return render(request, "retention/themes/theme.html", context, status=status)
