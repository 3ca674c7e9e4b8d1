"""A kickoff in a real browser: notes are kept as one leaves a field, the client confirms the recap on a phone; the pages hold everywhere."""

import pytest

from clientkeep.lifecycle.onboarding.kickoffs.sending import drafted_letter, send_agenda
from clientkeep.lifecycle.onboarding.kickoffs.writing import add_action, write
from clientkeep.lifecycle.onboarding.models import AgendaItem, Kickoff, KickoffAction
from clientkeep.relationship.conversations.models import Recap
from clientkeep.relationship.portal.links import new_link
from tests.cast import gather

from .desk import ALL, check_pages, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def north(live_server, page):
    cast = gather()
    cast.url = live_server.url
    quote = cast.document("quote", lines=[{"description": "Brand identity", "unit_price": "6400"}, {"description": "Logo animation", "unit_price": "900"}], title="Identity")
    quote.accept(cast.by, "Jo March")
    made = Kickoff.begin(cast.acme, cast.by, agreement=quote, title="Kickoff: Identity", members=[cast.olivia], contacts=[cast.jo], place="Their shop in Salem")
    cast.extra |= {"kickoff": made, "items": list(made.items.in_order())}
    sign_in(page, cast.url)
    return cast


def test_notes_are_kept_as_one_leaves_a_field_and_the_client_confirms(page, north, chromium):
    made, item = north.extra["kickoff"], north.extra["items"][0]
    page.goto(f"{north.url}/kickoffs/{made.pk}/notes/")
    said = page.locator("[data-said]")
    page.locator(f"[name='decisions:{item.pk}']").fill("Direction B")
    page.keyboard.press("Tab")
    said.get_by_text("Saved.").wait_for()
    assert AgendaItem.objects.get(pk=item.pk).decisions == "Direction B"
    page.locator(f"[name='new_what:{item.pk}']").fill("Send two palettes")
    with page.expect_response(lambda answer: answer.url.endswith("/notes/")):
        page.keyboard.press("Tab")
    with page.expect_response(lambda answer: answer.url.endswith("/notes/")):
        page.locator(f"[name='new_who:{item.pk}']").select_option(f"ours:{north.olivia.pk}")
    assert [(each.what, each.member) for each in KickoffAction.objects.all()] == [("Send two palettes", north.olivia)]
    page.get_by_role("button", name="Close it and draft the recap").click()
    page.get_by_role("button", name="Send").first.wait_for()
    page.get_by_role("button", name="Send").first.click()
    page.get_by_text("The recap is on its way").first.wait_for()
    phone = chromium.new_context(viewport={"width": 390, "height": 740}).new_page()
    phone.goto(f"{north.url}{new_link(north.acme, north.jo)}")
    phone.goto(f"{north.url}/p/recaps/{Recap.objects.get().pk}/")
    phone.locator("main form button.button--primary").first.click()
    phone.get_by_text("Confirmed").first.wait_for()
    page.goto(f"{north.url}/kickoffs/{made.pk}/")
    page.get_by_text("Recap confirmed").first.wait_for()
    phone.context.close()


@pytest.mark.parametrize("held_for", [0, 60, 400])
def test_the_first_press_saves_the_notes_however_long_it_is_held(page, north, held_for):
    """The press leaves the field, which is kept at once: what is said of that must not move the button away from the pointer."""
    made, item = north.extra["kickoff"], north.extra["items"][-1]
    page.goto(f"{north.url}/kickoffs/{made.pk}/notes/")
    page.locator(f"[name='notes:{item.pk}']").fill("They want calm colours.")
    page.get_by_role("button", name="Save the notes").click(delay=held_for)
    page.get_by_text("The notes are saved.").first.wait_for(timeout=5_000)
    assert AgendaItem.objects.get(pk=item.pk).notes == "They want calm colours."


@pytest.mark.parametrize(("width", "scheme"), ALL)
def test_its_pages_hold_in_every_width_and_scheme(page, north, width, scheme):
    check_pages(page, north.url, _pages(north), width, scheme, "kickoffs")


def _pages(north) -> list[tuple[str, str]]:
    made, item = north.extra["kickoff"], north.extra["items"][0]
    AgendaItem.add(made, "Do they pay the printer themselves?", internal=True)
    write(made, {f"notes:{item.pk}": "They want calm colours.", f"decisions:{item.pk}": "Direction B\nSignage later"})
    add_action(made, item, "Send two palettes", f"ours:{north.olivia.pk}", "2027-03-12")
    send_agenda(made, north.by, *drafted_letter(made, "Olivia North"), [north.jo])
    one = f"/kickoffs/{made.pk}/"
    return [
        ("of-client", f"/clients/{north.acme.pk}/kickoffs/"), ("none", f"/clients/{north.bloom.pk}/kickoffs/"), ("new", f"/clients/{north.acme.pk}/kickoffs/new/"),
        ("kickoff", one), ("details", f"{one}details/"), ("agenda", f"{one}agenda/"), ("notes", f"{one}notes/"), ("item", f"/agenda-items/{item.pk}/"),
        ("client", f"/clients/{north.acme.pk}/"), ("portal", new_link(north.acme, north.jo)), ("portal-kickoff", f"/p/kickoffs/{made.pk}/"),
    ]  # fmt: skip
