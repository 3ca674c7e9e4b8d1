"""The file store's promise: each file on record is there, whole, and nothing lies there without a record."""

from collections.abc import Iterator

from clientkeep.foundation.checks import check

from .jobs import missing, orphans


@check("missing files", "each file on record is there, with its size and hash")
def files_are_there() -> Iterator[str]:
    for stored in missing():
        yield f"The file {stored.name} ({stored.pk}) is missing or was changed."


@check("orphaned files", "no file lies in the store without a record for longer than a day")
def files_have_a_record() -> Iterator[str]:
    for path in orphans():
        yield f"The file {path.name} in the store has no record."
