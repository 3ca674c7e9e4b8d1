"""What a firm and its client see of one another, in a real browser: an answer that is due, a line that logs a call, the
recap that the client confirms on a phone, a late promise, the review by keyboard, and a low answer that becomes a case."""

import datetime as dt
from urllib.parse import urlsplit

import pytest

from clientkeep.foundation import clock
from clientkeep.lifecycle.retention.doors.key import AnswerKey
from clientkeep.lifecycle.retention.models import Case, Review
from clientkeep.lifecycle.retention.surveys.sending import send
from clientkeep.relationship.conversations.models import Message, Promise, Recap, Reminder, Thread, Wait
from clientkeep.relationship.portal.links import new_link
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.queue import run_due_jobs
from tests.cast import gather

from .desk import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LINE = "call yesterday 25 min: launch moves to 12 May, they send the photos by Friday, I quote the booking page by Thursday"


@pytest.fixture
def north(live_server, page):
    cast = gather()
    cast.url = live_server.url
    thread = Thread.begin(cast.acme, "When do we launch?")
    Message.receive(thread, Actor("contact", cast.jo.pk, "Jo March"), text="Can we still move it?", channel="mail", contact=cast.jo)
    run_due_jobs()
    sign_in(page, cast.url)
    return cast


@pytest.fixture
def phone(chromium):
    """The client's own browser, as wide as a phone."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def test_from_the_mail_to_the_confirmed_recap(page, phone, north):
    client = f"{north.url}/clients/{north.acme.pk}/"
    page.goto(client)
    page.locator("main a[href$='/response/']").first.click()
    page.locator("main a[href$='/answer/']").first.click()
    page.fill("[name=text]", "Hello {contact},\n\nwe can. I ring you this afternoon.")
    page.get_by_role("button", name="Send").first.click()
    page.locator("[data-notice-text]").first.wait_for()
    run_due_jobs()
    assert Wait.objects.get(side="us").how == "answered"

    page.goto(client)
    page.focus("#words-line")
    page.keyboard.type(LINE)
    reading = page.locator("#words-reading")
    reading.get_by_text("quote the booking page").first.wait_for()
    reading.get_by_role("button", name="Log it").click()
    page.locator("[data-notice-text]", has_text="Call logged.").wait_for()
    assert Promise.objects.count() == 2

    page.get_by_role("link", name="Write the recap").first.click()
    page.get_by_role("button", name="Send").first.click()
    page.locator("[data-notice-text]").first.wait_for()
    assert Recap.objects.get().state == "sent"

    phone.goto(north.url + urlsplit(new_link(north.acme, north.jo)).path)
    phone.get_by_role("link", name="Read and confirm").click()
    assert "launch moves to 12 May" in phone.inner_text("main")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.get_by_role("button", name="Yes, this is what we agreed").click()
    phone.get_by_text("It is agreed.").first.wait_for()
    assert Recap.objects.get().confirmed_by == "Jo March"


def test_a_late_promise_waits_in_today_as_a_letter_that_she_sends(page, north):
    with clock.moved(clock.now() - dt.timedelta(days=5)):
        due = north.north.today() + dt.timedelta(days=3)
        promise = Promise.make(north.acme, side="theirs", what="Send the photos", by=north.by, due_on=due, contact=north.jo)
    reminder = Reminder.draft(promise)
    page.goto(f"{north.url}/")
    assert "Send the photos" in page.inner_text("main")
    page.goto(f"{north.url}/promises/letters/{reminder.pk}/")
    page.fill("[name=text]", reminder.text.replace("Is it on its way", "Are they on their way"))
    page.get_by_role("button", name="Send the letter").click()
    page.locator("[data-notice-text]", has_text="The letter is on its way.").wait_for()
    assert "Are they on their way" in Letter.objects.get(purpose="promise").text


def test_the_review_goes_by_keyboard(page, north):
    page.goto(f"{north.url}/review/")
    page.get_by_role("button", name="Begin").first.click()
    page.locator("[data-review=keep]").wait_for()
    first = page.inner_text("h1")
    page.fill("[name=note]", "Rang, all is well.")
    page.locator("h1").click()
    page.keyboard.press("n")
    page.wait_for_function("first => document.querySelector('h1').innerText !== first", arg=first)
    page.keyboard.press("s")
    page.wait_for_url(lambda url: "/summary/" in url)
    assert "Rang, all is well." in page.inner_text("main")
    assert sorted(Review.objects.get().cards.values_list("skipped", flat=True)) == [False, True]


def test_a_six_given_on_a_phone_is_a_case_on_the_desk(page, phone, north):
    survey = send(north.jo, "pulse", north.by)
    phone.goto(north.url + urlsplit(AnswerKey.make(north.jo, "survey", survey.pk)).path)
    phone.locator(".scale__mark", has_text="6").click()
    phone.fill("[name=comment]", "Replies are slow.")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.get_by_role("button", name="Send answer").click()
    phone.get_by_text("comes back to you").wait_for()
    case = Case.objects.get()
    page.goto(f"{north.url}/cases/{case.pk}/")
    assert "Replies are slow." in page.inner_text("main")
