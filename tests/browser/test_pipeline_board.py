"""The board in a real browser: a card dragged to the next column, and moved back by the keyboard."""

from clientkeep.lifecycle.sales.models import Opportunity, Stage
from tests.cast import PASSWORD, gather


def test_a_card_is_dragged_on_and_moved_back_by_keyboard(transactional_db, live_server, page):
    cast = gather()
    today = cast.north.today()
    for at, (title, client) in enumerate((("Rebranding of the second shop", cast.acme), ("Signs", cast.bloom), ("Annual report with a very long title that wraps", cast.acme))):
        made = Opportunity.begin(cast.north, cast.by, title, client=client, owner=cast.olivia, value_minor=240_000 * (at + 1), next_step="Ring Jo", next_step_on=today, close_on=today, source="Fair")
    Opportunity.objects.filter(pk=made.pk).update(stale_on=today)
    stages = Stage.of(cast.north)
    page.goto(f"{live_server.url}/sign-in/")
    page.locator("[name=login], [name=email]").first.fill("olivia@north.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/")
    page.goto(f"{live_server.url}/sales/")
    page.locator(f"#card-{made.pk}").drag_to(page.locator(f'[data-stage="{stages[1].pk}"]'))
    page.locator(f'[data-stage="{stages[1].pk}"] #card-{made.pk}').wait_for()
    made.refresh_from_db()
    assert made.stage == stages[1]
    page.locator(f"#card-{made.pk} button").first.focus()
    page.keyboard.press("Enter")
    page.locator(f'[data-stage="{stages[0].pk}"] #card-{made.pk}').wait_for()
