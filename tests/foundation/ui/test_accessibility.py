"""The catalogue in a real Chromium: axe finds nothing, nothing overflows, the keys do what they say."""

import threading
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application

from clientkeep.foundation.ui.views import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.foundation.ui.catalogue_urls")]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SHAPES = [(1440, 900, "light"), (1440, 900, "dark"), (360, 740, "light"), (360, 740, "dark"), (320, 256, "light")]


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture
def address():
    server = make_server("127.0.0.1", 0, StaticFilesHandler(get_wsgi_application()), handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/ui"
    server.shutdown()
    server.server_close()


@pytest.fixture
def browser(chromium):
    """The browser; the profiles that a test makes are closed after it."""
    before = list(chromium.contexts)
    yield chromium
    for context in chromium.contexts:
        if context not in before:
            context.close()


@pytest.mark.parametrize(("width", "height", "scheme"), SHAPES)
def test_axe_finds_nothing_and_nothing_overflows(address, browser, width, height, scheme):
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    for name in PAGES:
        page.goto(f"{address}/{name}/")
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(name, rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    assert said == []


def test_the_command_bar_by_keyboard_alone(address, browser):
    page = browser.new_page()
    page.goto(f"{address}/today/")
    page.keyboard.press("Control+k")
    page.keyboard.type("Acme")
    page.wait_for_selector("#command [role=option]")
    page.wait_for_load_state("networkidle")  # each letter asks anew; the last answer is the list that stays
    page.wait_for_timeout(300)
    page.keyboard.press("ArrowDown")
    assert page.locator("#command [aria-selected=true]").inner_text().startswith("Acme Studio")
    page.keyboard.press("Escape")
    assert not page.locator("#command").is_visible()


def test_bulk_acts_appear_with_the_first_tick(address, browser):
    page = browser.new_page()
    page.goto(f"{address}/list/")
    assert page.locator("[data-bulk-bar]").is_hidden()
    for key in "jjx":
        page.keyboard.press(key)
    assert page.locator("[data-bulk-count]").inner_text() == "1"
    page.locator("[data-bulk-clear]").click()
    assert page.locator("[data-bulk-bar]").is_hidden()


def test_lines_grow_by_enter_and_by_pasting(address, browser):
    page = browser.new_page()
    page.goto(f"{address}/document/")
    page.locator("[data-col=price]").last.focus()
    page.keyboard.press("Enter")
    page.evaluate(
        """text => { const data = new DataTransfer(); data.setData("text/plain", text);
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})); }""",
        "Poster\t2\t300\nFlyer\t10\t12.50",
    )
    cells = page.eval_on_selector_all("[data-col]", "cells => cells.map(cell => cell.value)")
    assert cells[6:] == ["Poster", "2", "300", "Flyer", "10", "12.50"]


def test_a_dialog_gives_the_focus_back(address, browser):
    page = browser.new_page()
    page.goto(f"{address}/floats/")
    page.get_by_role("button", name="Open the dialog").press("Enter")
    assert page.locator("#void").is_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.innerText") == "Open the dialog"


def test_a_value_is_edited_in_place_by_keyboard(address, browser):
    page = browser.new_page()
    page.goto(f"{address}/client/")
    page.keyboard.press("e")
    page.wait_for_selector("#terms-input:focus")
    page.keyboard.press("Escape")
    page.wait_for_selector("#terms [data-inline-value]:focus")
    page.keyboard.press("Enter")
    page.wait_for_selector("#terms-input:focus")
    page.keyboard.type("30 days")
    page.keyboard.press("Enter")
    page.wait_for_selector("#terms [data-inline-value]:focus")
    assert page.locator("#terms").inner_text().startswith("30 days")


def test_a_search_follows_the_typing_and_is_kept_in_the_address(address, browser):
    page = browser.new_page()
    page.goto(f"{address}/list/")
    page.locator("#search").press_sequentially("bloom")
    page.wait_for_url("**/list/?q=bloom")
    assert page.locator("#list [data-row]").count() == 5
    assert page.evaluate("document.activeElement.id") == "search"
