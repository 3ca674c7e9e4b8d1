"""The list of clients: find, filter, add, act on several, download."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.members.limits import count_attempt

from .. import adding, bulk, once
from ..custom_field import CustomField
from ..export import rows_of
from ..forms import NewClientForm
from ..limits import EXPORT_WINDOW, EXPORTS
from ..listing import Listing, Shown
from ..menus import colleagues, menus_of, sorts_of
from ..model import STAGE_LABELS, Client
from ..slots import CLIENT_COLUMNS, CLIENT_ORDERS, LIST_ACTS, LIST_BULK, LIST_EMPTY
from .reach import to_page, write_into


@require_GET
@staff("clients.see")
def clients(request: HttpRequest) -> HttpResponse:
    """The list, as its address says."""
    acting, listing = request.acting, Listing.of(request.GET)
    shown = Shown(acting, listing)
    team = colleagues(acting)
    context = {"listing": listing, "shown": shown, "rows": _rows(acting, shown), "columns": _columns(listing)}
    context |= {"menus": menus_of(acting, listing, team), "sort": sorts_of(listing), "team": team}
    context |= {"stages": STAGE_LABELS.items(), "download": reverse("clients:download") + listing.address()}
    context |= {"keep": _kept(listing), "here": request.get_full_path(), "heads": _heads(listing)}
    context |= {f"may_{act}": acting.may(f"clients.{act}") for act in ("edit", "archive", "assign", "export")}
    context |= {"may_customise": acting.may("settings.edit"), "list_acts": LIST_ACTS.filled(acting, None), "list_bulk": LIST_BULK.filled(acting, None)}
    context |= {"bulk_acts": any(context[f"may_{act}"] for act in ("edit", "archive", "assign"))}
    if not shown.rows:
        context["is_first"] = not listing.is_narrowed and not Client.objects.visible_to(acting).exists()
        context["begin"] = LIST_EMPTY.filled(acting, None)
    return render(request, "clients/list.html", context)


@require_http_methods(["GET", "POST"])
@staff("clients.edit")
def add(request: HttpRequest) -> HttpResponse:
    """Put a client on record by hand."""
    acting = request.acting
    form = NewClientForm(acting, request.POST or None)
    form.initial["name"] = request.GET.get("name", "")[:200]
    if request.method == "POST" and form.is_valid():
        try:
            client = adding.add_client(acting, form.cleaned_data, request.POST.get(once.FIELD, ""))
        except Refusal as refusal:
            write_into(form, refusal)
        else:
            say(request, f"{client.name} is on record.")
            return to_page(client)
    status = 422 if form.is_bound else 200
    return render(request, "clients/add.html", {"form": form, "form_token": once.mint(acting)}, status=status)


@require_POST
@staff("clients.edit")
def act_on_chosen(request: HttpRequest) -> HttpResponse:
    """Do one thing to all chosen clients."""
    act = request.POST.get("act", "")
    value = request.POST if act == "step" else request.POST.get({"untag": "tag"}.get(act, act), "")
    words, kept = bulk.act_on(request.acting, request.POST.getlist("chosen"), act, value)
    undo = reverse("clients:undo", args=[bulk.keep_for_undo(request.session, kept)]) if kept["before"] else ""
    say(request, words, undo=undo)
    return _back(request)


@require_POST
@staff("clients.edit")
def undo(request: HttpRequest, token: str) -> HttpResponse:
    """Take back what was done to several clients."""
    waiting = request.session.get(bulk.KEPT, {})
    if token not in waiting:
        raise Http404
    words = bulk.take_back(request.acting, waiting[token])
    request.session[bulk.KEPT] = {name: kept for name, kept in waiting.items() if name != token}
    say(request, words)
    return _back(request)


@require_POST
@staff("clients.export")
def download(request: HttpRequest) -> StreamingHttpResponse:
    """The list, with its filters, as CSV."""
    count_attempt("export", str(request.acting.member.pk), EXPORTS, EXPORT_WINDOW)
    shown = Shown(request.acting, Listing.of(request.GET))
    fields = list(CustomField.objects.filter(workspace=request.acting.workspace))
    answer = StreamingHttpResponse(rows_of(shown.sorted, fields), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="clients.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


def _rows(acting: Acting, shown: Shown) -> list[tuple[Client, list]]:
    """Each client with what later stages say of it, a column each."""
    clients = shown.rows
    told = [values(acting, clients) if clients else {} for _, values in CLIENT_COLUMNS]
    return [(client, [_as_list(column.get(client.pk)) for column in told]) for client in clients]


def _as_list(value) -> list:
    return [] if value in (None, "") else list(value) if isinstance(value, list | tuple) else [value]


def _columns(listing: Listing) -> list[dict]:
    """The heads of those columns; one that can be sorted by leads to it."""
    return [
        {
            "label": CLIENT_COLUMNS[key][0],
            "url": listing.address(sort=key) if key in CLIENT_ORDERS else "",
            "direction": "descending" if listing.sort == key else "",
        }
        for key in CLIENT_COLUMNS.keys()  # noqa: SIM118
    ]


def _heads(listing: Listing) -> dict[str, dict[str, str]]:
    directions = {"name": "ascending", "contact": "descending"}
    return {
        key: {"url": listing.address(sort=key), "direction": direction if listing.sort == key else ""}
        for key, direction in directions.items()
    }


def _kept(listing: Listing) -> dict[str, str]:
    """The other parts of the address, for the search form."""
    from django.http import QueryDict

    parts = QueryDict(listing.address(q="")[1:])
    return {name: parts[name] for name in parts}


def _back(request: HttpRequest) -> HttpResponse:
    target = request.POST.get("next", "")
    is_ours = target.startswith("/clients/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return redirect(target if is_ours else "clients:list")
