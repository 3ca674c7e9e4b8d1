"""The main job's own part by keyboard alone: find, write, correct, send, book; no pointer is touched."""

import re

import pytest

from tests.cast import gather

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(live_server, page):
    cast = gather()
    from django.test import Client

    browser = Client()
    browser.force_login(cast.olivia.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    page.context.add_cookies([{"name": "ck_staff", "value": browser.cookies["ck_staff"].value, "url": live_server.url}])
    page.goto(live_server.url + "/")
    return cast, page


def tab_to(page, name: str, most: int = 80) -> None:
    """Press Tab until the control of this name has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        said = page.evaluate(
            "(document.activeElement.getAttribute('aria-label') || document.activeElement.innerText || '').trim()"
        )
        if said.startswith(name):
            return
    raise AssertionError(f"Tab never reached {name}")


def test_from_the_sentence_to_the_booked_payment(desk):
    cast, page = desk
    page.keyboard.press("Control+k")
    page.keyboard.type("invoice Acme Studio $2,400 for brand identity, due in 14 days")
    page.get_by_text("Draft invoice for").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/edit/"))

    tab_to(page, "Check and send")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/sending/"))
    tab_to(page, "Issue and send")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/documents/[0-9a-f-]{36}/$"))

    tab_to(page, "Book")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/payment/"))
    page.get_by_label("Amount", exact=False).first.wait_for()
    tab_to(page, "Book")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/payment/" not in url)

    invoice = cast.acme.documents.get(kind="invoice")
    assert (invoice.state, invoice.status) == ("issued", "paid")


def test_the_focus_is_always_visible(desk):
    _, page = desk
    for _ in range(25):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            "() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return e === document.body || s.outlineStyle !== 'none' || s.boxShadow !== 'none'; }"
        )
        assert seen
