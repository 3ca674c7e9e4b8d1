"""The database's own promises: its pages are whole, and each foreign key points somewhere."""

from collections.abc import Iterator

from django.db import IntegrityError, connection

from clientkeep.foundation.checks import CHECKS, Finding, check, findings

PHYSICAL = ("database", "foreign keys")


@check("database", "the database file is whole")
def database_is_whole() -> Iterator[str]:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for (line,) in cursor.execute("PRAGMA integrity_check(10)").fetchall():
            if line != "ok":
                yield f"The database file is damaged: {line}."


@check("foreign keys", "each row points to rows that exist")
def keys_point_somewhere() -> Iterator[str]:
    try:
        connection.check_constraints()
    except IntegrityError as problem:
        yield str(problem).replace("\n", " ")


def run_checks() -> tuple[list[Finding], str]:
    """Run every check; returns what is broken and a note. A database of another version gets the physical ones only."""
    from clientkeep.foundation.discovering import import_each

    from .upgrading import pending

    import_each("checks")
    if pending():
        said = "The database belongs to an earlier version: only its wholeness was checked. Run clientkeep migrate."
        return list(findings(PHYSICAL)), said
    return _physical_first(), f"{len(list(CHECKS))} checks"


def _physical_first() -> list[Finding]:
    found = list(findings(PHYSICAL))
    if any(row.check == "database" for row in found):
        return found
    return found + list(findings(row.name for row in CHECKS if row.name not in PHYSICAL))
