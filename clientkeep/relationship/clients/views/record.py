"""Changing the record: the whole of it, or one part in place."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from clientkeep.foundation.errors import Conflict, Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.gate import staff

from ..checking import doubt_about_tax_id
from ..forms import ClientForm, initial_of
from ..model import Client
from ..parts import PARTS, Part
from ..saving import save_record
from .page import shown_part
from .reach import reached, to_page, write_into

# Each section's fields, those that belong together in one row.
SECTIONS = [
    ("Who they are", ["name is_company", "legal_name", "email phone", "website", "tags"]),
    ("Where they are", ["address_line1", "address_line2", "postal_code city region", "country", "time_zone language"]),
    ("How you work together", ["stage tier", "contract_starts contract_ends", "next_step", "next_step_on"]),
    ("How they pay", ["currency terms_days hourly_rate", "tax_id", "tax_name tax_percent", "tax_exempt"]),
    ("What to remember", ["background"]),
]


@require_http_methods(["GET", "POST"])
@staff("clients.edit")
def edit(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """The whole record on one page. Who saves second sees what the first one saved."""
    client = reached(request, client_id)
    form, changed, status = ClientForm(request.acting, request.POST or None, client), None, 200
    version = client.version
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                save_record(client, form.cleaned_data, request.acting.actor, _version_in(request))
            except Conflict:
                status, changed = 409, _differences(form, client)
            except Refusal as refusal:
                write_into(form, refusal)
            else:
                _say_saved(request, client)
                return to_page(client)
        version = version if status == 409 else _version_in(request)
    context = {"client": client, "form": form, "version": version, "changed": changed, "sections": _sections(form)}
    return render(request, "clients/edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
@staff("clients.edit")
def part(request: HttpRequest, client_id: uuid.UUID, slug: str) -> HttpResponse:
    """One part of the record: a small page, or in place where htmx asks."""
    if slug not in PARTS:
        raise Http404
    found, client = PARTS[slug], reached(request, client_id)
    in_place = bool(request.htmx) and not found.alone
    if in_place and request.method == "GET" and request.GET.get("leave"):
        return _shown(request, client, found)
    form, status, was = ClientForm(request.acting, request.POST or None, client, only=found.fields), 200, found.words(client)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _save_part(request, client, found, form)
            except Refusal as refusal:
                status = refusal.status
                write_into(form, refusal)
            else:
                return _shown(request, client, found) if in_place else redirect(_place_of(client, found))
    context = {"client": client, "form": form, "part": found, "shown": shown_part(client, slug), "was": was}
    if in_place:
        next(iter(form.fields.values())).widget.attrs["data-inline-input"] = True
        # htmx swaps only what succeeded, so an error in place travels as 200; the small page keeps its status.
        return render(request, "clients/_part_form.html", context, status=200)
    return render(request, "clients/part.html", context, status=status)


def _save_part(request: HttpRequest, client: Client, found: Part, form: ClientForm) -> None:
    was = request.POST.get("was")
    now = found.words(client)
    if was is not None and was.replace("\r\n", "\n") != now and not found.slug == "custom":
        raise Conflict(f"Somebody changed this meanwhile to “{now or 'nothing'}”. Save again to keep yours.", None)
    save_record(client, form.cleaned_data, request.acting.actor)
    doubt = doubt_about_tax_id(client.tax_id, client.country) if found.slug == "tax-id" else ""
    if doubt and not request.htmx:
        say(request, f"Saved. {doubt}")


def _shown(request: HttpRequest, client: Client, found: Part) -> HttpResponse:
    return render(request, "clients/_part.html", {"shown": shown_part(client, found.slug), "may_edit": True})


def _place_of(client: Client, found: Part) -> str:
    return reverse("clients:detail", args=[client.pk]) + f"#part-{found.slug}"


def _version_in(request: HttpRequest) -> int:
    given = request.POST.get("version", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0


def _say_saved(request: HttpRequest, client: Client) -> None:
    doubt = doubt_about_tax_id(client.tax_id, client.country)
    say(request, f"{client.name} was saved. {doubt}".strip())


def _sections(form: ClientForm) -> list[tuple[str, list]]:
    sections = [(title, [[form[name] for name in row.split()] for row in rows]) for title, rows in SECTIONS]
    own = [[form[f"custom_{field.key}"]] for field in form.custom]
    return [*sections, ("Your own fields", own)] if own else sections


def _differences(form: ClientForm, client: Client) -> list[dict[str, str]]:
    """Where what is stored now differs from what was typed: both, side by side."""
    stored, found = initial_of(client, form.custom), []
    for name, field in form.fields.items():
        typed = form.data.get(name, "") or ""
        now = field.prepare_value(stored.get(name)) if hasattr(field, "prepare_value") else stored.get(name)
        now = "" if now in (None, False) else "on" if now is True else str(now)
        if str(typed).strip() != now:
            found.append({"label": field.label, "stored": now, "typed": str(typed)})
    return found
