"""U1, U3, U10: a logo is pixels drawn anew, or refused in words."""

import io
import time

import pytest
from PIL import Image

from clientkeep.foundation.errors import Invalid
from clientkeep.workspace.files.intake import keep_logo
from clientkeep.workspace.files.logo import as_logo
from clientkeep.workspace.files.storage import read
from tests.workspace.files.pictures import exif_with_place, huge_png, picture, pixels_of, png_with_words

CODE = b"<?php system($_GET[0]); ?><script>alert(1)</script>"


def test_code_in_a_logo_is_gone_and_its_pixels_are_equal(cast):
    logo = png_with_words(CODE)
    stored = keep_logo(cast.north, logo, cast.by)
    kept = read(stored)
    assert CODE[:10] not in kept and b"tEXt" not in kept and b"eXIf" not in kept
    assert pixels_of(kept) == pixels_of(logo)
    assert (stored.content_type, stored.name, stored.purpose) == ("image/png", "logo.png", "logo")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_each_kind_becomes_a_png(kind):
    assert as_logo(picture(kind)).startswith(b"\x89PNG")


def test_a_turned_photo_stands_upright_and_without_place():
    logo = as_logo(picture("JPEG", size=(40, 20), exif=exif_with_place(turn=6)))
    with Image.open(io.BytesIO(logo)) as image:
        assert image.size == (20, 40)
        assert not dict(image.getexif())


def test_see_through_stays_see_through_and_large_ones_shrink():
    out = io.BytesIO()
    Image.new("RGBA", (3000, 1500), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(as_logo(out.getvalue()))) as image:
        assert (image.mode, image.size) == ("RGBA", (1200, 600))


@pytest.mark.parametrize(
    "svg",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"\xef\xbb\xbf<?xml version='1.0'?><!-- x --><SVG onload='alert(1)'/>",
        '<svg onload="alert(1)"/>'.encode("utf-16"),
        b" " * 5000 + b"<svg/>",
    ],
)
def test_svg_is_refused_in_words(svg):
    with pytest.raises(Invalid, match="SVG logos are not taken") as refused:
        as_logo(svg)
    assert refused.value.field == "logo"


@pytest.mark.parametrize("size", [(60_000, 60_000), (60_000, 1), (8_001, 10), (7_000, 7_000), (0x7FFFFFFF, 0x7FFFFFFF)])
def test_pictures_with_too_many_pixels_are_refused_early(size):
    started = time.monotonic()
    with pytest.raises(Invalid, match="too many pixels"):
        as_logo(huge_png(*size))
    assert time.monotonic() - started < 1


@pytest.mark.parametrize(
    "content", [b"GIF89a", b"\xff\xd8\xff\xe0broken", b"%PDF-1.7", b"BM" + bytes(60), b"\x00" * 100, CODE]
)
def test_what_is_no_picture_is_refused_in_words(content):
    with pytest.raises(Invalid, match="cannot be read"):
        as_logo(content)


def test_a_logo_of_more_than_5_mb_is_refused():
    with pytest.raises(Invalid, match="5 MB"):
        as_logo(b"\x89PNG" + bytes(5 * 1024 * 1024))
