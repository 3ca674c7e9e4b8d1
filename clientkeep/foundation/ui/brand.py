"""The firm's accent, checked against our surfaces and moved in lightness until WCAG AA holds in both schemes."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from .colour import contrast, lightness, mix, parse, with_lightness

DEFAULT = "#0f5568"
AA = 4.5

# The same six values as in static/ui/css/tokens.css: desk, paper, well.
LIGHT = ("#f3f0e9", "#fdfcf9", "#ebe7de")
DARK = ("#171614", "#201f1c", "#2d2b27")

_LIGHT_INK, _DARK_INK = "#211f1b", "#efebe3"
_STEP = 0.005


@dataclass(frozen=True, slots=True)
class Accent:
    """The accent for one scheme; every pair that the pages use has a contrast of 4.5 or more.

    `accent` and `strong` are read on any surface and on `wash`; `on` is read on `accent` and `strong`.
    """

    accent: str
    strong: str
    on: str
    wash: str


@dataclass(frozen=True, slots=True)
class Brand:
    """A firm's colour as given, for decoration, and as it may be read in each scheme."""

    given: str
    light: Accent
    dark: Accent

    @property
    def was_adjusted(self) -> bool:
        """Whether the colour was too weak on light paper and was darkened."""
        return self.light.accent != self.given


@lru_cache(maxsize=256)
def brand(accent: str) -> Brand:
    """Derive the tokens from a hex accent. Raises ValueError when it is not a hex colour.

    Remembered, since each page names its style sheet by them, and they follow from the accent alone.
    """
    given = parse(accent)
    return Brand(given, _readable(given, LIGHT, -_STEP, _LIGHT_INK), _readable(given, DARK, _STEP, _DARK_INK))


def brand_css(accent: str) -> str:
    """Return the style sheet that gives the pages this accent. It is served as a file, so no page styles inline."""
    colours = brand(accent)
    pairs = {
        "--accent": (colours.light.accent, colours.dark.accent),
        "--accent-strong": (colours.light.strong, colours.dark.strong),
        "--on-accent": (colours.light.on, colours.dark.on),
        "--accent-wash": (colours.light.wash, colours.dark.wash),
    }
    lines = [f"  --brand: {colours.given};"]
    lines += [f"  {name}: light-dark({light}, {dark});" for name, (light, dark) in pairs.items()]
    # The paper is white in both schemes, so what stands on it is always the light reading.
    paper = [f"  {name}: {light};" for name, (light, _) in pairs.items()]
    return ":root {\n" + "\n".join(lines) + "\n}\n.paper {\n" + "\n".join(paper) + "\n}\n"


def brand_hash(accent: str) -> str:
    """Return the name under which this accent's style sheet may be kept for ever."""
    return hashlib.sha256(brand_css(accent).encode()).hexdigest()[:16]


def _readable(given: str, surfaces: tuple[str, ...], step: float, ink: str) -> Accent:
    light = lightness(given)
    candidate = given
    while (found := _accent(candidate, surfaces, step, ink)) is None:
        light += step
        candidate = with_lightness(given, light)
    return found


def _accent(accent: str, surfaces: tuple[str, ...], step: float, ink: str) -> Accent | None:
    wash = mix(surfaces[1], accent, 0.1)
    strong = with_lightness(accent, min(1.0, max(0.0, lightness(accent) + 18 * step)))
    on = "#ffffff" if step < 0 else surfaces[0]
    read_on = (*surfaces, wash)
    pairs = [(colour, surface) for colour in (accent, strong) for surface in read_on]
    pairs += [(on, accent), (on, strong), (ink, wash)]
    return Accent(accent, strong, on, wash) if all(contrast(a, b) >= AA for a, b in pairs) else None
