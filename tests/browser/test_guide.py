"""The first-meeting guide in a real browser: an answer is saved when one leaves its field, and the other writer is told of."""

from clientkeep.lifecycle.sales.guides.writing import write
from clientkeep.lifecycle.sales.models import GuideNote, Opportunity, Prompt
from tests.cast import PASSWORD, gather


def test_an_answer_is_saved_as_one_leaves_its_field(transactional_db, live_server, page):
    cast = gather()
    found = Opportunity.begin(cast.north, cast.by, "Rebranding", client=cast.acme, owner=cast.olivia)
    first, second = Prompt.of(cast.north)[:2]
    page.goto(f"{live_server.url}/sign-in/")
    page.locator("[name=login], [name=email]").first.fill("olivia@north.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/")
    page.goto(f"{live_server.url}/sales/opportunities/{found.pk}/guide/")
    told = page.locator("[data-guide-said]")
    page.locator(f'[name="{first.pk}"]').fill("They move\nin spring")
    page.keyboard.press("Tab")
    told.get_by_text("Saved.").wait_for()
    assert GuideNote.objects.get().text == "They move\nin spring"
    write(found, cast.by, {second: "Theirs"})
    page.locator(f'[name="{second.pk}"]').fill("Mine")
    page.keyboard.press("Tab")
    told.get_by_text("Somebody wrote meanwhile: “Theirs”").wait_for()
    assert GuideNote.objects.get(prompt=second).text == "Theirs"
    # The press leaves the field, which is kept at once; what is said of that moves no button away from the pointer.
    page.locator(f'[name="{first.pk}"]').fill("They move\nin spring, or later")
    page.get_by_role("button", name="Save answers").click(delay=300)
    page.locator("[data-notice-text]").get_by_text("The answers are saved.").wait_for()
    assert dict(GuideNote.objects.values_list("prompt_id", "text")) == {first.pk: "They move\nin spring, or later", second.pk: "Mine"}
