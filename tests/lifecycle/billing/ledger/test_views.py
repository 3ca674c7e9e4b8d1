"""The money book on a page and as a file: balanced, of one firm, read by those who may."""

import csv
import io
from decimal import Decimal

import pytest

from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.models import Payment


@pytest.fixture
def books(cast):
    invoice = cast.invoice(price="100", lines=[{"description": "=1+1", "unit_price": "100", "taxes": [{"name": "VAT", "percent": "20"}]}])
    Payment.book(cast.acme, Money.of("70", "USD"), "cash", cast.by, documents=[invoice]).refund(Money.of("20", "USD"), cast.by)
    Payment.book(cast.bloom, Money.of("9", "EUR"), "cash", cast.by)
    return invoice


def test_it_shows_the_entries_and_the_accounts(cast, books, as_member):
    page = as_member(cast.carla).get("/ledger/").content.decode()
    for words in ("Issued", "Received", "Matched", "Given back", books.number, "Owed by clients", "Tax payable"):
        assert words in page


def test_each_entry_of_the_file_balances(cast, books, as_member):
    text = b"".join(as_member(cast.olivia).get("/ledger/download/").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    entries = {row["Entry"] for row in rows}
    assert len(entries) >= 5
    for entry in entries:
        mine = [row for row in rows if row["Entry"] == entry]
        assert sum(Decimal(row["Debit"] or 0) - Decimal(row["Credit"] or 0) for row in mine) == 0
        assert len({row["Currency"] for row in mine}) == 1


def test_another_month_is_empty_and_a_wrong_one_is_not_there(cast, books, as_member):
    page = as_member(cast.olivia)
    assert "No entries" in page.get("/ledger/?period=2001-01").content.decode()
    assert "Issued" in page.get(f"/ledger/?period={cast.north.today().year}").content.decode()
    for wrong in ("2001-13", "soon", "99999", "-001"):
        assert page.get("/ledger/", {"period": wrong}).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("theo", 403), ("mia", 403), ("carla", 200), ("adam", 200)])
def test_who_may_read_it(cast, as_member, who, status):
    assert as_member(getattr(cast, who)).get("/ledger/").status_code == status


def test_another_firms_book_is_its_own(cast, books, as_member):
    assert "Issued" not in as_member(cast.sid).get("/ledger/").content.decode()


def test_the_queries_do_not_grow_with_the_entries(cast, books, as_member, django_assert_max_num_queries):
    for _ in range(10):
        cast.invoice(price="5")
    page = as_member(cast.olivia)
    page.get("/ledger/")
    with django_assert_max_num_queries(15):
        page.get("/ledger/")
