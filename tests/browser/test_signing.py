"""A quote is signed on a phone in a real browser: read, agreed, drawn with a finger, signed; then checked by anybody."""

import pytest

from clientkeep.lifecycle.agreements.models import Signer, Signing, SigningKey
from clientkeep.lifecycle.agreements.signing.asked import Asked
from clientkeep.workspace.queue import run_due_jobs
from tests.cast import PASSWORD, gather
from tests.lifecycle.agreements.proposals.offer import proposal
from tests.look.looking import _violations

PHONE = {"width": 360, "height": 780}


def wrong_with(page) -> list[str]:
    """What axe finds, and whether anything is wider than the screen."""
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [*_violations(page), *([f"{wide} pixels too wide"] if wide > 0 else [])]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_signed_on_a_phone_with_a_drawing(transactional_db, live_server, page, scheme):
    cast = gather()
    quote = cast.document("quote", title="A new identity for the second shop")
    signing = Signing.start(quote, cast.by, [Asked("Jo March", "jo@acme.example"), Asked.of(cast.olivia)], with_code=False)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/sign/{SigningKey.make(signing.signers.first())}/")
    assert not wrong_with(page)
    page.get_by_label("I have read the file").check()
    page.get_by_role("button", name="Agree and go on").click()
    page.get_by_label("Your full name").fill("Jo March")
    area = page.locator("canvas")
    area.scroll_into_view_if_needed()
    box = area.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 60, steps=5)
    page.mouse.up()
    assert not wrong_with(page)
    page.get_by_role("button", name="Sign", exact=True).click()
    page.get_by_text("Thank you").wait_for()
    assert not wrong_with(page)
    assert page.locator("svg.drawing__shown path").count() == 1
    jo = Signer.objects.get(name="Jo March")
    assert jo.state == "signed" and len(jo.strokes[0]) > 2
    page.goto(f"{live_server.url}/verify/")
    assert not wrong_with(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_chosen_and_signed_on_a_phone(transactional_db, live_server, page, scheme):
    cast = gather()
    paper = proposal(cast)
    signing = Signing.start(paper, cast.by, [Asked("Jo March", "jo@acme.example"), Asked.of(cast.olivia)])
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/sign/{SigningKey.make(signing.signers.first())}/")
    assert not wrong_with(page)
    page.get_by_label("Full").check()
    page.get_by_text("EUR 10,200.00").last.wait_for()
    page.get_by_label("Photos").check()
    page.locator(".choose__total").get_by_text("10,920.00").wait_for()
    assert not wrong_with(page)
    page.get_by_text("Ask a question first").click()
    page.get_by_label("Your question").fill("Is hosting in it?")
    page.get_by_role("button", name="Send the question").click()
    page.get_by_text("Your question is on its way").wait_for()
    page.get_by_label("Full").check()
    page.locator(".choose__total").get_by_text("10,200.00").wait_for()
    page.get_by_role("button", name="Go on with this choice").click()
    page.get_by_text("What was chosen").wait_for()
    assert not wrong_with(page)
    page.get_by_label("I have read the file").check()
    page.get_by_role("button", name="Agree and go on").click()
    page.get_by_label("Your full name").fill("Jo March")
    page.get_by_role("button", name="Sign", exact=True).click()
    page.get_by_text("Thank you").wait_for()
    assert not wrong_with(page)
    assert Signing.objects.get().choice.total_minor == 1_020_000


def test_the_firms_pages(transactional_db, live_server, page):
    cast = gather()
    quote = cast.document("quote")
    page.goto(f"{live_server.url}/sign-in/")
    page.locator("[name=login], [name=email]").first.fill("olivia@north.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/")
    where = f"{live_server.url}/documents/{quote.pk}/signing/"
    for width in (1440, 360):
        page.set_viewport_size({"width": width, "height": 900})
        for address in (where, f"{live_server.url}/settings/seal/"):
            page.goto(address)
            assert not wrong_with(page), (width, address)
    page.goto(where)
    page.get_by_role("button", name="Ask for signatures").click()
    page.get_by_text("Being signed").wait_for()
    assert not wrong_with(page)
    run_due_jobs()
    page.goto(f"{live_server.url}/documents/{quote.pk}/")
    assert not wrong_with(page)
