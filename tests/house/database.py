"""The whole database as one hash, but for what looking may change: last-seen times, sessions, counters of tries."""

import hashlib

from django.apps import apps
from django.db import connection

LEFT_OUT = {"django_session", "members_attempts", "usersessions_usersession", "cache"}
LAST_SEEN = {"seen_at", "last_seen_at", "last_login", "last_used_at"}


def tables() -> list[str]:
    """Every table that counts."""
    known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return sorted(known - LEFT_OUT)


def hashes() -> dict[str, str]:
    """Return a hash of each table's rows."""
    with connection.cursor() as cursor:
        return {table: _hash(cursor, table) for table in tables()}


def writes() -> int:
    """How many rows this connection has written since it was opened (SQLite counts them)."""
    return connection.connection.total_changes


def _hash(cursor, table: str) -> str:
    cursor.execute(f'SELECT * FROM "{table}"')
    kept = [place for place, column in enumerate(cursor.description) if column[0] not in LAST_SEEN]
    rows = sorted(repr([row[place] for place in kept]) for row in cursor.fetchall())
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()
