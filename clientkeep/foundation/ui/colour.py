"""Colours as arithmetic: sRGB hex, WCAG contrast, and OKLCH lightness that keeps the hue."""

import math
import re

_HEX = re.compile(r"#[0-9a-f]{6}")


def parse(hex_colour: str) -> str:
    """Return the colour as `#rrggbb` in lower case; short `#rgb` is widened.

    Raises ValueError for anything else.
    """
    value = hex_colour.strip().lower()
    if re.fullmatch(r"#[0-9a-f]{3}", value):
        value = "#" + "".join(digit * 2 for digit in value[1:])
    if not _HEX.fullmatch(value):
        raise ValueError(f"{hex_colour!r} is not a colour. Write it as #rrggbb.")
    return value


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of WCAG 2.2 (1 to 21) of two `#rrggbb` colours."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(first: str, second: str, share: float) -> str:
    """Return `first` with `share` (0 to 1) of `second` mixed in, in sRGB."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return _hex([a + (b - a) * share for a, b in pairs])


def with_lightness(colour: str, lightness: float) -> str:
    """Return the colour at another OKLCH lightness (0 to 1), its chroma cut only as far as sRGB demands."""
    _, chroma, hue = _to_oklch(colour)
    low, high = 0.0, chroma
    if _in_gamut(_from_oklch(lightness, chroma, hue)):
        low = chroma
    else:
        for _ in range(16):
            middle = (low + high) / 2
            if _in_gamut(_from_oklch(lightness, middle, hue)):
                low = middle
            else:
                high = middle
    return _hex([_encode(channel) for channel in _from_oklch(lightness, low, hue)])


def lightness(colour: str) -> float:
    """Return the OKLCH lightness, 0 (black) to 1 (white)."""
    return _to_oklch(colour)[0]


def _luminance(colour: str) -> float:
    red, green, blue = (_decode(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> list[float]:
    return [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def _hex(channels: list[float]) -> str:
    return "#" + "".join(f"{round(min(1.0, max(0.0, channel)) * 255):02x}" for channel in channels)


def _decode(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _encode(channel: float) -> float:
    channel = min(1.0, max(0.0, channel))
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def _in_gamut(linear: list[float]) -> bool:
    return all(-0.0005 <= channel <= 1.0005 for channel in linear)


def _to_oklch(colour: str) -> tuple[float, float, float]:
    # Matrices of Björn Ottosson, "A perceptual color space for image processing" (2020).
    red, green, blue = (_decode(channel) for channel in _channels(colour))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    light = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return light, math.hypot(a, b), math.atan2(b, a)


def _from_oklch(light: float, chroma: float, hue: float) -> list[float]:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return [
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    ]
