"""Writing a recap over a call or a meeting, looking at its vague words, sending it, writing it anew."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients import once
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from ..model import LogEntry
from ..reach import thing_at
from ..vague import find, marked
from .drafting import drafted, recipients
from .forms import RecapForm
from .model import TALKS, Recap
from .rules import digest_of
from .sending import send


@require_http_methods(["GET", "HEAD", "POST"])
@staff("clients.edit")
def write(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Draft a recap over a talk from what was logged; it is kept when it is saved."""
    clients = Client.objects.visible_to(request.acting)
    rows = LogEntry.objects.filter(client__in=clients).select_related("client__workspace", "workspace", "contact", "corrects")
    entry = get_object_or_404(rows, pk=entry_id)
    if entry.kind not in TALKS:
        raise Invalid("A recap is written over a call or a meeting.", None)
    if request.method == "POST":
        form = RecapForm(entry.client, request.POST)
        done, recap = tried(form, _begun, request, entry, form) if form.is_valid() else (False, None)
        return _go_on(request, form, recap) if done else _page(request, form, entry, status=422)
    subject, text = drafted(entry, str(request.acting.member))
    form = RecapForm(entry.client, initial={"subject": subject, "text": text, "to": [each.pk for each in recipients(entry)]})
    return _page(request, form, entry, text)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("clients.edit")
def recap(request: HttpRequest, recap_id: uuid.UUID) -> HttpResponse:
    """A draft to change and send; or one that was sent, with what became of it."""
    found = thing_at(request, Recap.objects.select_related("entry", "confirming_contact", "replaces"), recap_id)
    if request.method == "POST":
        form = RecapForm(found.client, request.POST)
        if form.is_valid() and (_has_left(form, found) or tried(form, lambda: found.write(**form.said()))[0] or _has_left(form, found)):
            return _go_on(request, form, found)
        return _page(request, form, found.entry, recap=found, status=422)
    if found.state != "draft":
        newer = Recap.objects.filter(replaces=found).exclude(state="discarded").first()
        context = {"recap": found, "people": found.to.all(), "newer": newer}
        return render(request, "conversations/recaps/recap.html", context)
    form = RecapForm(found.client, initial={"subject": found.subject, "text": found.text, "to": found.to.all()})
    return _page(request, form, found.entry, found.text, recap=found)


@require_POST
@staff("clients.edit")
def renew(request: HttpRequest, recap_id: uuid.UUID) -> HttpResponse:
    """Begin the next version."""
    return redirect("conversations:recap", thing_at(request, Recap.objects, recap_id).renew(request.acting.actor).pk)


@require_POST
@staff("clients.edit")
def discard(request: HttpRequest, recap_id: uuid.UUID) -> HttpResponse:
    """Put a draft away."""
    found = thing_at(request, Recap.objects, recap_id)
    found.discard()
    say(request, "The draft was put away.")
    return redirect("clients:detail", found.client_id)


def _begun(request: HttpRequest, entry: LogEntry, form: RecapForm) -> Recap:
    known = once.identity_in(request.acting, request.POST.get(once.FIELD, ""))
    return Recap.begin(entry, request.acting.actor, id=known, **form.said())


def _go_on(request: HttpRequest, form: RecapForm, kept: Recap) -> HttpResponse:
    """Send what was saved, unless it holds vague words that nobody has seen yet."""
    if _has_left(form, kept):
        return _gone(request, kept)
    if request.POST.get("act") != "send":
        say(request, "The draft is kept.")
        return redirect("conversations:recap", kept.pk)
    if find(kept.text) and form.cleaned_data["checked"] != digest_of(kept.text):
        return _page(request, form, kept.entry, kept.text, recap=kept, status=422, stopped=True)
    if not tried(form, send, kept, request.acting.actor)[0] and not _has_left(form, kept):
        return _page(request, form, kept.entry, kept.text, recap=kept, status=422)
    return _gone(request, kept)


def _has_left(form: RecapForm, kept: Recap) -> bool:
    """The same form came before, and what it says is under way."""
    return kept.left_as(form.cleaned_data["subject"], form.cleaned_data["text"])


def _gone(request: HttpRequest, kept: Recap) -> HttpResponse:
    say(request, "The recap is on its way. You see here when it is confirmed.")
    return redirect("conversations:recap", kept.pk)


def _page(request: HttpRequest, form: RecapForm, entry: LogEntry, text: str = "", recap: Recap | None = None, status: int = 200, **more) -> HttpResponse:
    text = (text or form["text"].value() or "").replace("\r\n", "\n")
    findings = find(text)
    context = {
        "form": form, "entry": entry, "client": entry.client, "recap": recap, "findings": findings, "pieces": marked(text, findings),
        "checked": digest_of(text), "form_token": once.mint(request.acting), **more,
    }  # fmt: skip
    return render(request, "conversations/recaps/write.html", context, status=status)
