"""What templates ask of a proposal."""

from typing import Any

from django import template

from ..proposals.offering import Offer, offer_of

register = template.Library()


@register.simple_tag
def offer(document: Any, post: Any = None) -> Offer:
    """The choice that a document offers, with what was ticked in a form that was sent."""
    if not post:
        return offer_of(document)
    return offer_of(document, post.get("package", ""), post.getlist("option"))
