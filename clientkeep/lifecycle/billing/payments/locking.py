"""In which order rows of money are locked, so that no two people wait for each other: series, invoice, payment, journal.

Invoices are locked by their ids, all at once and before any payment; the journal's head comes last, with the first
event that is recorded.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.db import OperationalError, connection, transaction

from clientkeep.relationship.documents.models import Document

MOST_TRIES = 3
# PostgreSQL: serialization_failure, deadlock_detected. The transaction is gone and may be run anew.
RUN_ANEW = ("40001", "40P01")


def lock_documents(ids: Iterable[Any]) -> list[Document]:
    """Lock these documents in the order of their ids, inside the caller's transaction."""
    return list(Document.objects.select_for_update().filter(pk__in=list(ids)).order_by("pk"))


def retried(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Run a verb anew, three times in all, where the database ended its transaction in favour of another.

    Only the outermost transaction can be run anew: inside of one the error goes on to its owner.
    """

    @wraps(verb)
    def run(*args: Any, **kwargs: Any) -> Any:
        if connection.in_atomic_block:
            return verb(*args, **kwargs)
        for left in reversed(range(MOST_TRIES)):
            try:
                with transaction.atomic():
                    return verb(*args, **kwargs)
            except OperationalError as problem:
                if not left or _state_of(problem) not in RUN_ANEW:
                    raise

    return run


def _state_of(problem: OperationalError) -> str:
    return getattr(problem.__cause__, "sqlstate", None) or getattr(problem.__cause__, "pgcode", None) or ""
