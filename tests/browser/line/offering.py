"""A proposal is drafted from what was heard, and completed: packages, options, what is not included, rounds, half up front."""

import re

from tests.browser.test_main_job import answer_what_is_asked

from .asking import WORK
from .scene import ADA, Scene, press, told

PACKAGES = {"Essential": ("Name and one page", "2000"), "Complete": ("Name and site of five pages", "4000"), "Everything": ("Name, site and printed matter", "7000")}
OPTIONS = (("Photographs of the school", "600"), ("Second language", "900"))


def is_drafted(scene: Scene) -> None:
    """It begins with the answers of the first meeting."""
    desk = scene.desk
    desk.get_by_role("link", name="Write a proposal").click()
    press(desk, "Begin the proposal")
    desk.wait_for_url(re.compile("/documents/[0-9a-f-]{36}/blocks/"))
    scene.known["proposal"] = desk.url.removesuffix("blocks/")
    told(desk, "The old name belongs to a shop now.")
    told(desk, "Hosting")
    assert desk.get_by_label("Title").first.input_value() == WORK
    scene.at_desk(scene.known["opportunity"])
    desk.locator("#offers").get_by_text("in draft").wait_for()
    scene.at_desk(scene.known["proposal"] + "blocks/")


def is_completed(scene: Scene) -> None:
    """What only the firm knows: prices, dates, and when a thing counts as done."""
    desk = scene.desk
    _row(desk, "In every package", description="Workshop to begin", quantity="1", unit_price="500")
    _row(desk, "What you get", 0, revisions="2", criteria="Both are on the school's own computers.")
    _row(desk, "Timeline", what="Sketches", when="2 weeks after the deposit")
    for package, (what, price) in PACKAGES.items():
        _row(desk, package, description=what, quantity="1", unit_price=price)
    for what, price in OPTIONS:
        _row(desk, "Options", description=what, quantity="1", unit_price=price)
    for words in ("$4,500.00", "$2,250.00", "Second language"):
        told(desk.locator("main"), words)
    desk.evaluate("scrollTo(0, 0)")
    scene.picture(desk, "proposal")


def is_sent_to_sign(scene: Scene) -> None:
    """The facts of the firm are asked beside the first paper; then the client is asked to choose and sign, Olivia signs last."""
    desk = scene.desk
    desk.get_by_role("link", name="Check and send").click()
    answer_what_is_asked(desk)
    press(desk, "Issue without sending")
    desk.wait_for_url(re.compile("/documents/[0-9a-f-]{36}/$"))
    scene.at_desk(scene.known["proposal"] + "signing/")
    assert desk.locator("[name=email_0]").input_value() == ADA
    press(desk, "Ask for signatures")
    told(desk, "Nothing is chosen yet")
    scene.awaits(scene.known["opportunity"], "Proposal sent")


def _row(desk, block: str, place: int = -1, **cells: str) -> None:
    """Fill a row of a block, the empty one at its end unless told otherwise, and keep it."""
    form = desk.locator(f"form:has(input[name=title][value='{block}'])")
    if not form.locator("[name=title]").is_visible():
        desk.locator("summary", has_text=block).first.click()
    for name, text in cells.items():
        form.locator(f"[name={name}]").nth(place).fill(text)
    form.get_by_role("button", name="Save and go on").click()
    desk.locator(f"[name={next(iter(cells))}][value='{cells[next(iter(cells))]}']").first.wait_for(state="attached")
