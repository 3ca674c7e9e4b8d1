"""The HTML part: our own layout, in which what people wrote is only ever a value."""

import re
from types import SimpleNamespace

import pytest

from clientkeep.workspace.mail.layout import lay_out, paragraphs_of, with_link

BAD = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<a href='javascript:alert(1)'>x</a>",
    "<style>*{display:none}</style>",
    "{{ 7*7 }}{% debug %}",
    "<!--",
    "</td></table>",
]


def letter(cast, **values):
    given = {"workspace": cast.north, "subject": "Hello", "text": "Hello", "is_secret": False}
    return SimpleNamespace(**{**given, **values})


def tags(html: str) -> list[str]:
    return re.findall(r"<[/!a-zA-Z][^>]*>", html)


@pytest.mark.parametrize("bad", BAD)
def test_markup_in_any_value_adds_no_tag(cast, bad):
    plain = tags(lay_out(letter(cast)))
    assert tags(lay_out(letter(cast, text=bad, subject=bad))) == plain
    cast.north.name = cast.north.legal_name = cast.north.city = bad
    assert tags(lay_out(letter(cast))) == plain
    assert tags(with_link(lay_out(letter(cast)), bad)) == plain


@pytest.mark.parametrize("accent", ["red;background:url(//evil.example)", "#fff}", "", "x", "#12345", "expression(1)"])
def test_a_hostile_accent_never_reaches_a_style(cast, accent):
    cast.north.accent = accent
    html = lay_out(letter(cast))
    assert "evil" not in html and "expression" not in html
    assert re.search(r"border-top:3px solid #[0-9a-f]{6};", html)


def test_nothing_is_fetched_from_anywhere(cast):
    html = lay_out(letter(cast, text="See https://x.example/pixel.png"))
    assert "src=" not in html and "url(" not in html and "<link" not in html


def test_a_link_on_a_line_of_its_own_is_a_button_and_inside_a_line_a_link(cast):
    html = lay_out(letter(cast, text="First\n\n{link}\n\nOr open {link} now."), "See the invoice")
    done = with_link(html, "https://x.example/a?b=1&c=2")
    assert done.count('href="https://x.example/a?b=1&amp;c=2"') == 2
    assert ">See the invoice</a>" in done
    assert "{link}" not in done


def test_paragraphs_keep_line_breaks_and_literal_braces():
    blocks = paragraphs_of("one\ntwo\n\n\n{{link}} stays\n\n{link}")
    assert [block.is_button for block in blocks] == [False, False, True]
    assert blocks[1].pieces[0].words == "{{link}} stays"
