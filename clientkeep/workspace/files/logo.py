"""A logo: decoded with limits, drawn anew, saved as PNG that holds pixels and nothing else."""

import io

from clientkeep.foundation.errors import Invalid

LARGEST_BYTES = 5 * 1024 * 1024
LONGEST_SIDE = 8000
MOST_PIXELS = 25_000_000
KEPT_SIDE = 1200


def as_logo(content: bytes) -> bytes:
    """Return the picture as a PNG of at most 1200 pixels a side. Raises Invalid with the field `logo`."""
    from PIL import Image

    if len(content) > LARGEST_BYTES:
        raise Invalid("The logo is larger than 5 MB. Choose a smaller picture.", "logo", "too_large")
    if b"<svg" in content[:65536].replace(b"\x00", b"").lower():
        raise Invalid("SVG logos are not taken, since they can hold programs. Choose a PNG, JPEG, WebP or GIF.", "logo")
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "WEBP", "GIF")) as picture:
            _check_size(*picture.size)
            return _drawn_anew(picture)
    except Invalid:
        raise
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except Exception:
        # Pillow raises many kinds of error for broken files, OSError, SyntaxError and ValueError among them.
        raise Invalid("The logo cannot be read. Choose a PNG, JPEG, WebP or GIF picture.", "logo") from None


def _check_size(width: int, height: int) -> None:
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels() -> Invalid:
    return Invalid("The logo has too many pixels. Choose one of at most 8000 pixels a side.", "logo", "too_large")


def _drawn_anew(picture) -> bytes:
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(picture)
    flat = upright.convert("RGBA" if _is_see_through(upright) else "RGB")
    flat.thumbnail((KEPT_SIDE, KEPT_SIDE))
    bare = Image.frombytes(flat.mode, flat.size, flat.tobytes())
    out = io.BytesIO()
    bare.save(out, "PNG", optimize=True)
    return out.getvalue()


def _is_see_through(picture) -> bool:
    return picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
