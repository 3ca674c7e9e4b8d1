"""The type families of the PDF, in the order in which they are asked for a glyph.

All come from packages; fonts of the machine are never used, so a paper looks the same everywhere.
Amiri and Hind Siliguri stand in for Noto's Arabic and Bengali: Noto builds those letters from parts,
and text copied out of the PDF then repeats the parts.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

# (package, folder inside it, regular file of the family, family)
_FACES = (
    ("fontpkg_source_sans_3", "files", "SourceSans3[wght].ttf", "Source Sans 3"),
    ("manimgx_fonts", "", "NotoSans[wght].ttf", "Noto Sans"),
    ("fontpkg_amiri", "files", "Amiri-Regular.ttf", "Amiri"),
    ("fontpkg_hind_siliguri", "files", "HindSiliguri-Regular.ttf", "Hind Siliguri"),
    *(
        ("manimgx_fonts", "", f"NotoSans{script}[wght].ttf", f"Noto Sans {script}")
        for script in (
            "Hebrew", "Devanagari", "Thai", "Armenian", "Georgian", "Tamil", "Telugu", "Kannada",
            "Malayalam", "Gujarati", "Gurmukhi", "Oriya", "Bengali", "Sinhala", "Khmer", "Lao", "Myanmar",
            "Ethiopic", "Arabic",
        )
    ),
    ("noto_cjk_sans_jp_regular", "", "NotoSansCJKjp-Regular.otf", "Noto Sans CJK JP"),
    ("manimgx_fonts", "", "NotoSansSymbols[wght].ttf", "Noto Sans Symbols"),
    ("manimgx_fonts", "", "NotoEmoji[wght].ttf", "Noto Emoji"),
)  # fmt: skip

FAMILIES = tuple(family for _, _, _, family in _FACES)


def folders() -> list[Path]:
    """Where typst finds the fonts."""
    return list(dict.fromkeys(_folder(package, inner) for package, inner, _, _ in _FACES))


def _folder(package: str, inner: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(f"The font package {package} is missing: install the requirements again.")
    return Path(spec.submodule_search_locations[0]) / inner


@lru_cache(maxsize=4096)
def can_print(character: str) -> bool:
    """Whether some family has a glyph for the character."""
    return any(ord(character) in covered for covered in _coverage())


def _coverage() -> Iterator[frozenset[int]]:
    # Font by font, since the large Japanese one (0.2 s to read) is seldom reached.
    return (_covered_by(face) for face in range(len(_FACES)))


@cache
def _covered_by(face: int) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    package, inner, file, _ = _FACES[face]
    with TTFont(_folder(package, inner) / file, lazy=True) as font:
        return frozenset(font.getBestCmap())
