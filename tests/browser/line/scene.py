"""Scene: the firm at its desk, the client on a phone, and the mail between them."""

import re
import time
from dataclasses import dataclass, field
from typing import Any

from tests.browser.test_main_job import PICTURES

PUBLIC = "clients.north.example"
ADA, OLIVIA = "ada@foxmoss.example", "olivia@north.example"
PATIENCE = 60.0
# A form that is sent sooner than a person can read it is taken for a machine's.
READING = 3.5


@dataclass
class Scene:
    """Two browsers and a post box. `known` holds what one chapter leaves for the next: addresses, as the people have them."""

    desk: Any
    phone: Any
    home: str
    post: Any
    known: dict[str, str] = field(default_factory=dict)

    def picture(self, page: Any, name: str) -> None:
        """Take one of the README's pictures."""
        page.screenshot(path=PICTURES / f"{name}.png")

    def at_desk(self, path: str) -> None:
        """Go to a page of the firm."""
        self.desk.goto(path if path.startswith("http") else self.home + path)

    def awaits(self, path: str, words: str) -> None:
        """Look at a page of the firm again until it says this: what follows by itself takes seconds. AssertionError where it never does."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.at_desk(path)
            if self.desk.locator("main").get_by_text(words).count():
                return
            time.sleep(0.5)
        raise AssertionError(f"{words!r} did not come: {self.desk.locator('main').inner_text()}")

    def letter(self, *words: str, to: str = ADA) -> Any:
        """Wait for the letter with these words in its subject. AssertionError where none comes."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for kept in list(self.post.letters):
                if to in kept.recipients and all(word in str(kept.message["Subject"]) for word in words):
                    return kept.message
            time.sleep(0.1)
        raise AssertionError([f"{kept.message['Subject']} to {kept.recipients}" for kept in self.post.letters])

    def follow(self, letter: Any, path: str = "") -> None:
        """The client opens the link of a letter on the phone."""
        self.phone.goto(link_in(letter, path))


def link_in(letter: Any, path: str = "") -> str:
    """The first link of a letter to the firm's public address that leads to such a path."""
    text = letter.get_body(("plain",)).get_content()
    return re.search(rf"http://{PUBLIC}:\d+/{path}\S+", text)[0]


def press(page: Any, name: str, exact: bool = True) -> None:
    """Press a button by its words."""
    page.get_by_role("button", name=name, exact=exact).first.click()


def told(page: Any, words: str) -> None:
    """Wait until the page says this."""
    page.get_by_text(words).first.wait_for()
