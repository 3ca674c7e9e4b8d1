"""A form with a file that came in, in a browser: it fits every width, axe finds nothing, and the file is marked by keyboard and goes."""

import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clientkeep.lifecycle.onboarding.intake import sending
from clientkeep.lifecycle.onboarding.models import IntakeForm
from clientkeep.relationship.portal.links import new_link
from tests.cast import gather
from tests.look.looking import VARIANTS, _violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# A folder to keep pictures in, for whoever wants to look at the pages by eye.
PICTURES = os.environ.get("CLIENTKEEP_PICTURES")
NAME = "a-logo-with-a-name-that-is-much-longer-than-a-telephone-is-wide-and-has-no-space.txt"


@pytest.fixture
def north(live_server, page):
    cast = gather()
    cast.url = live_server.url
    form = IntakeForm.write(cast.north, cast.by, "Before we begin", "Your number? [text] -> contact:phone\nSend your logo [files]\n")
    sent = sending.send(form, cast.jo, cast.by)
    sent.add_file("q2", SimpleUploadedFile(NAME, b"A logo in words.\n"), cast.by)
    cast.extra["sent"] = sent
    return cast


@pytest.mark.parametrize(("width", "scheme"), [*VARIANTS, (320, "light")])
def test_its_pages_hold_in_every_width_and_scheme(page, north, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(north.url + new_link(north.acme, north.jo))
    page.goto(f"{north.url}/p/intake/{north.extra['sent'].pk}/")
    page.get_by_text("Send the answers").wait_for()
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/intake-{width}-{scheme}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert width == 320 or not _violations(page)


def test_a_file_is_marked_by_keyboard_and_goes_with_the_next_save(page, north):
    page.goto(north.url + new_link(north.acme, north.jo))
    page.goto(f"{north.url}/p/intake/{north.extra['sent'].pk}/")
    page.get_by_label(f"Remove {NAME}").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save and go on later").click()
    page.get_by_text("Saved. You can close this page").wait_for()
    assert page.get_by_label(f"Remove {NAME}").count() == 0
