"""HTML that somebody else wrote: cleaned for the frame that shows it, and turned into plain text."""

import re
from html.parser import HTMLParser

MOST_TEXT = 200_000
_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "center", "code", "dd", "del", "div", "dl", "dt", "em", "font", "h1",
    "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "li", "ol", "p", "pre", "q", "s", "small", "span", "strike", "strong",
    "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_GONE_WITH_ALL = {"script", "style", "title", "head", "template", "noscript", "iframe", "object", "svg", "math", "select", "textarea"}
_ATTRIBUTES = {
    "*": {"style", "dir", "lang", "align"}, "a": {"href", "title"}, "td": {"colspan", "rowspan", "valign"},
    "th": {"colspan", "rowspan", "scope", "valign"}, "ol": {"start"},
}  # fmt: skip
_STYLES = {
    "color", "background-color", "font-weight", "font-style", "font-size", "text-align", "text-decoration", "white-space",
    "padding-left", "margin-left", "border-left", "vertical-align",
}  # fmt: skip
_PICTURE = re.compile(r"<\s*(?:img|image|picture|video|source)\b|\bbackground\s*=|url\s*\(", re.IGNORECASE)
_BLOCKS = {"p", "div", "tr", "li", "ul", "ol", "table", "blockquote", "pre", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd"}
_SILENT = {"script", "style", "title", "template", "noscript"}
_BREAK = re.compile(r"\n{3,}")


def cleaned(html: str) -> str:
    """Return HTML that runs nothing, asks nobody for anything and looks like itself: no pictures, forms or scripts."""
    import nh3

    return nh3.clean(
        html, tags=_TAGS, clean_content_tags=_GONE_WITH_ALL, attributes=_ATTRIBUTES, filter_style_properties=_STYLES,
        url_schemes={"http", "https", "mailto"}, url_relative="deny", link_rel="noopener noreferrer nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}}, strip_comments=True,
    )  # fmt: skip


def has_pictures(html: str) -> bool:
    """Tell whether some of it would have been fetched or drawn."""
    return bool(_PICTURE.search(html))


def as_text(html: str) -> str:
    """Return what a reader would see of some HTML; what it quotes begins with ">", as in plain mail."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.silent = self.quoted = self.written = 0

    @property
    def text(self) -> str:
        return _BREAK.sub("\n\n", "\n".join(line.rstrip() for line in self.lines)).strip()

    def handle_starttag(self, tag: str, attributes: list) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag == "blockquote":
            self.quoted = min(self.quoted + 1, 5)
            self._new_line()
        elif tag == "br":
            self._break()
        elif tag in _BLOCKS:
            self._new_line()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "blockquote":
            self.quoted = max(0, self.quoted - 1)
            self._new_line()
        elif tag in _BLOCKS:
            self._new_line()
            if tag == "p":
                self._break()
        elif tag in ("td", "th") and self.lines[-1]:
            self.lines[-1] += " "

    def handle_data(self, data: str) -> None:
        words = re.sub(r"\s+", " ", data)
        if self.silent or self.written > MOST_TEXT or not (words.strip() or self.lines[-1].strip("> ")):
            return
        self.written += len(words)
        self.lines[-1] += words.lstrip() if not self.lines[-1].strip("> ") else words

    def _new_line(self) -> None:
        if self.lines[-1].strip("> "):
            self._break()
        else:
            self.lines[-1] = self._start()

    def _break(self) -> None:
        if self.written <= MOST_TEXT:
            self.written += 1
            self.lines.append(self._start())

    def _start(self) -> str:
        return "> " * self.quoted
