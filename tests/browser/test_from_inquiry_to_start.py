"""From the first inquiry to signed, paid and started, whole and real: nobody copies anything by hand.

Real parts: the process tree of `clientkeep serve`, an SMTP server on loopback, a server that speaks Stripe's protocol, and
two browsers: the firm at a desk, 1440 wide, the client on a phone, 390 wide.
"""

import pytest

from .line import agreeing, asking, offering, preparing, starting
from .line.scene import Scene
from .test_main_job import browser, installation, open_the_firm, post, set_the_post, stripe, take_cards

__all__ = ["browser", "installation", "post", "stripe"]
PATIENCE = 60_000


@pytest.fixture
def scene(installation, browser, post) -> Scene:
    desk = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    phone = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True).new_page()
    for page in (desk, phone):
        page.set_default_timeout(PATIENCE)
    return Scene(desk, phone, f"http://localhost:{installation.port}", post)


@pytest.mark.browser
def test_from_the_first_inquiry_to_the_start_of_work(scene, installation, stripe, tmp_path):
    open_the_firm(scene.desk, scene.home)
    set_the_post(scene.desk, scene.home, scene.post.port, installation.port)
    take_cards(scene.desk, scene.home, stripe, installation)
    for prepare in (
        preparing.works_every_day, preparing.offers_a_call, preparing.opens_the_form, preparing.rules_work_out,
        preparing.asks_for_a_score, preparing.says_when_work_may_start, preparing.writes_the_playbook,
    ):  # fmt: skip
        prepare(scene)

    asking.asks_for_work(scene)
    asking.books_a_call(scene)
    asking.is_taken_up(scene)
    asking.is_heard(scene)
    asking.is_judged(scene)
    asking.becomes_a_client(scene)

    offering.is_drafted(scene)
    offering.is_completed(scene)
    offering.is_sent_to_sign(scene)

    agreeing.asks_first(scene)
    agreeing.chooses_and_signs(scene)
    agreeing.is_countersigned(scene)
    agreeing.is_won_by_itself(scene)
    agreeing.pays_the_deposit(scene)

    logo = tmp_path / "logo.png"
    scene.phone.screenshot(path=logo)
    starting.begins_by_itself(scene)
    starting.is_welcomed(scene)
    starting.says_how_we_work(scene)
    starting.answers_in_two_sittings(scene, logo)
    starting.hands_over_a_password(scene)
    starting.holds_the_kickoff(scene)
    starting.stands_as_a_project(scene)
    assert installation.run("check").returncode == 0
