"""Olivia at her desk, and her pages in every width and scheme."""

import os
from collections.abc import Iterable
from typing import Any

from tests.cast import PASSWORD
from tests.look.looking import VARIANTS, _violations

ALL = [*VARIANTS, (320, "light")]
# A folder to keep pictures in, for whoever wants to look at the pages by eye.
PICTURES = os.environ.get("CLIENTKEEP_PICTURES")


def sign_in(page: Any, url: str, login: str = "olivia@north.example") -> None:
    """Come in by the sign-in page."""
    page.goto(f"{url}/sign-in/")
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda now: "/sign-in/" not in now)


def check_pages(page: Any, url: str, pages: Iterable[tuple[str, str]], width: int, scheme: str, name: str) -> None:
    """Nothing runs over the edge, and axe finds nothing; 320 pixels are for the edge alone. `name` begins those of the pictures."""
    for label, path in pages:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.goto(url + path)
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/{name}-{label}-{width}-{scheme}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (label, width)
        assert width == 320 or not _violations(page), (label, width, scheme)
