"""An offer and its opportunity in a real browser: what is held back and what was declined is said, and the pages hold everywhere."""

import os

import pytest

from clientkeep.lifecycle.agreements.models import Bid, ChangeOrder
from clientkeep.lifecycle.agreements.scope.change_order import Added
from clientkeep.lifecycle.agreements.scope.model import agreed_of
from clientkeep.lifecycle.billing.invoices.from_quote import final_invoice
from clientkeep.lifecycle.sales.models import Opportunity, Stage
from clientkeep.workspace.queue import run_due_jobs
from tests.cast import PASSWORD, gather
from tests.lifecycle.agreements.proposals.offer import proposal
from tests.look.looking import VARIANTS, _violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# A folder to keep pictures in, for whoever wants to look at the pages by eye.
PICTURES = os.environ.get("CLIENTKEEP_PICTURES")


@pytest.fixture
def north(live_server, page):
    cast = gather()
    cast.url = live_server.url
    page.goto(f"{cast.url}/sign-in/")
    page.fill("[name=login]", "olivia@north.example")
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    return cast


def asked(cast, title: str) -> Opportunity:
    return Opportunity.begin(cast.north, cast.by, title, client=cast.acme, value_minor=300_000, currency="EUR")


def offered(cast, opportunity, issued=True):
    made = proposal(cast, issued=False)
    Bid.link(made, opportunity, cast.by)
    if issued:
        made.issue(cast.by)
        run_due_jobs()
    return made


def change_order(cast) -> ChangeOrder:
    """One that takes out something invoiced and adds something dearer: several sentences follow it."""
    quote = cast.document("quote", lines=[{"description": "Design", "unit_price": "1200"}, {"description": "Build", "unit_price": "800"}], title="Website", deposit_percent="50")
    quote.accept(cast.by, "Jo March")
    run_due_jobs()
    final_invoice(quote, cast.by).issue(cast.by)
    build = next(each.item for each in agreed_of(quote).items if each.what == "Build")
    return ChangeOrder.write(quote, cast.by, title="A shop instead of pages", because="Acme sells online now.", removed=[build], added=[Added("Shop", 100_000)])


def test_the_pages_hold_everywhere(page, north):
    held, declined, drafted = asked(north, "A new site"), asked(north, "Labels"), asked(north, "A second language for the shop")
    sent = Stage.of(north.north)[2]
    declined_offer = offered(north, declined)
    declined_offer.decline(north.by, "Too dear for this year")
    sent.change(north.by, "Proposal sent", 60, 10, least_score=50)
    held_offer, draft = offered(north, held), offered(north, drafted, issued=False)
    change = change_order(north)
    root = "/sales/opportunities"
    paths = {
        "today": "/", "board": "/sales/", "held": f"{root}/{held.pk}/", "declined": f"{root}/{declined.pk}/", "offer": f"/documents/{held_offer.pk}/", "new": f"/proposals/new/?client={north.acme.pk}",
        "sending": f"/documents/{draft.pk}/sending/", "change": f"/documents/{change.pk}/", "stage": f"/settings/pipeline/stages/{sent.pk}/",
    }  # fmt: skip
    found = []
    for width, scheme in VARIANTS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        for name, path in paths.items():
            assert page.goto(north.url + path).status == 200, path
            page.locator("main h1").first.wait_for()
            if PICTURES:
                page.screenshot(path=f"{PICTURES}/{name}-{width}-{scheme}.png", full_page=True)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            found += [(name, width, scheme, each) for each in [*_violations(page), *([f"{wide} too wide"] if wide > 0 else [])]]
    assert not found
    page.goto(north.url + paths["declined"])
    page.get_by_role("link", name="lost, with the reason").click()
    page.locator("#losing").get_by_role("button", name="It is lost").click()
    page.get_by_text("Lost: ").first.wait_for()
