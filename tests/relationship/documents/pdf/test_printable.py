"""Text made fit for a PDF."""

import pytest

from clientkeep.relationship.documents.pdf.printable import BOX, BREAK, boxed, printable


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Acme Studio",
        "Zoë & Søn — “Ltd”",
        "line one\nline two",
        "شركة",
        "\u0645\u200c\u06cc",
        "👩\u200d👧 🇩🇪 ❤\ufe0f",
        "10 €",
    ],
)
def test_what_fonts_can_draw_is_left_as_it_is(text):
    assert printable(text) == text


@pytest.mark.parametrize(
    "text, shown",
    [
        ("a\r\nb\rc\u2028d\x85e\x0bf", "a\nb\nc\nd\ne\nf"),
        ("a\tb", "a b"),
        ("a\x00b\x07c\x1bd\x7fe\x9ff", "abcdef"),
        ("pay \u202e00.1\u202c \u20661\u2069", "pay 00.1 1"),
        ("\ufeffa\u200bb\u2060c", "abc"),
        ("e\u0301", "é"),
        ("\ue000 \U000f0000", f"{BOX} {BOX}"),
        ("\ud800", BOX),
        ("\uffff\u0378", BOX * 2),
        ("𒀀", BOX),
    ],
)
def test_the_rest_is_cleaned_or_boxed(text, shown):
    assert printable(text) == shown


def test_a_tower_of_marks_is_cut():
    assert printable("q" + "\u0303" * 500) == "q" + "\u0303" * 8


def test_a_word_longer_than_a_line_may_break():
    assert printable("x" * 45) == BREAK.join(["x" * 10] * 4 + ["x" * 5])
    assert printable("ก" * 300).count(BREAK) == 29


@pytest.mark.parametrize(
    "text", ["x" * 39, "https://example.com/a/long/path?with=many&parts=of-it", "山" * 400, "ก" * 299]
)
def test_what_typst_breaks_by_itself_is_left_alone(text):
    assert BREAK not in printable(text)


def test_marks_stay_with_their_letter_when_a_word_breaks():
    assert printable(("q\u0303") * 50).split(BREAK)[0] == "q\u0303" * 10


def test_boxed_keeps_the_plain_scripts():
    assert boxed("Zoë € 山 ✿") == f"Zoë € {BOX} {BOX}"
