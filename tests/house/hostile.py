"""Texts that broke other products, and a reading of pages that finds what they would have done."""

import re
from html.parser import HTMLParser

SCRIPT = "<script>hostile()</script>"
BREAKS_OUT = "\"'><img src=x onerror=hostile()>"
TEMPLATE = "{{ 7|add:70000 }}{{7*11001}}{% now 'Y' %}${7*11001}"
FORMAT = "{x.__class__}{0.__init__}%(settings)s"
LINK = "javascript:hostile()"
TURNED = "safe\u202egnp.exe\u202c"
UNSEEN = "in\u200bvis\u200dible\ufeff"
SYMBOLS = "👩🏽‍🎨🏳️‍🌈 ﷽ Z͑ͫ̓ͪ̂ͫ̽͏̴̙"
MARKUP = "</textarea></title></style><svg onload=hostile()><a href=javascript:hostile()>go</a>"
LONG = "W" * 20_000
TEXTS = (SCRIPT, BREAKS_OUT, TEMPLATE, FORMAT, LINK, TURNED, UNSEEN, SYMBOLS, MARKUP)
WHOLE = " ".join((SCRIPT, BREAKS_OUT, MARKUP, TEMPLATE, FORMAT))
WITH_NUL = "before\x00after"
_LINKS = {"href", "src", "action", "formaction", "data", "xlink:href", "srcdoc", "poster"}
_SCHEME = re.compile(r"^[\s\x00-\x20]*(javascript|vbscript|data:text)", re.I)


class Page(HTMLParser):
    """Reads a page as a browser would and notes what is not ours."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.feed(text)
        self.close()
        for ran in ("77007", "70007", "&lt;class", "<class '"):
            if ran in text:
                self.found.append(f"a template ran: {ran}")

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        facts = dict(attributes)
        if tag == "script" and not (facts.get("src") or "").startswith("/static/") and facts.get("type") != "application/json":
            self.found.append(f"a script of no file of ours: {facts}")
        for name, value in attributes:
            if name.startswith("on"):
                self.found.append(f"{name} on <{tag}>")
            if name in _LINKS and _SCHEME.match(value or ""):
                self.found.append(f"{name}={value!r} on <{tag}>")
        if tag in ("img", "svg") and "hostile" in str(facts):
            self.found.append(f"<{tag}> of theirs")


def what_runs(text: str) -> list[str]:
    """Return what on this page is somebody else's code; nothing for a good page."""
    return Page(text).found
