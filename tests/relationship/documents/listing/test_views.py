"""The lists: what they show, to whom, how they are filtered, paged and taken home."""

import csv
import io
import re

import pytest
from django.urls import reverse

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document

INVOICES = reverse("documents:invoices")
QUOTES = reverse("documents:quotes")


@pytest.fixture
def page(cast, as_member):
    return as_member(cast.olivia)


def numbers(answer) -> list[str]:
    return re.findall(r'class="number" href="/documents/[^"]+">([^<]+)</a>', answer.content.decode())


def test_each_list_shows_its_own_kinds(cast, page):
    made = {kind: cast.document(kind).number for kind in ("invoice", "quote", "estimate", "credit_note")}
    assert numbers(page.get(INVOICES)) == [made["invoice"]]
    assert numbers(page.get(INVOICES, {"kind": "credit_note"})) == [made["credit_note"]]
    assert sorted(numbers(page.get(QUOTES))) == sorted([made["quote"], made["estimate"]])
    assert numbers(page.get(QUOTES, {"kind": "estimate"})) == [made["estimate"]]


def test_states_filter(cast, page):
    late = cast.invoice(issue_date="2020-01-01", due_date="2020-02-01")
    open_ = cast.invoice()
    void = cast.invoice()
    void.void(cast.by, "mistake")
    draft = cast.invoice(issue=False)
    assert numbers(page.get(INVOICES, {"state": "overdue"})) == [late.number]
    assert set(numbers(page.get(INVOICES, {"state": "unpaid"}))) == {late.number, open_.number}
    assert numbers(page.get(INVOICES, {"state": "void"})) == [void.number]
    assert str(draft.pk) in page.get(INVOICES, {"state": "draft"}).content.decode()
    assert numbers(page.get(INVOICES, {"state": "draft"})) == ["Draft"]
    assert numbers(page.get(INVOICES, {"period": "last_year", "q": late.number})) == []


def test_search_finds_number_client_and_reference(cast, page):
    mine = cast.invoice(client=cast.bloom, reference="PO 4411")
    cast.invoice()
    for typed in (mine.number, "bloom", "4411"):
        assert numbers(page.get(INVOICES, {"q": typed})) == [mine.number]
    assert numbers(page.get(INVOICES, {"client": str(cast.bloom.pk)})) == [mine.number]


@pytest.mark.parametrize("query", [
    {"state": "_connector"}, {"sort": "client__workspace__name"}, {"kind": "x' OR 1=1"}, {"client": "nobody"},
    {"after": "zzz"}, {"after": "W10="}, {"after": "x" * 5000}, {"q": "%" * 5000}, {"period": "__all__"},
    {"kind__in": "quote"}, {"workspace": "1"}, {"q": "\x00"},
])  # fmt: skip
def test_unknown_filters_reach_nothing(cast, page, query):
    cast.invoice()
    assert page.get(INVOICES, query).status_code == 200


def test_a_narrowed_member_sees_only_her_clients_documents(cast, as_member):
    acme, bloom = cast.invoice(), cast.invoice(client=cast.bloom)
    mia = as_member(cast.mia)
    assert numbers(mia.get(INVOICES)) == [acme.number]
    assert numbers(mia.get(INVOICES, {"q": "bloom"})) == []
    assert "Bloom" not in mia.get(INVOICES, {"client": str(cast.bloom.pk)}).content.decode()
    absent = mia.get(reverse("documents:detail", args=["01900000-0000-7000-8000-000000000000"]))
    hidden = mia.get(reverse("documents:detail", args=[bloom.pk]))
    assert (hidden.status_code, absent.status_code) == (404, 404)


def test_currencies_are_summed_apart(cast, page):
    cast.invoice(price="100")
    cast.invoice(price="50")
    cast.invoice(price="7", currency="EUR")
    cast.invoice(price="1000", issue=False)
    text = page.get(INVOICES).content.decode()
    assert "Sum in USD" in text and "$150.00" in text
    assert "Sum in EUR" in text and "EUR\u00a07.00" in text.replace("&nbsp;", "\u00a0")
    assert "$1,150.00" not in text


def test_pages_follow_by_key_and_hold_each_row_once(cast, page):
    for n in range(120):
        cast.document("quote" if n % 2 else "estimate", issue=False, issue_date=f"2026-01-{n % 28 + 1:02}")
    seen, url = [], QUOTES
    while url:
        text = page.get(url).content.decode()
        seen += re.findall(r'class="number" href="/documents/([^"/]+)/"', text)
        more = re.search(r'class="button" href="(\?[^"]*after=[^"]+)"', text)
        url = QUOTES + more[1].replace("&amp;", "&") if more else ""
    assert len(seen) == len(set(seen)) == 120


def test_due_dates_sort_both_ways_with_the_missing_ones_last(cast, page):
    days = ["2026-05-01", None, "2026-03-01", "2026-04-01"]
    made = {cast.invoice(issue_date="2026-01-01", due_date=day).number: day for day in days}
    for sort, reverse_ in (("due", False), ("-due", True)):
        shown = [made[number] for number in numbers(page.get(INVOICES, {"sort": sort}))]
        assert shown == [*sorted(filter(None, days), reverse=reverse_), None]


def test_the_export_holds_no_formula(cast, page):
    client = Client.add(cast.north, cast.by, name="=HYPERLINK(1)")
    for text in ("+1", "-1", "@sum", "\tx", "＝1"):
        cast.invoice(client=client, title=text, reference="=1+1")
    answer = page.get(reverse("documents:export", args=["invoices"]))
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert len(rows) == 5
    assert rows[0]["total"] == "2400.00" and rows[0]["currency"] == "USD"
    for row in rows:
        assert not any(cell[:1] in "=+-@\t＝" for cell in row.values() if cell)


def test_a_member_downloads_no_list(cast, as_member):
    assert as_member(cast.theo).get(reverse("documents:export", args=["invoices"])).status_code == 403
    sent = {"act": "export", "chosen": []}
    assert as_member(cast.theo).post(reverse("documents:chosen", args=["invoices"]), sent).status_code == 403


def test_chosen_drafts_are_thrown_away_and_come_back(cast, page):
    drafts = [cast.invoice(issue=False, reference=f"PO {n}", lines=[{"description": "Site", "quantity": "2", "unit": "hour", "unit_price": "12.345", "taxes": [{"name": "VAT", "percent": "20"}]}]) for n in range(2)]
    issued = cast.invoice()
    foreign = Document.draft(cast.zephyr, "invoice", cast.by, [])
    chosen = [str(row.pk) for row in (*drafts, issued, foreign)]
    answer = page.post(reverse("documents:chosen", args=["invoices"]), {"act": "drop", "chosen": chosen}, follow=True)
    assert set(Document.objects.values_list("pk", flat=True)) == {issued.pk, foreign.pk}
    undo = re.search(r'action="(/documents/dropped/return/[^"]+)"', answer.content.decode())[1].replace("&amp;", "&")
    for _ in range(2):
        page.post(undo)
    back = Document.objects.exclude(pk__in=[issued.pk, foreign.pk])
    assert sorted(row.reference for row in back) == ["PO 0", "PO 1"]
    assert {row.total_minor for row in back} == {drafts[0].total_minor}


def test_queries_do_not_grow_with_the_rows(cast, page, django_assert_max_num_queries):
    def count() -> int:
        page.get(INVOICES)  # the first visit of a session is written down, and the sums are worked out once
        with django_assert_max_num_queries(15) as told:
            assert page.get(INVOICES).status_code == 200
        return len(told)

    for _ in range(3):
        cast.invoice()
    few = count()
    for n in range(40):
        cast.invoice(client=Client.add(cast.north, cast.by, name=f"Client {n}"))
    assert count() == few


def test_looking_changes_nothing_and_empty_lists_teach(cast, page):
    text = page.get(INVOICES).content.decode()
    assert "No invoices yet" in text and "type a sentence" in text
    assert "Nothing fits" in page.get(INVOICES, {"q": "zzz"}).content.decode()
    assert page.post(INVOICES).status_code == 405
