"""The index of three-letter pieces over what is searched of a client: which clients may fit, without reading all.

SQLite: an FTS5 table of trigrams, kept in step by triggers on the clients' table, so that no way of writing a client
goes past it. It holds no text, only pieces under a number of its own (a rowid of the clients may change in a VACUUM).
PostgreSQL: an index of pg_trgm where the server has it, which the room's own search uses by itself.
"""

import json
from collections.abc import Sequence
from functools import cache

from django.db import connection
from django.db.models.expressions import RawSQL

LETTERS = 3

_HOLDING_ALL = """
SELECT client_id FROM search_client WHERE number IN
    (SELECT rowid FROM search_pieces WHERE search_pieces MATCH %s)
"""
_HOLDING_SOME = """
SELECT client_id FROM search_client WHERE number IN
    (SELECT found.rowid FROM json_each(%s) AS piece JOIN search_pieces AS found ON found.search_pieces MATCH piece.value
     GROUP BY found.rowid HAVING count(*) >= %s)
"""


def holding_all(texts: Sequence[str]) -> RawSQL | None:
    """Ids of the clients whose words have every piece of these texts; None where the texts have no piece."""
    found = pieces_of(texts)
    if not found or not knows_pieces():
        return None
    return RawSQL(_HOLDING_ALL, [" AND ".join(map(_quoted, found))])  # noqa: S611  one parameter, quoted


def holding_some(pieces: Sequence[str], least: int) -> RawSQL | None:
    """Ids of the clients whose words have at least `least` of these pieces; None where there is no piece."""
    found = pieces_of(pieces)
    if not found or not knows_pieces():
        return None
    return RawSQL(_HOLDING_SOME, [json.dumps([_quoted(piece) for piece in found]), least])  # noqa: S611


def pieces_of(texts: Sequence[str]) -> list[str]:
    """Every run of three characters in the texts, each once. Text with a NUL has none: FTS5 would stop reading at it."""
    whole = [text for text in texts if "\0" not in text]
    return sorted({text[at : at + LETTERS] for text in whole for at in range(len(text) - LETTERS + 1)})


@cache
def knows_pieces() -> bool:
    """Whether this process's database has FTS5 with trigrams (SQLite 3.34 and later, as nearly all are built)."""
    if connection.vendor != "sqlite" or connection.Database.sqlite_version_info < (3, 34):
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA compile_options")
        return ("ENABLE_FTS5",) in cursor.fetchall()


def _quoted(piece: str) -> str:
    """A piece as FTS5 takes it: raw text would be read as its query language."""
    return '"' + piece.replace('"', '""') + '"'
