"""The firm's colour, dark enough to be read on paper (WCAG 2.2 contrast)."""

import re


def on_white(colour: str, contrast: float = 4.5) -> str:
    """The colour as "#rrggbb", darkened in small steps until it reaches the contrast against white.

    What is no colour becomes a dark grey.
    """
    if not re.fullmatch("#[0-9a-fA-F]{6}", colour):
        colour = "#3b4252"
    channels = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    while _contrast_to_white(channels) < contrast:
        channels = [int(channel * 0.96) for channel in channels]
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def _contrast_to_white(channels: list[int]) -> float:
    red, green, blue = (_linear(channel / 255) for channel in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
