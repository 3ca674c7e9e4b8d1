"""Two settings pages: how letters leave, and what they say."""

import datetime as dt
from types import SimpleNamespace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clientkeep.foundation.errors import Invalid, Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.members.limits import count_attempt

from . import server as servers
from . import wording as words
from .forms import ServerForm, WordingForm
from .frames import framed
from .layout import lay_out, with_link
from .leaving import DEMO, public_address
from .models import Letter, LetterTemplate, MailServer
from .wordings import PLACEHOLDERS, SAMPLES, WORDINGS, Wording

# Enough to find one's settings, too few to search a network with.
TESTS, TESTS_IN = 12, dt.timedelta(hours=1)


@require_http_methods(["GET", "POST"])
@staff("settings.money")
def mail_server(request: HttpRequest) -> HttpResponse:
    """How do your letters leave?"""
    workspace = request.acting.workspace
    current = MailServer.objects.filter(workspace=workspace).first()
    if request.method == "GET":
        return _server_page(request, ServerForm(server=current, initial=None if current else _guess(request)), current)
    form = ServerForm(request.POST, server=current)
    if form.is_valid() and _kept(request, form):
        say(request, "Saved. Send a test letter to see that it works.")
        return redirect("mail:server")
    return _server_page(request, form, current, status=422)


@require_POST
@staff("settings.money")
def test(request: HttpRequest) -> HttpResponse:
    """Send a real letter to oneself and say what became of it."""
    acting = request.acting
    count_attempt("mail.test", str(acting.workspace.pk), TESTS, TESTS_IN)
    try:
        letter = servers.send_test(acting.workspace, acting.member.user.email, acting.member.user.name)
        outcome = _outcome(letter)
    except Refusal as refusal:
        outcome = {"meaning": "broken", "sign": "octagon-x", "title": "Not sent.", "words": refusal.message}
    current = MailServer.objects.filter(workspace=acting.workspace).first()
    status = 200 if outcome["meaning"] == "good" else 422
    return _server_page(request, ServerForm(server=current), current, outcome=outcome, status=status)


@require_POST
@staff("settings.money")
def removal(request: HttpRequest) -> HttpResponse:
    """Forget the mail server."""
    servers.remove_server(request.acting.workspace, request.acting.actor)
    say(request, "The mail server was removed. Letters are held from now on.")
    return redirect("mail:server")


@require_GET
@staff("settings.see")
def wordings(request: HttpRequest) -> HttpResponse:
    """What do your letters say? One line for each letter."""
    own = set(LetterTemplate.objects.filter(workspace=request.acting.workspace).values_list("slug", flat=True))
    rows = [{"wording": wording, "is_own": wording.slug in own} for wording in WORDINGS]
    return render(request, "mail/wordings.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@staff("settings.edit")
def wording(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the words of one letter, with a preview beside them."""
    default = _default(slug)
    acting = request.acting
    now = words.words_of(acting.workspace, slug)
    if request.method == "GET":
        form = WordingForm(wording=default, initial={"subject": now.subject, "body": now.text})
        return _wording_page(request, default, form)
    form = WordingForm(request.POST, wording=default)
    if form.is_valid():
        try:
            words.change(acting.workspace, slug, form.cleaned_data["subject"], form.cleaned_data["body"], acting.actor)
            say(request, f"{default.label}: saved.")
            return redirect("mail:wording", slug=slug)
        except Invalid as invalid:
            form.add_error(invalid.field, invalid.message)
    return _wording_page(request, default, form, status=422)


@require_POST
@staff("settings.edit")
def wording_reset(request: HttpRequest, slug: str) -> HttpResponse:
    """Go back to the words that came with the product."""
    words.reset(request.acting.workspace, _default(slug).slug, request.acting.actor)
    say(request, "The words are the ones that came with Clientkeep.")
    return redirect("mail:wording", slug=slug)


@require_http_methods(["GET", "POST"])
@staff("settings.edit")
def wording_preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The letter with sample values, for the frame; a POST shows words that are not saved, and saves nothing."""
    default = _default(slug)
    workspace = request.acting.workspace
    shown = words.words_of(workspace, slug)
    if request.method == "POST":
        shown = words.Words(request.POST.get("subject", "")[:300], request.POST.get("body", "")[:20_000])
    samples = {**SAMPLES, "firm": workspace.name, "sender": str(request.acting.member)}
    text = words.fill_words(shown, slug, samples)
    sample = SimpleNamespace(
        workspace=workspace,
        subject=text.subject,
        text=text.text.replace("\r\n", "\n"),
        is_secret="code" in default.placeholders,
    )
    link = SAMPLES["code"] if sample.is_secret else "#"
    return framed(with_link(lay_out(sample, default.button), link))


def _server_page(request: HttpRequest, form, current, outcome=None, status: int = 200) -> HttpResponse:
    workspace = request.acting.workspace
    context = {
        "form": form,
        "server": current,
        "outcome": outcome,
        "held": Letter.objects.filter(workspace=workspace, state="held").count(),
        "public_address": public_address(workspace),
        "demo_words": DEMO if workspace.is_demo else "",
        "own_email": request.acting.member.user.email,
    }
    return render(request, "mail/server.html", context, status=status)


def _wording_page(request: HttpRequest, default: Wording, form, status: int = 200) -> HttpResponse:
    is_own = LetterTemplate.objects.filter(workspace=request.acting.workspace, slug=default.slug).exists()
    known = [(f"{{{name}}}", PLACEHOLDERS[name]) for name in default.placeholders]
    context = {"wording": default, "form": form, "is_own": is_own, "known": known}
    return render(request, "mail/wording.html", context, status=status)


def _kept(request: HttpRequest, form: ServerForm) -> bool:
    try:
        servers.set_server(request.acting.workspace, request.acting.actor, **form.cleaned_data)
    except Invalid as invalid:
        form.add_error(invalid.field, invalid.message)
        return False
    return True


def _outcome(letter: Letter) -> dict[str, str]:
    if letter.state == "sent":
        words = f"The test letter was taken by your mail server. Look for it at {letter.to_email}."
        return {"meaning": "good", "sign": "check", "title": "It works.", "words": words}
    if letter.state == "unknown":
        words = f"The mail server got the letter and did not answer. Look whether it arrived at {letter.to_email}."
        return {"meaning": "late", "sign": "triangle-alert", "title": "Not certain.", "words": words}
    return {"meaning": "broken", "sign": "octagon-x", "title": "Not sent.", "words": letter.error}


def _guess(request: HttpRequest) -> dict[str, object]:
    workspace = request.acting.workspace
    return {"port": 587, "security": "starttls", "from_email": workspace.email, "from_name": workspace.name}


def _default(slug: str) -> Wording:
    if slug not in WORDINGS:
        raise Http404
    return WORDINGS[slug]
