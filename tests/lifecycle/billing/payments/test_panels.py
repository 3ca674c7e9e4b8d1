"""What clients' pages, lists and the portal show of money: the same figures, currencies apart, in few queries."""

import pytest

from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.models import Payment
from clientkeep.lifecycle.billing.payments.client_panels import owed_by
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.portal.key import PortalKey


def usd(major) -> Money:
    return Money.of(str(major), "USD")


def test_what_is_owed_is_never_added_over_currencies(cast):
    cast.invoice(price="100")
    cast.invoice(price="50")
    cast.invoice(price="70", currency="EUR")
    cast.invoice(cast.bloom, price="30", due_date=cast.north.today())
    assert owed_by(cast.acting(cast.olivia), [cast.acme, cast.bloom]) == {
        cast.acme.pk: [Money(7000, "EUR"), usd(150)], cast.bloom.pk: [usd(30)],
    }  # fmt: skip


def test_one_query_for_a_whole_page(cast, django_assert_num_queries):
    clients = [Client.add(cast.north, cast.by, name=f"Client {place}") for place in range(20)]
    for client in clients:
        cast.invoice(client, price="10")
    with django_assert_num_queries(1):
        assert len(owed_by(cast.acting(cast.olivia), clients)) == 20


def test_the_clients_page_tells_owed_overdue_credit_and_payments(cast, as_member):
    cast.document("invoice", price="310", issue_date="2025-01-01", due_date="2025-01-15")
    Payment.book(cast.acme, usd(12), "cash", cast.by)
    page = as_member(cast.olivia).get(f"/clients/{cast.acme.pk}/").content.decode()
    for words in ("$310.00", "Overdue", "$12.00 of credit", "Not matched"):
        assert words in page


@pytest.mark.parametrize(("money", "found"), [("owing", {"Acme Studio"}), ("overdue", {"Acme Studio"}), ("credit", {"Bloom &amp; Co"})])
def test_the_list_of_clients_filters_by_money(cast, as_member, money, found):
    cast.document("invoice", price="310", issue_date="2025-01-01", due_date="2025-01-15")
    Payment.book(cast.bloom, usd(12), "cash", cast.by)
    page = as_member(cast.olivia).get(f"/clients/?money={money}").content.decode()
    table = page[page.index("<tbody") : page.index("</tbody")]
    assert {name for name in ("Acme Studio", "Bloom &amp; Co") if name in table} == found


def test_the_portal_lists_payments_and_no_more_of_them_than_the_client_may_know(cast, client):
    invoice = cast.invoice(price="100")
    Payment.book(cast.acme, usd(100), "cash", cast.by, documents=[invoice], note="secret note")
    Payment.book(cast.bloom, usd(77), "cash", cast.by)
    _, secret = PortalKey.make(cast.acme, "portal", contact=cast.sam)
    client.get(f"/p/{secret}/")
    page = client.get("/p/").content.decode()
    assert "$100.00" in page and "secret note" not in page and "$77.00" not in page
    assert "Pay invoice" not in page


def test_what_is_owed_waits_on_the_portals_start_page(cast, client):
    invoice = cast.invoice(price="100")
    _, secret = PortalKey.make(cast.acme, "portal", contact=cast.sam)
    client.get(f"/p/{secret}/")
    page = client.get("/p/").content.decode()
    assert f"Pay invoice {invoice.number}" in page and "See and pay $100.00" in page


def test_the_list_of_payments_asks_as_often_for_five_as_for_sixty(cast, as_member, django_assert_max_num_queries):
    page = as_member(cast.olivia)
    for place in range(60):
        Payment.book(cast.acme, usd(place + 1), "cash", cast.by)
    page.get("/payments/")
    with django_assert_max_num_queries(15):
        page.get("/payments/")


@pytest.mark.parametrize("query", ["state=x", "method=x", "year=x", "client=x", "year=99999"])
def test_filters_know_only_their_own_words(cast, as_member, query):
    assert as_member(cast.olivia).get(f"/payments/?{query}").status_code == 404


@pytest.mark.parametrize("query", ["__class__=1", "q=%00", "q=%25%27--", "rows=-1", "rows=9999999", "_connector=OR"])
def test_odd_queries_change_nothing(cast, as_member, query):
    assert as_member(cast.olivia).get(f"/payments/?{query}").status_code == 200


def test_the_export_starts_no_formula(cast, as_member):
    cast.acme.change(cast.by, name='=HYPERLINK("http://x")')
    Payment.book(cast.acme, usd(5), "cash", cast.by, note="+1")
    text = as_member(cast.carla).get("/payments/export/").content.decode()
    assert "'=HYPERLINK" in text and "'+1" in text
