"""Small readings for the documents' templates: a value by its name, the fields of a form in order."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(values: Mapping[str, Any], name: str) -> Any:
    """Return the value under a name, or an empty text."""
    return values.get(name, "")


@register.filter
def words_of(text: str) -> list[str]:
    """Split a text at its spaces, so that a template can walk through names."""
    return text.split()
