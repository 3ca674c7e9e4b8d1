import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkeep.foundation.ui import brand as module
from clientkeep.foundation.ui.brand import AA, DARK, DEFAULT, LIGHT, brand, brand_css, brand_hash
from clientkeep.foundation.ui.colour import contrast, lightness, mix, parse, with_lightness

TOKENS = (Path(module.__file__).parent / "static/ui/css/tokens.css").read_text()
accents = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_that_of_wcag():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@given(accents)
def test_any_accent_reads_on_every_surface_of_both_schemes(accent):
    colours = brand(accent)
    for found, surfaces in ((colours.light, LIGHT), (colours.dark, DARK)):
        for surface in (*surfaces, found.wash):
            assert contrast(found.accent, surface) >= AA
            assert contrast(found.strong, surface) >= AA
        assert contrast(found.on, found.accent) >= AA
        assert contrast(found.on, found.strong) >= AA


@given(accents, st.floats(0.1, 1))
def test_another_lightness_is_kept_within_the_screen(accent, light):
    changed = with_lightness(accent, light)
    assert parse(changed) == changed
    assert lightness(changed) == pytest.approx(light, abs=0.05)


def test_a_strong_accent_stays_as_it_was_given():
    assert brand("#0f5568").light.accent == "#0f5568"
    assert not brand("#0f5568").was_adjusted


def test_a_weak_accent_is_darkened_and_says_so():
    yellow = brand("#ffd400")
    assert yellow.was_adjusted
    assert lightness(yellow.light.accent) < lightness("#ffd400")
    assert yellow.given == "#ffd400"


def test_the_surfaces_checked_are_the_surfaces_shown():
    for name, light, dark in zip(("desk", "paper", "well"), LIGHT, DARK, strict=True):
        assert f"--{name}: light-dark({light}, {dark});" in TOKENS


def test_the_style_sheets_own_accent_is_readable():
    shown = re.search(r"--accent: light-dark\((#\w+), (#\w+)\)", TOKENS)
    assert shown
    for colour, surfaces in zip(shown.groups(), (LIGHT, DARK), strict=True):
        assert all(contrast(colour, surface) >= AA for surface in surfaces)


@pytest.mark.parametrize("name", ["ink", "ink-soft", "ink-faint", "good", "waiting", "late", "broken"])
def test_inks_and_meanings_read_on_every_surface(name):
    light, dark = re.search(rf"--{name}: light-dark\((#\w+), (#\w+)\)", TOKENS).groups()
    for colour, surfaces in ((light, LIGHT), (dark, DARK)):
        assert all(contrast(colour, surface) >= AA for surface in surfaces)


def test_the_style_sheet_holds_nothing_but_checked_colours():
    css = brand_css("#FD0")
    assert "--brand: #ffdd00;" in css
    assert set(re.findall(r"--[\w-]+", css)) == {"--brand", "--accent", "--accent-strong", "--on-accent", "--accent-wash"}


@pytest.mark.parametrize("typed", ["red", "#12345", "#0f5568;}body{", "", "#gggggg"])
def test_what_is_no_hex_colour_is_refused(typed):
    with pytest.raises(ValueError, match="#rrggbb"):
        brand_css(typed)


def test_two_accents_have_two_addresses():
    assert brand_hash(DEFAULT) == brand_hash(DEFAULT.upper().replace("X", "x"))
    assert brand_hash(DEFAULT) != brand_hash("#a63d2f")


def test_mixing_nothing_in_changes_nothing():
    assert mix("#123456", "#ffffff", 0) == "#123456"
