"""What keeps the index of pieces in step: triggers on the clients' table, laid after each migrate."""

from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from .pieces import knows_pieces

_TABLES = (
    "CREATE TABLE IF NOT EXISTS search_client (number INTEGER PRIMARY KEY, client_id CHAR(32) NOT NULL UNIQUE)",
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_pieces USING fts5(words, content='', tokenize='trigram', detail=none)",
)
_TRIGGERS = {
    "search_client_added": """CREATE TRIGGER search_client_added AFTER INSERT ON clients_client FOR EACH ROW BEGIN
    INSERT INTO search_client (client_id) VALUES (NEW.id);
    INSERT INTO search_pieces (rowid, words) SELECT number, NEW.words FROM search_client WHERE client_id = NEW.id;
END""",
    "search_client_reworded": """CREATE TRIGGER search_client_reworded AFTER UPDATE OF words ON clients_client FOR EACH ROW
WHEN OLD.words <> NEW.words BEGIN
    INSERT INTO search_pieces (search_pieces, rowid, words)
        SELECT 'delete', number, OLD.words FROM search_client WHERE client_id = OLD.id;
    INSERT INTO search_pieces (rowid, words) SELECT number, NEW.words FROM search_client WHERE client_id = NEW.id;
END""",
    "search_client_gone": """CREATE TRIGGER search_client_gone AFTER DELETE ON clients_client FOR EACH ROW BEGIN
    INSERT INTO search_pieces (search_pieces, rowid, words)
        SELECT 'delete', number, OLD.words FROM search_client WHERE client_id = OLD.id;
    DELETE FROM search_client WHERE client_id = OLD.id;
END""",
}
_AWAY = (
    "DROP TRIGGER IF EXISTS search_client_added",
    "DROP TRIGGER IF EXISTS search_client_reworded",
    "DROP TRIGGER IF EXISTS search_client_gone",
)
_MADE_ANEW = (
    "INSERT INTO search_pieces (search_pieces) VALUES ('delete-all')",
    "DELETE FROM search_client",
    "INSERT INTO search_client (client_id) SELECT id FROM clients_client ORDER BY id",
    "INSERT INTO search_pieces (rowid, words) "
    "SELECT number, words FROM search_client JOIN clients_client ON clients_client.id = search_client.client_id",
)
_POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX IF NOT EXISTS client_pieces ON clients_client USING gin (words gin_trgm_ops)",
)


class ClientPieces:
    """The index as the migrations see it: laid after them, its triggers lifted before them."""

    def lay(self, connection: BaseDatabaseWrapper) -> None:
        """Lay what is missing. Where a trigger was away, nobody knows what changed meanwhile: all is indexed anew."""
        if connection.vendor == "postgresql":
            self._lay_on_postgresql(connection)
        elif knows_pieces() and self._laid(connection) != _TRIGGERS:
            self.lift(connection)
            with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
                for statement in (*_TABLES, *_MADE_ANEW, *_TRIGGERS.values()):
                    cursor.execute(statement)

    def lift(self, connection: BaseDatabaseWrapper) -> None:
        """Take the triggers away."""
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                for statement in _AWAY:
                    cursor.execute(statement)

    def _laid(self, connection: BaseDatabaseWrapper) -> dict[str, str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'search_client%'")
            return dict(cursor.fetchall())

    def _lay_on_postgresql(self, connection: BaseDatabaseWrapper) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'")
            if cursor.fetchone() is None:
                return
            try:
                with transaction.atomic(using=connection.alias):
                    for statement in _POSTGRESQL:
                        cursor.execute(statement)
            except DatabaseError:
                return  # this user may not add an extension: the search reads the words instead


GUARDS = [ClientPieces()]
