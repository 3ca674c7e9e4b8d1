"""Updates in a real browser: read, changed, sent and gone through by keyboard; their pages hold in every width and scheme."""

import os

import pytest

from clientkeep.lifecycle.delivery.models import StatusUpdate
from clientkeep.lifecycle.delivery.updates.drafting import draft
from clientkeep.lifecycle.delivery.updates.sending import send
from clientkeep.relationship.conversations.models import Promise
from clientkeep.relationship.portal.links import new_link
from tests.cast import gather
from tests.look.looking import VARIANTS, _violations

from .desk import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# A folder to keep pictures in, for whoever wants to look at the pages by eye.
PICTURES = os.environ.get("CLIENTKEEP_PICTURES")


@pytest.fixture
def north(live_server, page):
    cast = gather()
    cast.url = live_server.url
    for client in (cast.acme, cast.bloom):
        Promise.make(client, side="ours", what="Draw the logo", by=cast.by, due_on=cast.north.today()).keep(cast.by)
        Promise.make(client, side="theirs", what="Send the texts for the three landing pages", by=cast.by, due_on=cast.north.today())
        cast.invoice(client)
        client.plan_next_step("Show the first sketches", cast.north.today(), cast.by)
        cast.extra[client.name] = draft(client, cast.by)
    sign_in(page, cast.url)
    return cast


def test_one_goes_through_them_by_keyboard(page, north):
    first, second = north.extra["Acme Studio"], north.extra["Bloom & Co"]
    page.goto(f"{north.url}/updates/{first.pk}/")
    page.keyboard.press("n")
    page.wait_for_url(f"**/updates/{second.pk}/")
    page.keyboard.press("p")
    page.wait_for_url(f"**/updates/{first.pk}/")
    text = page.locator("[name=text]")
    text.fill(text.input_value().replace("Draw the logo, done", "The logo is drawn, done"))
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**/updates/{second.pk}/")
    assert "1 more to read" in page.locator("[data-notice-text]").first.inner_text()
    sent = StatusUpdate.objects.sent().get()
    assert (sent.pk, "The logo is drawn" in sent.text, sent.edited_by) == (first.pk, True, "Olivia North")


@pytest.mark.parametrize(("width", "scheme"), VARIANTS)
def test_their_pages_hold_in_every_width_and_scheme(page, north, width, scheme):
    waiting, sent = north.extra["Acme Studio"], north.extra["Bloom & Co"]
    send(sent, north.by, sent.version)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})
    paths = {
        "list": "/updates/", "idle": "/updates/?show=idle", "sent-list": "/updates/?show=sent", "draft": f"/updates/{waiting.pk}/",
        "sent": f"/updates/{sent.pk}/", "client": f"/clients/{north.bloom.pk}/updates/", "choice": "/settings/updates/",
        "portal-in": new_link(north.bloom, north.ben), "portal": f"/p/updates/{sent.pk}/",
    }  # fmt: skip
    wrong = {}
    for name, path in paths.items():
        answer = page.goto(north.url + path, wait_until="load")
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found = _violations(page)
        if answer.status != 200 or overflow > 0 or found:
            wrong[name] = (answer.status, overflow, found)
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/{name}-{width}-{scheme}.png", full_page=True)
    assert not wrong
