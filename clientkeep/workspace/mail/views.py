"""The outbox: what each letter is, who gets it, when, and its state in a word; and a person's choices."""

import uuid
from collections import Counter

from django.db.models import Case, IntegerField, Value, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.files.serving import send_file
from clientkeep.workspace.members.gate import staff

from .frames import framed
from .layout import lay_out, with_link
from .leaving import NO_ADDRESS, NO_SERVER, why_none_leaves
from .message import plain_text
from .models import Letter
from .slots import LETTER_PANELS
from .state_words import EXPLAINED, PARTS

FIRST_ROWS, MOST_ROWS, AT_ONCE = 50, 500, 200
LINK_SHOWN = "(the link is made when the letter leaves)"
DONE = {
    "send": "The letter goes out now.",
    "drop": "The letter was dropped.",
    "mark_sent": "The letter counts as sent.",
    "take_back": "The letter is held again.",
    "send_now": "The letter goes out now.",
}


@require_GET
@staff("outbox.see")
def outbox(request: HttpRequest) -> HttpResponse:
    """List the letters, those that need a person first."""
    key = request.GET.get("state", "all")
    states = next((states for name, _, states in PARTS if name == key), None)
    if states is None:
        raise Http404
    mine = Letter.objects.visible_to(request.acting)
    counts = Counter(dict(_counted(mine)))
    rows = min(_number(request.GET.get("rows"), FIRST_ROWS), MOST_ROWS)
    total = sum(counts[state] for state in states)
    context = {
        "letters": _urgent_first(mine.filter(state__in=states))[:rows],
        "part": key,
        "parts": [_segment(name, label, states, counts, key) for name, label, states in PARTS],
        "total": total,
        "shown": min(rows, total),
        "more": rows + FIRST_ROWS if total > rows and rows < MOST_ROWS else None,
        "held": counts["held"],
        "holding": _holding(request),
        "may_decide": request.acting.may("outbox.decide"),
    }
    return render(request, "mail/outbox.html", context)


@require_GET
@staff("outbox.see")
def letter(request: HttpRequest, letter_id: uuid.UUID) -> HttpResponse:
    """Show a letter as its recipient sees it."""
    return _letter_page(request, _visible(request, letter_id))


@require_GET
@staff("outbox.see")
def reading(request: HttpRequest, letter_id: uuid.UUID) -> HttpResponse:
    """The letter itself, for the frame on its page. What lets its recipient in is not shown to anybody else."""
    found = _visible(request, letter_id)
    return framed(with_link(found.html or lay_out(found), "#" if not found.is_secret else "••••••"))


@require_GET
@staff("outbox.see")
def attachment(request: HttpRequest, letter_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponseBase:
    """Download what is attached to a letter."""
    return send_file(request, get_object_or_404(_visible(request, letter_id).files, pk=file_id))


@require_POST
@staff("outbox.decide")
def decision(request: HttpRequest, letter_id: uuid.UUID) -> HttpResponse:
    """Send, drop, mark as sent, or take back one letter."""
    found = _visible(request, letter_id)
    act = request.POST.get("act", "")
    if act not in DONE:
        raise Http404
    try:
        _decide(request, found, act)
    except Refusal as refusal:
        return _letter_page(request, found, refusal)
    undo = reverse("mail:taking_back", args=[found.pk]) if act == "drop" and not found.is_secret else ""
    say(request, DONE[act], undo=undo)
    return redirect("mail:letter", letter_id=found.pk)


@require_POST
@staff("outbox.decide")
def taking_back(request: HttpRequest, letter_id: uuid.UUID) -> HttpResponse:
    """Undo a drop."""
    found = _visible(request, letter_id)
    _decide(request, found, "take_back")
    say(request, DONE["take_back"])
    return redirect("mail:letter", letter_id=found.pk)


@require_POST
@staff("outbox.decide")
def deciding(request: HttpRequest) -> HttpResponse:
    """Send or drop the chosen letters, each by itself: one that cannot go stops no other."""
    act = request.POST.get("act", "")
    if act not in ("send", "drop"):
        raise Http404
    ids = [identity for text in request.POST.getlist("chosen")[:AT_ONCE] if (identity := _uuid(text))]
    done = 0
    for found in Letter.objects.visible_to(request.acting).filter(pk__in=ids).select_related("workspace"):
        try:
            _decide(request, found, act)
            done += 1
        except Refusal:
            continue
    say(request, _summed_up(act, done, len(ids)))
    return redirect(f"{reverse('mail:outbox')}?state=held")


def _decide(request: HttpRequest, found: Letter, act: str) -> None:
    verbs = {
        "send": found.release, "drop": found.drop, "mark_sent": found.mark_sent, "take_back": found.take_back,
        "send_now": found.send_now,
    }  # fmt: skip
    verbs[act](request.acting.actor)


def _summed_up(act: str, done: int, asked: int) -> str:
    noun = "letter" if done == 1 else "letters"
    words = f"{done} {noun} " + (("goes" if done == 1 else "go") + " out now." if act == "send" else "dropped.")
    left = asked - done
    return words if not left else f"{words} {left} could not be, and {'says' if left == 1 else 'say'} why."


def _letter_page(request: HttpRequest, found: Letter, refusal: Refusal | None = None) -> HttpResponse:
    holding = why_none_leaves(found.workspace, found)
    explained = EXPLAINED.get(found.state, "")
    if found.state == "held":
        explained = holding or "It was written while no letters could leave. Nothing goes by itself: choose."
    context = {
        "letter": found,
        "files": found.files.all(),
        "text": plain_text(found, "••••••" if found.is_secret else LINK_SHOWN),
        "explained": explained,
        "refusal": refusal,
        "acts": found.acts if request.acting.may("outbox.decide") else (),
        "can_leave": not holding,
        "can_set": _can_set(request, holding),
        "panels": LETTER_PANELS.filled(request.acting, found),
    }
    return render(request, "mail/letter_page.html", context, status=refusal.status if refusal else 200)


def _visible(request: HttpRequest, letter_id: uuid.UUID) -> Letter:
    visible = Letter.objects.visible_to(request.acting).select_related("workspace")
    return get_object_or_404(visible, pk=letter_id)


def _holding(request: HttpRequest) -> dict[str, object] | None:
    words = why_none_leaves(request.acting.workspace)
    if not words:
        return None
    return {"words": words, "can_set": _can_set(request, words)}


def _can_set(request: HttpRequest, holding: str) -> bool:
    return holding in (NO_SERVER, NO_ADDRESS) and request.acting.may("settings.money")


def _counted(letters):
    from django.db.models import Count

    return letters.order_by().values_list("state").annotate(count=Count("pk"))


def _urgent_first(letters):
    urgent = Case(
        When(state__in=("failed", "bounced", "unknown"), then=Value(0)),
        When(state="held", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return letters.order_by(urgent, "-created_at")


def _segment(name: str, label: str, states: tuple[str, ...], counts: Counter, current: str) -> dict[str, object]:
    count = sum(counts[state] for state in states)
    return {"url": f"?state={name}", "label": label, "count": count, "current": name == current}


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else default


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
