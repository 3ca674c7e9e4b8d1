"""Words of the portal's pages."""

from django import template

register = template.Library()
NUMBERS = (
    "Nothing waits",
    "One thing waits",
    "Two things wait",
    "Three things wait",
    "Four things wait",
    "Five things wait",
)


@register.filter
def waiting_words(cards: list) -> str:
    """Write "Two things wait for you"."""
    count = len(cards)
    return f"{NUMBERS[count] if count < len(NUMBERS) else f'{count} things wait'} for you"
