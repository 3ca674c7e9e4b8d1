"""The only pictures that a paper carries: a logo (PNG, JPEG) and a code to scan (PNG, plain SVG)."""

import re
from functools import lru_cache
from io import BytesIO

LOGO_LIMIT = 1_000_000
SIDE_LIMIT = 4_000
QR_LIMIT = 200_000

_SVG_SHAPES = {"?xml", "svg", "path", "rect", "g", "title"}


class PictureRefused(ValueError):
    """The bytes are no picture that a paper may carry; the message says why."""


@lru_cache(maxsize=32)
def checked_logo(picture: bytes) -> bytes:
    """The logo as given. Raises PictureRefused unless it is a sound PNG or JPEG within the limits."""
    if len(picture) > LOGO_LIMIT:
        raise PictureRefused(f"The logo has {len(picture)} bytes; at most {LOGO_LIMIT} fit on a paper.")
    _open(picture, "logo", ("PNG", "JPEG"))
    return picture


@lru_cache(maxsize=32)
def checked_qr(picture: bytes) -> bytes:
    """The payment code as given. Raises PictureRefused unless it is a PNG, or an SVG of plain shapes."""
    if len(picture) > QR_LIMIT:
        raise PictureRefused(f"The payment code has {len(picture)} bytes; at most {QR_LIMIT} fit on a paper.")
    if b"<svg" not in picture[:300]:
        _open(picture, "payment code", ("PNG",))
    elif not _is_plain_svg(picture):
        raise PictureRefused("The payment code may hold shapes only: no links, styles, text or pictures.")
    return picture


def _open(picture: bytes, name: str, kinds: tuple[str, ...]) -> None:
    from PIL import Image

    try:
        with Image.open(BytesIO(picture), formats=kinds) as image:
            if max(image.size) > SIDE_LIMIT:
                raise PictureRefused(f"The {name} is {image.size[0]} by {image.size[1]}; at most {SIDE_LIMIT} a side.")
            image.load()
    except PictureRefused:
        raise
    except Exception as fault:  # Pillow raises many kinds for a broken file
        raise PictureRefused(f"The {name} is not a sound {' or '.join(kinds)} picture.") from fault


def _is_plain_svg(picture: bytes) -> bool:
    try:
        text = picture.decode("utf-8")
    except UnicodeDecodeError:
        return False
    tags = {tag.lower() for tag in re.findall(r"<\s*/?\s*([^\s/>]+)", text)}
    return tags <= _SVG_SHAPES and not re.search(r"href|url\s*\(|<!|&|style|@import", text, re.IGNORECASE)
