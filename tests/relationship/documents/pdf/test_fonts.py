"""The fonts that stand behind every paper."""

import pytest

from clientkeep.relationship.documents.pdf.fonts import can_print, folders


def test_the_fonts_lie_in_packages():
    assert folders()
    assert all("site-packages" in str(folder) and folder.is_dir() for folder in folders())


@pytest.mark.parametrize("character", [*"aéßłĐđἀЖԱაאشहবதతಕമગਪଓසខລမአ山は한€₦₹₺₿", "🌸", "✓", "□"])
def test_can_print(character):
    assert can_print(character)


@pytest.mark.parametrize("character", ["\u0378", "𒀀", "𓀀"])
def test_cannot_print(character):
    assert not can_print(character)


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr("clientkeep.relationship.documents.pdf.fonts.find_spec", lambda package: None)
    with pytest.raises(RuntimeError, match="fontpkg_source_sans_3 is missing"):
        folders()
