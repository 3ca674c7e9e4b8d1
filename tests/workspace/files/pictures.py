"""Pictures for the tests, made here: some with a place in them, some that are bombs."""

import io
import struct
import zlib

from PIL import Image

PLACE = b"47.6062"


def picture(kind: str, size=(40, 20), **options) -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", size, (200, 40, 40))
    image.paste((20, 90, 200), (0, 0, size[0] // 2, size[1]))
    image.save(out, kind, **options)
    return out.getvalue()


def exif_with_place(turn: int = 6) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = turn
    exif[0x010F] = "Camera maker"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (47.0, 36.0, 22.32), "W", (122.0, 19.0, 59.4)
    exif[0x8825] = gps
    return exif


def place_in(content: bytes) -> dict:
    with Image.open(io.BytesIO(content)) as image:
        return dict(image.getexif().get_ifd(0x8825))


def pixels_of(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content)) as image:
        return image.convert("RGB").tobytes()


def turn_of(content: bytes) -> int | None:
    with Image.open(io.BytesIO(content)) as image:
        return image.getexif().get(0x0112)


def huge_png(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that says it has this many pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def png_with_words(words: bytes) -> bytes:
    """A good PNG with text, EXIF and trailing code."""
    plain = picture("PNG")
    ending = plain.index(b"IEND") - 4
    extra = _chunk(b"tEXt", b"Comment\x00" + words) + _chunk(b"eXIf", b"MM\x00*" + words)
    return plain[:ending] + extra + plain[ending:] + words


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
