"""Work may start: the playbook goes on by itself, the client does their part in sittings, and the kickoff is held."""

import re

from .asking import NAME
from .preparing import BEGIN
from .scene import Scene, press, told

SECRET = "meadow-7-and-a-fox"


def begins_by_itself(scene: Scene) -> None:
    """The gate opens with the payment, and the playbook with the gate."""
    desk = scene.desk
    scene.awaits(scene.known["client"] + "playbooks/", "Running")
    desk.get_by_role("link", name=BEGIN).first.click()
    desk.wait_for_url(re.compile("/playbook-runs/"))
    scene.known["run"] = desk.url
    told(desk, "Welcome letter")


def is_welcomed(scene: Scene) -> None:
    """The letter waits to be read by a person; then it goes, in the hours in which the client works."""
    desk = scene.desk
    scene.at_desk(scene.known["run"])
    desk.get_by_role("link", name="Welcome letter").first.click()
    press(desk, "Send", exact=False)
    scene.awaits("/outbox/", "Welcome to North Studio")


def says_how_we_work(scene: Scene) -> None:
    """The expectations letter is drafted from the record, and acknowledged by an act."""
    desk, phone = scene.desk, scene.phone
    scene.at_desk(scene.known["run"])
    desk.locator("a[href^='/expectations/']").first.click()
    draft = desk.get_by_label("Letter", exact=True)
    assert "Photographs of the school" in draft.input_value()
    draft.fill(re.sub(r"\(.*?\)", "as we agreed", draft.input_value()))
    press(desk, "Send the letter")
    scene.follow(scene.letter("How we work together"), "p/")
    press(phone, "I have read this, and it is how we work")
    told(phone, "Thank you. Acknowledged by Ada Fox")


def answers_in_two_sittings(scene: Scene, logo) -> None:
    """The form came by itself; what was typed is there again the second time, and a file goes with it."""
    phone = scene.phone
    letter = scene.letter("Before we begin")
    scene.follow(letter, "p/")
    phone.get_by_label("What do you do").fill("We teach how flowers are bound.")
    phone.get_by_label("Your website?").fill("https://foxmoss.example")
    press(phone, "Save and go on later")
    told(phone, "You can close this page")
    scene.follow(letter, "p/")
    assert phone.get_by_label("What do you do").input_value() == "We teach how flowers are bound."
    phone.get_by_label("Who decides").fill(NAME)
    phone.get_by_label("Yes", exact=True).check()
    phone.locator("input[type=file]").first.set_input_files(str(logo))
    press(phone, "Send the answers")
    told(phone, "Thank you")


def hands_over_a_password(scene: Scene) -> None:
    """It never travels in a letter; the firm sees it for a reason that the client can read."""
    desk, phone = scene.desk, scene.phone
    scene.at_desk(scene.known["client"] + "credentials/")
    desk.get_by_label("What do you need access to?").fill("Login of the web host")
    press(desk, "Send the request")
    scene.follow(scene.letter("Access needed"), "p/")
    phone.get_by_label("User name").fill("ada")
    phone.get_by_label("Password or key").fill(SECRET)
    press(phone, "Hand it over safely")
    told(phone, "It is kept, encrypted.")
    scene.at_desk(scene.known["client"] + "credentials/")
    desk.get_by_role("link", name="Login of the web host").first.click()
    desk.get_by_label("Why do you need to see it?").fill("To put the site up")
    press(desk, "Show it and note why")
    told(desk, SECRET)
    phone.reload()
    told(phone, "To put the site up")
    assert not any(SECRET.encode() in kept.content for kept in scene.post.letters)


def holds_the_kickoff(scene: Scene) -> None:
    """Its agenda comes of what was agreed; what is decided becomes a recap that the client confirms."""
    desk, phone = scene.desk, scene.phone
    scene.at_desk(scene.known["run"])
    desk.locator("a[href^='/kickoffs/']").first.click()
    for words in ("Photographs of the school: $600.00", "Not included: Hosting", "2 rounds of revision"):
        told(desk, words)
    desk.get_by_role("link", name="Write notes").click()
    desk.get_by_label("Decisions, one on each line").first.fill("The first sketches come in January")
    desk.keyboard.press("Tab")
    desk.get_by_text("Saved.", exact=True).first.wait_for()
    press(desk, "Close it and draft the recap")
    press(desk, "Send to be confirmed")
    scene.follow(scene.letter("What we agreed"), "p/")
    press(phone, "Yes, this is what we agreed")
    told(phone, "It is agreed.")


def stands_as_a_project(scene: Scene) -> None:
    """Its milestones are those of the timeline that was signed, its scope what was chosen; the work is begun."""
    desk = scene.desk
    scene.at_desk("/projects/")
    desk.get_by_role("link", name="Name and site of a flower school").first.click()
    for words in ("May start", "Sketches"):
        told(desk, words)
    press(desk, "Start the work")
    told(desk, "Running")
    scene.at_desk(scene.known["proposal"] + "scope/")
    for words in ("Workshop to begin", "Name and site of five pages", "Photographs of the school", "$5,100.00"):
        told(desk, words)
