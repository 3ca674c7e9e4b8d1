"""The tools that people come from. A new one is a file here and its line below."""

from . import (
    freshbooks,
    freshbooks_classic,
    google,
    google_older,
    hubspot_companies,
    hubspot_contacts,
    linkedin,
    ninja_v4,
    ninja_v5,
    outlook,
    pipedrive,
    quickbooks,
    stripe_customers,
    wave,
    xero,
    zoho,
)
from .preset import Preset

PRESETS: tuple[Preset, ...] = tuple(
    module.PRESET
    for module in (
        google,
        google_older,
        hubspot_contacts,
        hubspot_companies,
        ninja_v4,
        ninja_v5,
        freshbooks,
        freshbooks_classic,
        quickbooks,
        xero,
        stripe_customers,
        outlook,
        wave,
        zoho,
        pipedrive,
        linkedin,
    )
)

BY_SLUG = {preset.slug: preset for preset in PRESETS}
CLEAR_SCORE = 0.75
CLEAR_LEAD = 0.03


def recognise(headers: list[str]) -> list[tuple[Preset, float]]:
    """All presets that fit at all, best first, with their score from 0 to 1."""
    scored = [(preset, preset.score(headers)) for preset in PRESETS]
    return sorted((each for each in scored if each[1] >= 0.3), key=lambda each: (-each[1], each[0].slug))


def clear_best(headers: list[str]) -> Preset | None:
    """The one preset that fits for certain; None sends the file to the mapping screen."""
    ranked = recognise(headers)
    if not ranked or ranked[0][1] < CLEAR_SCORE:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < CLEAR_LEAD:
        return None
    return ranked[0][0]


def all_words() -> frozenset[str]:
    """Every header, normalised, that any preset knows."""
    return frozenset(word for preset in PRESETS for known in preset.known for word in known.words)
