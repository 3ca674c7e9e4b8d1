"""Logging in words in a real browser: read while one types on the client's page, ticked, logged; and from the command bar."""

import pytest

from clientkeep.relationship.conversations.models import Decision, LogEntry, Promise
from tests.cast import gather

from .desk import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LINE = "call yesterday 25 min: launch moves to 12 May, they send the photos by Friday, I quote the booking page"


@pytest.fixture
def north(live_server, page):
    cast = gather()
    cast.url = live_server.url
    sign_in(page, cast.url)
    return cast


def test_a_line_is_read_while_one_types_and_logged(page, north):
    page.goto(f"{north.url}/clients/{north.acme.pk}/")
    page.focus("#words-line")
    page.keyboard.type(LINE)
    reading = page.locator("#words-reading")
    reading.get_by_text("quote the booking page").first.wait_for()
    reading.locator("[name=keep][value=promise-1]").uncheck()
    reading.get_by_role("button", name="Log it").click()
    page.locator("[data-notice-text]", has_text="Call logged.").wait_for()
    assert LogEntry.objects.get().minutes == 25
    assert Decision.objects.get().what == "launch moves to 12 May"
    assert [each.what for each in Promise.objects.all()] == ["send the photos"]


def test_a_change_is_read_at_once(page, north):
    page.goto(f"{north.url}/log/words/")
    page.fill("#words-line", "call with Acme: all quiet")
    page.locator("#words-reading").get_by_text("Acme Studio").first.wait_for()
    page.locator("#words-reading summary").click()
    page.select_option("#words-kind", "meeting")
    page.locator("#words-reading strong", has_text="Meeting").first.wait_for()
    page.locator("[data-words-log]").click()
    page.locator("[data-notice-text]", has_text="Meeting logged.").wait_for()
    assert LogEntry.objects.get().kind == "meeting"


def test_without_a_script_the_button_shows_how_it_reads(chromium, page, north):
    cookies = page.context.cookies()
    context = chromium.new_context(java_script_enabled=False)
    context.add_cookies(cookies)
    plain = context.new_page()
    plain.goto(f"{north.url}/clients/{north.acme.pk}/")
    plain.fill("#words-line", LINE)
    plain.get_by_role("button", name="Look how it reads").click()
    plain.get_by_text("quote the booking page").first.wait_for()
    plain.get_by_role("button", name="Log it").click()
    plain.get_by_text("Call logged.").first.wait_for()
    context.close()
    assert Promise.objects.count() == 2


def test_the_command_bar_leads_to_the_page_that_logs(page, north):
    page.goto(f"{north.url}/clients/")
    page.keyboard.press("Control+k")
    page.keyboard.type("call with Acme 10 min: they pay tomorrow")
    page.get_by_text("Log call with").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/log/words/" in url)
    page.locator("[data-words-log]").click()
    page.locator("[data-notice-text]", has_text="Call logged.").wait_for()
    assert Promise.objects.get().what == "pay"
