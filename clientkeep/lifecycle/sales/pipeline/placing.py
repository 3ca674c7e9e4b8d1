"""Putting one thing of a list that the firm keeps in order a place earlier or later."""

from collections.abc import Sequence

from django.db import models

from .rules import places_after


def put(listed: Sequence[models.Model], thing: models.Model, up: bool) -> bool:
    """Keep the places after the move, in the caller's transaction; False at either end, where nothing changes.

    `listed` stands in its order; its places are given out anew among it, so that other groups of the same list stay where they are.
    """
    before = list(listed)
    after = places_after(before, thing, up)
    if after == before:
        return False
    for each, place in zip(after, sorted(each.place for each in before), strict=True):
        each.place = place
    type(thing).objects.bulk_update(after, ["place"])
    thing.refresh_from_db(fields=["place"])
    return True
