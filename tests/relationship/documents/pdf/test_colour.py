"""The accent as it can be read on white paper."""

import pytest

from clientkeep.relationship.documents.pdf.colour import on_white


def test_a_dark_colour_stays():
    assert on_white("#2f5d62") == "#2f5d62"


# Expected values by the WCAG formula worked by hand: white has 21:1 with black, 1.07:1 with #ffff00.
@pytest.mark.parametrize("pale", ["#ffffff", "#ffff00", "#eab308", "#00ffff", "#ff8a80"])
def test_a_pale_colour_is_darkened_until_it_reads(pale):
    red, green, blue = (int(on_white(pale)[i : i + 2], 16) / 255 for i in (1, 3, 5))
    light = sum(
        weight * (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4)
        for weight, c in ((0.2126, red), (0.7152, green), (0.0722, blue))
    )
    assert 4.5 <= 1.05 / (light + 0.05) < 5.2


@pytest.mark.parametrize("wrong", ["", "red", "#fff", "#12345g", "#2f5d62; drop", "#2f5d62\n"])
def test_what_is_no_colour_becomes_dark_grey(wrong):
    assert on_white(wrong) == "#3b4252"
