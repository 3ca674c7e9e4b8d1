"""The payment page: what a payer sees, fills and is led back to."""

import urllib.error
import urllib.parse
import urllib.request

import pytest


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args):
        return None


def fetch(url, form=None):
    data = urllib.parse.urlencode(form).encode() if form else None
    try:
        answer = urllib.request.build_opener(_Stay).open(url, data, timeout=10)
    except urllib.error.HTTPError as error:
        answer = error
    return answer.status, answer.read().decode(), answer.headers.get("Location")


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [(240000, "usd", "$2,400.00"), (5000, "jpy", "¥5,000"), (5120, "kwd", "KWD 5.120"), (500000, "ugx", "UGX 5,000")],
)
def test_the_page_shows_the_amount_that_will_be_taken(open_session, amount, currency, shown):
    status, html, _ = fetch(open_session(amount, currency).url)
    assert status == 200
    assert f"<h1>Pay {shown}</h1>" in html
    assert "Invoice 2026-0001" in html


def test_a_good_card_leads_to_the_success_url(fake, client, open_session):
    session = open_session()
    status, _, location = fetch(
        session.url, {"email": "ada@example.com", "method": "card", "number": "4242 4242 4242 4242"}
    )
    assert (status, location) == (303, f"http://127.0.0.1:9/paid?session={session.id}")
    session = client.v1.checkout.sessions.retrieve(session.id)
    assert (session.payment_status, session.customer_details.email) == ("paid", "ada@example.com")


def test_a_declined_card_stays_on_the_page_with_the_reason(client, open_session):
    session = open_session()
    status, html, location = fetch(session.url, {"email": "a@b.example", "number": "4000000000000002"})
    assert (status, location) == (402, None)
    assert '<p role="alert">Your card was declined.</p>' in html
    assert client.v1.checkout.sessions.retrieve(session.id).status == "open"


def test_a_bank_debit_is_offered_where_there_is_one(client, open_session):
    assert "Bank debit" not in fetch(open_session(5000, "jpy").url)[1]
    session = open_session(5000, "eur")
    assert "Bank debit" in fetch(session.url)[1]
    assert fetch(session.url, {"email": "a@b.example", "method": "bank"})[0] == 303
    session = client.v1.checkout.sessions.retrieve(session.id)
    assert (session.status, session.payment_status) == ("complete", "unpaid")


def test_a_closed_session_takes_nothing(fake, client, open_session):
    session = open_session()
    fake.expire(session.id)
    url = f"{fake.base_url}/c/pay/{session.id}"
    assert "expired" in fetch(url)[1]
    fetch(url, {"email": "a@b.example", "number": "4242424242424242"})
    assert client.v1.charges.list().data == []
    assert fetch(f"{fake.base_url}/c/pay/cs_test_none")[0] == 404


@pytest.mark.browser
def test_a_browser_fills_the_form(fake, client, open_session, chromium):
    session = open_session(success_url=fake.base_url + "/c/pay/{CHECKOUT_SESSION_ID}")
    page = chromium.new_page()
    page.goto(session.url)
    page.get_by_label("Email").fill("ada@example.com")
    page.get_by_label("Card number").fill("4000000000000002")
    page.get_by_role("button", name="Pay").click()
    assert page.get_by_role("alert").inner_text() == "Your card was declined."
    page.get_by_label("Card number").fill("4242424242424242")
    page.get_by_role("button", name="Pay").click()
    page.get_by_text("already completed your payment").wait_for()
    page.close()
    assert client.v1.checkout.sessions.retrieve(session.id).payment_status == "paid"
