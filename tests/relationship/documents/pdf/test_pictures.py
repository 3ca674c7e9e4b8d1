"""Only sound pictures of known kinds come onto a paper."""

import struct
import zlib

import pytest

from clientkeep.relationship.documents.pdf.pictures import LOGO_LIMIT, PictureRefused, checked_logo, checked_qr
from tests.relationship.documents.pdf.papers import logo, payment_code


def _png_that_claims(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return b"\x89PNG\r\n\x1a\n" + chunk


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_taken_as_it_is(kind):
    assert checked_logo(logo(kind)) == logo(kind)


@pytest.mark.parametrize(
    "picture",
    [
        b"",
        b"no picture",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        logo("GIF"),
        logo()[:200],
        _png_that_claims(100_000, 100_000),
        _png_that_claims(4_001, 10),
        b"\x89PNG" + b"0" * LOGO_LIMIT,
    ],
    ids=["empty", "text", "svg", "gif", "cut off", "a bomb", "too wide", "too heavy"],
)
def test_any_other_logo_is_refused_by_name(picture):
    with pytest.raises(PictureRefused, match="logo"):
        checked_logo(picture)


def test_a_payment_code_is_taken_as_png_or_plain_svg():
    assert checked_qr(payment_code()) == payment_code()
    assert checked_qr(logo()) == logo()


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="file:///etc/passwd"/>',
        '<image xlink:href="http://127.0.0.1/x"/>',
        "<script>1</script>",
        "<foreignObject/>",
        "<style>@import url(x)</style>",
        '<path fill="url(#a)"/>',
        '<path style="x"/>',
        "<text>a</text>",
        "<use/>",
        "&xxe;",
        "<!DOCTYPE svg>",
    ],
)
def test_an_svg_with_more_than_shapes_is_refused(inside):
    with pytest.raises(PictureRefused, match="shapes only"):
        checked_qr(f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'.encode())


def test_an_svg_that_is_no_text_is_refused():
    with pytest.raises(PictureRefused, match="shapes only"):
        checked_qr(b"<svg \xff\xfe>")
