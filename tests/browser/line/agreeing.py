"""The client asks, chooses and signs on a phone; the firm countersigns; the deposit is asked for and paid by card."""

from .asking import NAME
from .scene import OLIVIA, Scene, press, told

QUESTION = "Can you begin in January?"
CARD = {"Card number": "4242 4242 4242 4242", "Expiration": "12 / 34", "CVC": "123", "Cardholder name": NAME}


def asks_first(scene: Scene) -> None:
    """On the page to sign; the firm finds the question in Today and answers by letter."""
    phone, desk = scene.phone, scene.desk
    scene.follow(scene.letter("asks you to sign"), "sign/")
    phone.get_by_text("Ask a question first").click()
    phone.get_by_label("Your question").fill(QUESTION)
    press(phone, "Send the question")
    told(phone, "Your question is on its way.")
    scene.awaits("/", QUESTION)
    desk.get_by_role("link", name="Answer", exact=True).first.click()
    desk.get_by_role("link", name=f"Write to {NAME}", exact=True).click()
    desk.get_by_label("Subject").fill("January")
    desk.get_by_label("Message").fill("Yes, in its first week.")
    press(desk, "Send")
    scene.letter("January")


def chooses_and_signs(scene: Scene) -> None:
    """A package and one option; the very file of this choice is read and signed."""
    phone = scene.phone
    scene.follow(scene.letter("asks you to sign"), "sign/")
    phone.get_by_label("Complete").check()
    phone.get_by_label("Photographs of the school").check()
    told(phone, "$5,100.00")
    scene.picture(phone, "choosing")
    press(phone, "Go on with this choice")
    told(phone, "What was chosen")
    _signs(phone, NAME)
    told(phone, "Still to sign: Olivia North")


def is_countersigned(scene: Scene) -> None:
    """From the letter that asks Olivia; the sealed file goes to both."""
    scene.letter("asks you to sign", to=OLIVIA)
    scene.at_desk(scene.known["proposal"] + "signing/")
    press(scene.desk, "Read and countersign")
    _signs(scene.desk, "Olivia North")
    told(scene.desk, "All have signed")
    for each in (scene.letter("Signed: proposal"), scene.letter("Signed: proposal", to=OLIVIA)):
        assert next(each.iter_attachments()).get_filename().endswith("signed.pdf")


def is_won_by_itself(scene: Scene) -> None:
    """The signatures won it, for the price that was chosen, and made a client of who asked: nobody marked anything."""
    scene.awaits(scene.known["opportunity"], "accepted")
    facts = scene.desk.locator("main").inner_text()
    assert "Won" in facts
    assert "$5,100.00" in facts
    scene.awaits(scene.known["client"], "from proposal to active")


def pays_the_deposit(scene: Scene) -> None:
    """Half up front, by card, from the letter."""
    phone = scene.phone
    scene.follow(scene.letter("nvoice INV-"), "p/")
    told(phone, "$2,550.00")
    press(phone, "Pay $2,550.00")
    phone.get_by_label("Email").fill("ada@foxmoss.example")
    for label, text in CARD.items():
        phone.get_by_label(label).fill(text)
    press(phone, "Pay", exact=False)
    phone.get_by_role("heading", name="Thank you").wait_for()
    scene.letter("Receipt R-")


def _signs(page, name: str) -> None:
    page.get_by_label("I have read the file").check()
    press(page, "Agree and go on")
    page.get_by_label("Your full name").fill(name)
    press(page, "Sign")
    told(page, "Thank you")
