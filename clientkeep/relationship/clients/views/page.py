"""One client's page: the facts, the story, the panels; archiving and bringing back."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from clientkeep.foundation.ui.days import local_date
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.gate import staff

from ..cadence import cadence_of
from ..checking import doubt_about_tax_id
from ..custom_field import CustomField
from ..keeping import kept_files, with_versions
from ..limits import FILES_SHOWN
from ..missing import Gap, gaps, tier_words
from ..model import Client
from ..parts import PARTS
from ..signs import signs_of
from ..slots import CLIENT_ACTS, CLIENT_FACTS, CLIENT_MAIN, CLIENT_PANELS
from ..story import GROUPS, Known, story_of
from ..tellers import told_of
from .reach import reached, to_page

LINE = [("lead", "Lead"), ("proposal", "Proposal"), ("active", "Active"), ("former", "Former")]


@require_GET
@staff("clients.see")
def detail(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """The client's page, or a part of its story."""
    acting, client = request.acting, reached(request, client_id)
    people = client.people
    kept = kept_files(client)
    files = [newest for newest, _ in with_versions(kept)]
    context = _story(request, client, told_of(people, kept)) | {
        "client": client,
        "steps": steps_of(client),
        "people": people,
        "tax_doubt": doubt_about_tax_id(client.tax_id, client.country) if client.tax_id else "",
        "files": files[:FILES_SHOWN],
        "more_files": len(files) > FILES_SHOWN,
        "gaps": [{"gap": gap, "url": fix_of(gap, client)} for gap in _gaps(acting, client, people)],
        "parts": {slug.replace("-", "_"): shown_part(client, slug) for slug in PARTS},
        "custom": _custom(client),
        "tier_words": tier_words(client.tier, cadence_of(acting.workspace)),
        "facts": CLIENT_FACTS.filled(acting, client),
        "above": CLIENT_MAIN.filled(acting, client),
        "signs": [] if client.archived_at else signs_of(acting, client),
        "panels": CLIENT_PANELS.filled(acting, client),
        "acts": CLIENT_ACTS.filled(acting, client),
        "may_edit": acting.may("clients.edit"),
        "may_archive": acting.may("clients.archive"),
        "may_assign": acting.may("clients.assign"),
    }
    return render(request, "clients/detail.html", context)


@require_POST
@staff("clients.archive")
def archive(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Put the client away."""
    client = reached(request, client_id)
    client.archive(request.acting.actor)
    say(request, f"{client.name} was archived.", undo=reverse("clients:restore", args=[client.pk]))
    return redirect("clients:list")


@require_POST
@staff("clients.archive")
def restore(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Bring the client back."""
    client = reached(request, client_id)
    client.restore(request.acting.actor)
    say(request, f"{client.name} is back.")
    return to_page(client)


def steps_of(client: Client) -> list[dict[str, str]]:
    """The lifecycle with "here" on it; a pause stands where the work does."""
    here = "active" if client.stage == "paused" else client.stage
    place = [slug for slug, _ in LINE].index(here)
    steps = []
    for index, (slug, label) in enumerate(LINE):
        words = "Paused" if slug == here and client.stage == "paused" else label
        steps.append({"label": words, "where": "done" if index < place else "here" if index == place else "ahead"})
    return steps


def shown_part(client: Client, slug: str) -> dict[str, str]:
    """A part of the record as it stands on the page."""
    part = PARTS[slug]
    return {
        "id": f"part-{slug}",
        "label": part.label,
        "value": part.words(client),
        "empty": part.empty,
        "url": reverse("clients:part", args=[client.pk, slug]),
    }


def fix_of(gap: Gap, client: Client) -> str:
    """Where a gap is mended."""
    if gap.fix == "person":
        return reverse("clients:person_add", args=[client.pk])
    if gap.fix == "log":
        return "#log"
    slug = {"contract": "contract"}.get(gap.slug, gap.fix.replace("_", "-"))
    return reverse("clients:part", args=[client.pk, slug])


def _story(request: HttpRequest, client: Client, known: Known) -> dict:
    group = request.GET.get("kind", "")
    group = group if group in GROUPS else ""
    text = request.GET.get("find", "").replace("\x00", "").strip()[:100]
    before = request.GET.get("before", "")
    start = int(before) if before.isascii() and before.isdigit() and len(before) < 16 else None
    story = story_of(request.acting, client, group, text, start, known)

    def address(**changes: object) -> str:
        parts = {"kind": group, "find": text, **changes}
        kept = urlencode({name: value for name, value in parts.items() if value})
        return reverse("clients:detail", args=[client.pk]) + (f"?{kept}" if kept else "") + "#story"

    choices = [{"label": "everything", "url": address(kind=""), "current": not group}]
    choices += [{"label": words, "url": address(kind=slug), "current": slug == group} for slug, words in GROUPS.items()]
    return {
        "story": story,
        "story_kind": GROUPS.get(group, "everything"),
        "story_choices": choices,
        "story_find": text,
        "story_keep": {"kind": group} if group else {},
        "story_earlier": address(before=story.earlier) if story.earlier else "",
        "story_is_part": bool(group or text or start is not None),
        "story_whole": address(kind="", find=""),
    }


def _gaps(acting: Acting, client: Client, people: list) -> list[Gap]:
    last = client.last_contact_at and local_date(client.last_contact_at, acting.workspace.time_zone)
    return gaps(client, people, acting.workspace.today(), last or None, cadence_of(acting.workspace))


def _custom(client: Client) -> list[tuple[str, str]]:
    fields = CustomField.objects.filter(workspace_id=client.workspace_id)
    return [(field.label, client.custom.get(field.key, "")) for field in fields]
