"""Looking at pages in one width and scheme: what overflows, what axe finds, what the console says, and a picture."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe

from tests.look.desk import Firm
from tests.look.pages import Shown

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
VARIANTS = [(360, "light"), (360, "dark"), (1440, "light"), (1440, "dark")]
# A page that answers 404 or 422 may be meant to (is_good tells); the browser notes it too.
EXPECTED = ("the server responded with a status of",)
FORM = '[...document.querySelectorAll("main form")].find(f => f.getAttribute("method") === "post" && !f.closest("dialog"))'
HAS_FORM = f"() => Boolean({FORM})"
EMPTY_THE_FORM = f"() => {{ const form = {FORM};" + """
  form.noValidate = true;
  for (const field of form.querySelectorAll("input:not([type=hidden]):not([type=checkbox]):not([type=radio]):not([type=file]), textarea"))
    field.value = "";
  const button = form.querySelector("button[type=submit], button:not([type])");
  button ? form.requestSubmit(button) : form.requestSubmit();
}"""


@dataclass
class Seen:
    """What one page was like in one variant."""

    page: Shown
    status: int
    overflow: int
    axe: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    picture: bytes = b""

    @property
    def is_good(self) -> bool:
        is_there = self.status != 404 or self.page.who != "owner" or self.page.label.startswith("404") or "(empty)" in self.page.label
        is_meant = self.status < 500 and is_there
        return self.overflow <= 0 and not self.axe and not self.console and is_meant


def look(chromium: Any, firm: Firm, states: dict, width: int, scheme: str, axe: bool = True, picture: bool = False) -> Iterator[Seen]:
    """Walk a firm's pages; what is no whole page (a part, a download, a redirect to one seen already) is passed over."""
    shape = {"viewport": {"width": width, "height": 740 if width < 700 else 900}, "color_scheme": scheme}
    for who in dict.fromkeys(page.who for page in firm.pages):
        if (firm.base, who) not in states:
            states[firm.base, who] = firm.cookies(chromium, who)
        context = chromium.new_context(storage_state=states[firm.base, who], reduced_motion="reduce", **shape)
        yield from _walked(context, firm, [page for page in firm.pages if page.who == who], axe, picture)
        context.close()


def _walked(context: Any, firm: Firm, pages: list[Shown], axe: bool, picture: bool) -> Iterator[Seen]:
    tab, said, visited = context.new_page(), [], set()
    tab.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: said.append(str(error)))
    for shown in pages:
        if not _is_a_page(context, firm, shown):
            continue
        said.clear()
        answer = tab.goto(firm.base + shown.path, wait_until="load")
        tab.wait_for_timeout(50)  # a page that leads on by itself has done so
        tab.wait_for_load_state("load")
        status = answer.status if answer else 0
        if (tab.url, shown.send_empty) in visited:
            continue
        visited.add((tab.url, shown.send_empty))
        if shown.send_empty:
            status = _sent_empty(tab) or said.append("there is no form to send here") or status
        yield Seen(
            shown, status, tab.evaluate("document.documentElement.scrollWidth - innerWidth"),
            _violations(tab) if axe else [], [each for each in said if not any(word in each for word in EXPECTED)],
            tab.screenshot(full_page=True) if picture else b"",
        )  # fmt: skip


def _is_a_page(context: Any, firm: Firm, shown: Shown) -> bool:
    """Whether an address shows a whole page: no download, no part, no act that needs a POST. Asked once."""
    known = firm.whole.get((shown.who, shown.path))
    if known is None:
        answer = context.request.get(firm.base + shown.path)
        kind = answer.headers.get("content-type", "")
        known = answer.status != 405 and kind.startswith("text/html") and "<title" in answer.text()
        # A letter in a frame: no script runs in it, so that a question put to it would never be answered.
        known = known and "sandbox" not in answer.headers.get("content-security-policy", "")
        firm.whole[shown.who, shown.path] = known
    return known


def _sent_empty(tab: Any) -> int:
    """Empty the page's form and send it; the status of the answer, or 0 where there is no form."""
    if not tab.evaluate(HAS_FORM):
        return 0
    with tab.expect_navigation() as sent:
        tab.evaluate(EMPTY_THE_FORM)
    return sent.value.status if sent.value else 0


def _violations(tab: Any) -> list[str]:
    found = Axe().run(tab, options=RULES).response["violations"]
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:140]} ({len(rule['nodes'])})" for rule in found]
