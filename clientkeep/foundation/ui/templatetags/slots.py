"""Fillings of slots in templates: `{% load slots %}{% filling item %}`."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def filling(context: template.Context, filled: dict[str, Any]) -> SafeString:
    """Render one of what `Slot.filled()` returned: its template sees its own context, `request` and the form token."""
    inside = {"request": context.get("request"), "csrf_token": context.get("csrf_token"), **filled["context"]}
    found = context.template.engine.get_template(filled["template"])
    return found.render(context.new(inside))
