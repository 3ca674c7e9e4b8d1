"""A start in a real browser: the client does their step on a phone, the firm reads it at the desk; the pages hold everywhere."""

import re

import pytest

from clientkeep.lifecycle.onboarding.expectations.drafting import first_values
from clientkeep.lifecycle.onboarding.expectations.sending import send
from clientkeep.lifecycle.onboarding.models import ExpectationsLetter, Playbook, PlaybookStep
from clientkeep.lifecycle.onboarding.playbooks.ready import READY
from clientkeep.lifecycle.onboarding.playbooks.starting import start
from clientkeep.relationship.portal.links import new_link
from tests.cast import gather

from .desk import ALL, check_pages, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def north(live_server, page):
    cast = gather()
    cast.url = live_server.url
    name, _, steps = READY["design"]
    playbook = Playbook.make(cast.north, cast.by, name, steps, "gate.opened", "identity")
    cast.extra["run"] = start(cast.acting(cast.olivia), playbook, cast.acme, cast.jo)
    first = first_values(cast.acme, "Olivia North")
    letter = ExpectationsLetter.begin(cast.acme, cast.by, **first | {"text": re.sub(r"(?m)^- \(.*\)$", "- As we agreed", first["text"])})
    send(letter, cast.by)
    cast.extra["letter"] = letter
    # Whatever day it is: what begins at once is there.
    PlaybookStep.objects.filter(key="welcome").update(state="waiting", due_on=cast.north.today())
    PlaybookStep.objects.filter(key__in=("material", "review")).update(state="open", due_on=cast.north.today())
    PlaybookStep.objects.filter(key="folder").update(state="blocked", held="the new account")
    sign_in(page, cast.url)
    return cast


def test_the_client_does_a_step_by_keyboard_and_the_firm_reads_it(page, north, chromium):
    phone = chromium.new_context(viewport={"width": 390, "height": 740}).new_page()
    phone.goto(f"{north.url}{new_link(north.acme, north.jo)}")
    phone.get_by_role("link", name="How we review designs").click()
    phone.get_by_role("button", name="I have read this and agree").focus()
    phone.keyboard.press("Enter")
    phone.get_by_text("Thank you. It is done.").wait_for()
    page.goto(f"{north.url}/playbook-runs/{north.extra['run'].pk}/")
    assert "by Jo March" in page.locator(".steps__step", has_text="How we review designs").inner_text()
    phone.context.close()


@pytest.mark.parametrize(("width", "scheme"), ALL)
def test_its_pages_hold_in_every_width_and_scheme(page, north, width, scheme):
    check_pages(page, north.url, _pages(north), width, scheme, "playbooks")


def _pages(north) -> list[tuple[str, str]]:
    run = north.extra["run"]
    steps = dict(run.steps.values_list("key", "pk"))
    book = f"/playbooks/{run.playbook_id}/"
    return [
        ("list", "/playbooks/"), ("new", "/playbooks/new/"), ("playbook", book), ("describe", f"{book}description/"), ("runs", f"{book}runs/"),
        ("edit-letter", f"{book}steps/1/"), ("add-task", f"{book}steps/task/new/"), ("run", f"/playbook-runs/{run.pk}/"),
        ("letter", f"/playbook-steps/{steps['welcome']}/"), ("task", f"/playbook-steps/{steps['folder']}/"), ("of-client", f"/clients/{north.acme.pk}/playbooks/"),
        ("client", f"/clients/{north.acme.pk}/"), ("portal", new_link(north.acme, north.jo)), ("portal-step", f"/p/steps/{steps['review']}/"),
        ("portal-letter", f"/p/expectations/{north.extra['letter'].pk}/"), ("expectations", f"/expectations/{north.extra['letter'].pk}/"),
        ("expectations-new", f"/clients/{north.acme.pk}/expectations/new/"), ("expectations-of", f"/clients/{north.acme.pk}/expectations/"),
    ]  # fmt: skip
