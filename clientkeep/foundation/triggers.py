"""Triggers in the words of both engines: forbid changes of rows or of columns.

A trigger is laid by name and replaced when laid again. All names come from the code, never from a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class Guard:
    """Forbid `act` (INSERT, UPDATE or DELETE) on `table` when `condition` (SQL over OLD and NEW) holds."""

    name: str
    table: str
    act: str
    condition: str
    message: str

    def lay(self, connection: BaseDatabaseWrapper) -> None:
        """Create the trigger, replacing one of the same name."""
        with connection.cursor() as cursor:
            for statement in self._statements(connection.vendor):
                cursor.execute(statement)

    def lift(self, connection: BaseDatabaseWrapper) -> None:
        """Drop the trigger where it exists, as before a migration."""
        if self.table in connection.introspection.table_names():
            with connection.cursor() as cursor:
                cursor.execute(self._dropping(connection.vendor))

    def _dropping(self, vendor: str) -> str:
        on = "" if vendor == "sqlite" else f" ON {self.table}"
        return f"DROP TRIGGER IF EXISTS {self.name}{on}"

    def _statements(self, vendor: str) -> list[str]:
        if vendor == "sqlite":
            return [
                self._dropping(vendor),
                f"CREATE TRIGGER {self.name} BEFORE {self.act} ON {self.table} FOR EACH ROW WHEN {self.condition} "
                f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END",
            ]
        returned = "OLD" if self.act == "DELETE" else "NEW"
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}_fn() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {self.condition} THEN RAISE EXCEPTION '{self.message}'; END IF; RETURN {returned}; END $$",
            self._dropping(vendor),
            f"CREATE TRIGGER {self.name} BEFORE {self.act} ON {self.table} FOR EACH ROW EXECUTE FUNCTION {self.name}_fn()",
        ]


def changed(columns: Sequence[str]) -> str:
    """SQL that is true when one of the columns changes, NULL included (both engines know IS DISTINCT FROM)."""
    return "(" + " OR ".join(f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in columns) + ")"
