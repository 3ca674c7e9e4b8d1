"""A stranger asks for work and books a call; the firm listens, judges, and lets it past its own gate with a reason."""

import re
import time

from .scene import ADA, OLIVIA, READING, Scene, press, told

NAME, WORK = "Ada Fox", "Name and site of a flower school"
HEARD = {
    "What made you look for somebody now?": "The old name belongs to a shop now.",
    "What do you expect to hold in your hands?": "A name and a site",
    "What is no part of it?": "Hosting",
}
JUDGED = {
    "Budget": "Named, and it is enough", "Who decides is at the table": "Yes", "Need": "It costs them money now",
    "When it has to be done": "It is tight", "It is the work that we do best": "Yes", "They leave a studio in mid-work": "Yes",
}  # fmt: skip


def asks_for_work(scene: Scene) -> None:
    """On the firm's site, on a phone."""
    phone = scene.phone
    phone.goto(scene.known["form"])
    phone.get_by_label("Your name").fill(NAME)
    phone.get_by_label("Your e-mail address").fill(ADA)
    phone.get_by_label("What do you need?").fill("A new name and a site for our flower school.")
    time.sleep(READING)
    press(phone, "Send")
    told(phone, "Choose a time to talk")


def books_a_call(scene: Scene) -> None:
    """By the link in the thanks."""
    phone = scene.phone
    phone.locator("main a[href*='/book/']").click()
    told(phone, "30 minutes with Olivia North")
    phone.locator("main a[href*='/at/']").first.click()
    phone.get_by_label("Your name").fill(NAME)
    phone.get_by_label("Your e-mail address").fill(ADA)
    time.sleep(READING)
    press(phone, "Book it")
    told(phone, "It is booked")
    assert "text/calendar" in [part.get_content_type() for part in scene.letter("First call").walk()]
    scene.letter("Ada Fox", "booked First call", to=OLIVIA)


def is_taken_up(scene: Scene) -> None:
    """Today names the inquiry; from it the opportunity is made."""
    desk = scene.desk
    scene.at_desk("/")
    told(desk, "Ada Fox asks for work and waits for an answer")
    desk.get_by_role("link", name="Read it").first.click()
    desk.get_by_label("What is it about?").fill(WORK)
    press(desk, "Put it into the pipeline")
    desk.wait_for_url(re.compile("/sales/opportunities/[0-9a-f-]{36}/"))
    scene.known["opportunity"] = desk.url


def is_heard(scene: Scene) -> None:
    """The guide is answered during the talk: each answer is kept as one leaves its field."""
    desk = scene.desk
    desk.get_by_role("link", name="Open the guide").click()
    for question, words in HEARD.items():
        with desk.expect_response(lambda answer: "/guide/answers/" in answer.url):
            desk.get_by_label(question).fill(words)
            desk.keyboard.press("Tab")
        desk.locator("[data-guide-said]").get_by_text("Saved.").wait_for()


def is_judged(scene: Scene) -> None:
    """A good score, and one red flag: the gate is shut until somebody says why all the same."""
    desk = scene.desk
    scene.at_desk(scene.known["opportunity"])
    desk.get_by_role("link", name="Answer the qualification").click()
    for criterion, answer in JUDGED.items():
        desk.get_by_label(criterion).select_option(answer)
    press(desk, "Save answers")
    told(desk, "Red flag.")
    assert int(re.search(r"(\d+) of 100", desk.locator("main").inner_text())[1]) >= 60
    told(desk, "It is shut.")
    desk.get_by_label("Why all the same?").fill("Their studio closed.")
    press(desk, "Move it past the gate")
    desk.wait_for_url(scene.known["opportunity"])
    told(desk, "Their studio closed.")


def becomes_a_client(scene: Scene) -> None:
    """Who asked is a client now, with nothing typed again."""
    press(scene.desk, "Add as a client")
    scene.desk.get_by_role("link", name="Write a proposal").wait_for()
    scene.known["client"] = scene.desk.locator("main a[href^='/clients/']").first.get_attribute("href")
