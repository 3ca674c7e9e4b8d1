"""The money book: entries by period, each balanced, and the sums of the accounts."""

import csv
import datetime as dt
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clientkeep.foundation.money import Money
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.gate import staff

from .model import Entry
from .queries import balances_of, entries_of
from .rules import ACCOUNTS

FIRST_ROWS, MOST_ROWS, YEARS = 100, 1000, 8
WORDS = {
    "issue": "Issued", "void": "Voided", "payment": "Received", "allocation": "Matched", "freed": "Taken off",
    "refund": "Given back", "refund-back": "Refund came back",
}  # fmt: skip


@staff("ledger.see")
@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """Show the entries of a month or a year."""
    workspace = request.acting.workspace
    first, last, name = _span(request)
    shown = min(int(request.GET["rows"]) if request.GET.get("rows", "").isdecimal() else FIRST_ROWS, MOST_ROWS)
    found = entries_of(workspace, first, last)
    entries = list(found[:shown])
    _name(entries)
    total = found.count()
    context = {
        "entries": entries,
        "balances": balances_of(workspace, first, last),
        "name": name,
        "periods": _periods(request, workspace.today()),
        "period": request.GET.get("period", ""),
        "total": total,
        "shown": min(shown, total),
        "more": shown + FIRST_ROWS if total > shown and shown < MOST_ROWS else None,
    }
    return render(request, "billing/ledger/ledger.html", context)


@staff("ledger.see")
@require_safe
def download(request: HttpRequest) -> StreamingHttpResponse:
    """The same entries as CSV, one row for each posting, in major units."""
    first, last, _ = _span(request)
    answer = StreamingHttpResponse(_lines(request.acting.workspace, first, last), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="money-book-{first}-{last}.csv"'
    return answer


class _Echo:
    def write(self, text: str) -> str:
        return text


def _lines(workspace, first: dt.date, last: dt.date) -> Iterator[str]:
    out = csv.writer(_Echo())
    yield "\ufeff" + out.writerow(["Date", "Entry", "What", "Account", "Debit", "Credit", "Currency"])
    for entry in entries_of(workspace, first, last).iterator(chunk_size=500):
        for row in entry.postings.all():
            amount = str(Money(abs(row.amount_minor), entry.currency))
            sides = (amount, "") if row.amount_minor > 0 else ("", amount)
            words = WORDS.get(entry.key.partition(":")[0], "")
            yield out.writerow([entry.day, entry.pk, words, ACCOUNTS.get(row.account, row.account), *sides, entry.currency])


def _span(request: HttpRequest) -> tuple[dt.date, dt.date, str]:
    """The asked-for month ("2026-03") or year ("2026"); this month where nothing is asked."""
    today = request.acting.workspace.today()
    text = request.GET.get("period", "") or f"{today:%Y-%m}"
    try:
        if len(text) == 4:
            return dt.date(int(text), 1, 1), dt.date(int(text), 12, 31), text
        first = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        raise Http404 from None
    following = (first + dt.timedelta(days=32)).replace(day=1)
    return first, following - dt.timedelta(days=1), f"{first:%B %Y}"


def _periods(request: HttpRequest, today: dt.date) -> list[dict]:
    months, day = [], today.replace(day=1)
    for _ in range(12):
        months.append((f"{day:%Y-%m}", f"{day:%B %Y}"))
        day = (day - dt.timedelta(days=1)).replace(day=1)
    years = [(str(year), f"All of {year}") for year in range(today.year, today.year - YEARS, -1)]
    now = request.GET.get("period", "") or f"{today:%Y-%m}"
    return [{"label": words, "url": f"?period={key}", "current": key == now} for key, words in [*months, *years]]


def _name(entries: list[Entry]) -> None:
    """Put the words, the document and the client on each entry, in two queries for all of them."""
    documents = Document.objects.in_bulk({entry.document_id for entry in entries if entry.document_id})
    clients = Client.objects.in_bulk({entry.client_id for entry in entries})
    for entry in entries:
        entry.words = WORDS.get(entry.key.partition(":")[0], "Entry")
        entry.document = documents.get(entry.document_id)
        entry.client = clients.get(entry.client_id)
        entry.rows = [
            {
                "account": ACCOUNTS.get(row.account, row.account),
                "debit": Money(row.amount_minor, entry.currency) if row.amount_minor > 0 else None,
                "credit": Money(-row.amount_minor, entry.currency) if row.amount_minor < 0 else None,
            }
            for row in entry.postings.all()
        ]
