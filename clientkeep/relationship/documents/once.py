"""A form that is sent twice, even at the same moment, makes one document."""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, models, transaction


def written(rows: models.QuerySet, form_token: str | None, write: Callable[[], Any]) -> Any:
    """Run `write` in a transaction, or return the row among `rows` that has this token already.

    Two at once: the second waits and finds the first one's row, or meets the unique index and then finds it.
    """
    if not form_token:
        with transaction.atomic():
            return write()
    known = rows.filter(form_token=form_token)
    try:
        with transaction.atomic():
            return known.first() or write()
    except IntegrityError:
        if (first := known.first()) is None:
            raise
        return first
