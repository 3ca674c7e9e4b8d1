"""Before the story: the firm says once how it works."""

import re

from .scene import Scene, press, told

BEGIN = "How we begin"


def offers_a_call(scene: Scene) -> None:
    """A meeting that strangers can book."""
    desk = scene.desk
    scene.at_desk("/sales/meeting-types/new/")
    desk.get_by_label("Name").fill("First call")
    desk.get_by_label("Video link").fill("https://meet.example/north")
    desk.get_by_label("Least notice in hours").fill("0")
    press(desk, "Offer it")
    told(desk, "Can be booked")
    scene.known["booking"] = desk.locator("main a[href^='/book/']").inner_text()


def opens_the_form(scene: Scene) -> None:
    """The form on its site, which thanks with the way to a call."""
    desk = scene.desk
    scene.at_desk("/settings/inquiries/")
    desk.get_by_label("The form is open").check()
    desk.get_by_label("Words once it was sent").fill(f"Thank you. Choose a time to talk: {scene.known['booking']}")
    press(desk, "Save form")
    told(desk, "Open at")
    scene.known["form"] = desk.get_by_role("link", name="/inquire/").inner_text()


def rules_work_out(scene: Scene) -> None:
    """One answer is a red flag, whatever else speaks for the work."""
    desk = scene.desk
    scene.at_desk("/settings/qualification/")
    desk.get_by_role("link", name="Usual checklist").click()
    desk.get_by_role("link", name="New criterion").click()
    desk.get_by_label("What do you ask?").fill("They leave a studio in mid-work")
    desk.get_by_label("What each answer earns").fill("Yes = out\nNo = 100")
    press(desk, "Save criterion")
    told(desk, "They leave a studio in mid-work")


def asks_for_a_score(scene: Scene) -> None:
    """No proposal goes to whom the firm should not work for, unless somebody says why."""
    desk = scene.desk
    scene.at_desk("/settings/pipeline/")
    desk.get_by_role("link", name="Proposal sent").first.click()
    desk.get_by_label("Score to enter it").fill("60")
    press(desk, "Save stage")
    told(desk, "60")


def says_when_work_may_start(scene: Scene) -> None:
    """Signed and paid, or it waits."""
    desk = scene.desk
    scene.at_desk("/settings/start-of-work/")
    for fact in ("The client has accepted", "All have signed", "The deposit is paid"):
        desk.get_by_label(fact).check()
    press(desk, "Keep")
    told(desk, "wait for this")


def works_every_day(scene: Scene) -> None:
    """So that the story is the same on each day on which it is told."""
    desk = scene.desk
    scene.at_desk("/settings/hours/")
    for day in ("saturday", "sunday"):
        desk.locator(f"[name={day}]").fill("9:00-17:00")
    desk.locator("[name=country]").select_option(label="None")
    press(desk, "Keep")
    told(desk, "Your working hours are kept.")


def writes_the_playbook(scene: Scene) -> None:
    """What happens once work may start, each step at once, since a story has one day."""
    desk = scene.desk
    scene.at_desk("/intake-forms/")
    press(desk, "Keep the form")
    scene.at_desk("/playbooks/new/")
    desk.get_by_label("Name").fill(BEGIN)
    desk.get_by_label("As soon as work may start").check()
    press(desk, "Make the playbook")
    desk.wait_for_url(re.compile("/playbooks/[0-9a-f-]{36}/"))
    _step(desk, "letter", "Welcome letter", Subject="Welcome to {firm}", Letter="Hello {contact},\n\nthank you for your trust.\n\n{link}")
    _step(desk, "expectations letter", "How we work together")
    _step(desk, "intake form", "Questions before we begin")
    _step(desk, "kickoff", "Kickoff")


def _step(desk, kind: str, title: str, **words: str) -> None:
    desk.get_by_role("link", name=f"Add {kind}", exact=True).click()
    desk.get_by_label("What the step is").fill(title)
    for label, text in words.items():
        desk.get_by_label(label, exact=True).fill(text)
    press(desk, "Save the step")
    told(desk, title)
