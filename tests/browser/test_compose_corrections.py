"""A sentence composed in a real browser: what is chosen beside it is read at once, and typing goes on from there."""

import pytest

from clientkeep.relationship.documents.models import Document
from tests.cast import gather

from .desk import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def north(live_server, page):
    cast = gather()
    cast.url = live_server.url
    sign_in(page, cast.url)
    return cast


def test_a_chosen_currency_and_kind_are_read_at_once(page, north):
    page.goto(f"{north.url}/compose/")
    page.fill("#q", "Invoice Acme 2400 for brand identity")
    paper = page.locator("#reading .paper-desk")
    paper.get_by_text("brand identity", exact=False).first.wait_for()
    assert "EUR" not in paper.inner_text()
    for summary in page.locator("#reading aside details:not([open]) > summary").all():
        summary.click()
    page.select_option("#currency", "EUR")
    page.locator("#reading .paper-desk", has_text="EUR").wait_for()
    page.select_option("#kind", "quote")
    page.locator("#reading .paper-desk", has_text="Quote").first.wait_for()
    page.focus("#q")
    page.keyboard.press("End")
    page.keyboard.type(", due in 14 days")
    page.locator("#reading .sentence", has_text="14 days").wait_for()
    page.locator("[data-compose-open]").click()
    page.wait_for_url(lambda url: "/documents/" in url)
    kept = Document.objects.get()
    assert (kept.kind, kept.currency) == ("quote", "EUR")
