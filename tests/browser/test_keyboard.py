"""By keyboard alone: past the menu, to a client by the command bar, through a dialog, a client added, an invoice drafted."""

import pytest

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document
from tests.cast import PASSWORD, gather

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def north(live_server, page):
    cast = gather()
    cast.url = live_server.url
    page.goto(f"{cast.url}/sign-in/")
    page.focus("[name=login]")
    page.keyboard.type("olivia@north.example")
    page.focus("[name=password]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    return cast


def focused(page, what):
    return page.evaluate(f"document.activeElement.{what}")


def tab_to(page, selector, most=80):
    """Press Tab until the selector has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never came to {selector}")


def test_the_first_tab_offers_to_skip_the_menu(page, north):
    page.goto(f"{north.url}/clients/")
    page.keyboard.press("Tab")
    assert focused(page, "getAttribute('href')") == "#main"
    assert page.locator("a[href='#main']").first.is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id === 'main' || location.hash === '#main'")


def test_what_has_the_focus_is_seen(page, north):
    page.goto(f"{north.url}/clients/")
    for _ in range(12):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            "() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none' || s.boxShadow !== 'none' }"
        )
        assert shown, focused(page, "outerHTML")[:120]


def test_the_command_bar_leads_to_a_client(page, north):
    page.goto(f"{north.url}/")
    page.keyboard.press("Control+k")
    page.wait_for_selector("#command [role=combobox], #command input")
    page.keyboard.type("Acme")
    page.wait_for_selector("#command [role=option]:has-text('Acme Studio')")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/clients/{north.acme.pk}/")


def test_the_command_bar_gives_the_focus_back(page, north):
    page.goto(f"{north.url}/clients/")
    page.keyboard.press("Tab")
    before = focused(page, "outerHTML")
    page.keyboard.press("Control+k")
    page.wait_for_selector("#command input")
    page.keyboard.press("Escape")
    page.wait_for_selector("#command", state="hidden")
    assert focused(page, "outerHTML") == before


def test_the_keys_are_told_by_a_question_mark(page, north):
    page.goto(f"{north.url}/clients/")
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog[open]", state="hidden")


def test_a_client_is_added(page, north):
    page.goto(f"{north.url}/clients/new/")
    tab_to(page, "[name=name]")
    page.keyboard.type("Quill Press")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/clients/new/" not in url)
    assert Client.objects.filter(name="Quill Press", workspace=north.north).exists()


def test_an_invoice_is_drafted_and_issued(page, north):
    draft = Document.draft(north.acme, "invoice", north.by, lines=[{"description": "Brand identity", "unit_price": "2400"}])
    page.goto(f"{north.url}/documents/{draft.pk}/")
    tab_to(page, "a[href*='/sending/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sending/**")
    tab_to(page, "main form button.button--primary")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/sending/" not in url)
    draft.refresh_from_db()
    assert draft.state == "issued" and draft.number
