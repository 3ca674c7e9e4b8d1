"""D1, D2: names in braces are filled by plain substitution, in one pass, and a value is never read again."""

import pytest

from clientkeep.workspace.mail.placeholders import fill, fill_when_leaving, names_in

HOSTILE = [
    "{{ 7*7 }}", "{% debug %}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{number.__class__.__mro__}", "{0.__init__}",
    "{client!r}", "{client:>999999999}", "%(client)s", "{firm[settings]}", "{}", "{", "}", "{{", "}}", "{ client }",
]  # fmt: skip


@pytest.mark.parametrize("bad", HOSTILE)
def test_expressions_are_words(bad):
    values = {"client": "Acme", "number": "1", "firm": "North"}
    assert fill(f"a {bad} b", values) == f"a {bad} b"
    assert fill("Dear {client}", {"client": bad}) == f"Dear {bad}"


def test_a_value_that_looks_like_a_placeholder_is_not_filled():
    assert fill("{client} {number}", {"client": "{number}", "number": "{client}"}) == "{number} {client}"


@pytest.mark.parametrize("value", ["{link}", "{{link}}", "{{{link}}}", "a{link}b{code}", "{{link}", "{link}}"])
def test_a_value_that_says_link_stays_those_signs_when_the_letter_leaves(value):
    written = fill("{client}: {link}", {"client": value})
    assert fill_when_leaving(written, {"link": "https://x.example/{link}", "code": "1"}) == (
        f"{value}: https://x.example/{{link}}"
    )


def test_a_line_without_its_values_is_left_out():
    text = "Invoice {number}.\nIt is due on {due_date}.\nBye {sender} {due_date}"
    assert fill(text, {"number": "1", "due_date": "", "sender": "Ana"}) == "Invoice 1.\nBye Ana "


def test_names_are_listed_once_in_order():
    assert names_in("{b} {a} {b} {c.d} {e!r}") == ["b", "a"]
