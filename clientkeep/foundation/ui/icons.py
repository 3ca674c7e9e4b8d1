"""Signs drawn by the lucide package, as inline SVG that screen readers pass over."""

from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


@cache
def icon(name: str, size: str = "") -> SafeString:
    """Return the sign `name` (a lucide name); `size` is "small", "large" or empty.

    Raises lucide.IconDoesNotExist, so that a misspelt name is found by the first test that renders it.
    """
    from lucide.templatetags.lucide import lucide

    shape = f"icon icon--{size}" if size else "icon"
    markup = str(lucide(name, size=None, **{"class": shape, "aria_hidden": "true", "focusable": "false"}))
    return mark_safe(" ".join(markup.split()))  # noqa: S308 - drawn by the package, never from what a person typed


def named_icon(name: str, label: str) -> SafeString:
    """Return a sign that stands alone, with its name for screen readers."""
    return format_html('{}<span class="visually-hidden">{}</span>', icon(name), label)
