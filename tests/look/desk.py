"""A demo firm and an empty one, each served by a server of its own, and browsers that are signed in."""

import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.installation import Installation
from tests.look.pages import Shown, first_run, pages_of_an_empty_firm, pages_of_the_demo


@dataclass
class Firm:
    """A served firm: where it is, how each person comes in, its pages, and which addresses turned out to be whole ones."""

    base: str
    ways: dict[str, str]
    pages: list[Shown] = field(default_factory=list)
    whole: dict[tuple[str, str], bool] = field(default_factory=dict)

    def cookies(self, chromium: Any, who: str) -> Any:
        """Return a browser's stored state after coming in as `who`; the ways are one-time, so ask once for each."""
        context = chromium.new_context()
        page = context.new_page()
        if who in self.ways:
            page.goto(self.base + self.ways[who])
            if page.locator("form[method=post] button").count() and who != "contact":
                page.locator("main form[method=post] button").first.click()
                page.wait_for_load_state("networkidle")
        state = context.storage_state()
        context.close()
        return state


@contextmanager
def served(only: str = "") -> Iterator[list[Firm]]:
    """Serve the demo firm, an empty firm and an empty database; all are gone afterwards. `only`: pages so named alone."""
    with tempfile.TemporaryDirectory(prefix="clientkeep-look-") as folder:
        demo, empty, fresh = (Installation(Path(folder) / name / "data") for name in ("demo", "empty", "fresh"))
        try:
            _ready(demo, "--demo")
            _ready(empty)
            _ready(fresh)
            found, made = _told(demo, "tell"), _told(empty, "make_firm")
            for each in (demo, empty, fresh):
                each.serve()
            firms = [
                Firm(_at(demo), {"owner": "/demo/sign-in/", "contact": found["portal"]}, pages_of_the_demo(found)),
                Firm(_at(empty), {"owner": made["way_in"]}, pages_of_an_empty_firm()),
                Firm(_at(fresh), {}, first_run()),
            ]
            for firm in firms:
                firm.pages = [page for page in firm.pages if re.search(only, page.label)]
            yield firms
        finally:
            for each in (demo, empty, fresh):
                each.close()


def _ready(place: Installation, *arguments: str) -> None:
    place.folder.mkdir(parents=True)
    made = place.run("migrate", *arguments, timeout=300)
    assert made.returncode == 0, made.stderr
    packed = place.run("static", timeout=300)
    assert packed.returncode == 0, packed.stderr


def _told(place: Installation, what: str) -> dict[str, Any]:
    said = place.python(f"from tests.look.finding import {what}; {what}()")
    return json.loads(next(line for line in said.splitlines() if line.startswith("FOUND "))[6:])


def _at(place: Installation) -> str:
    return f"http://localhost:{place.port}"
