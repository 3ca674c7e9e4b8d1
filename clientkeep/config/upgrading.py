"""Upgrading a database: back it up when it holds anything and is about to change, then migrate."""

from importlib import import_module

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from clientkeep.foundation import clock
from clientkeep.foundation.discovering import import_each


def upgrade() -> str | None:
    """Migrate; returns the path of the backup that was made first, or None where none was needed."""
    waiting = pending()
    backup = _back_up_first() if waiting and not is_empty() else None
    if waiting:
        lift_guards()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    return backup


def lift_guards() -> None:
    """Take the rooms' triggers away until the migrations are done, which lay them anew.

    SQLite refuses to rebuild a table that a trigger of another table names.
    """
    for name in import_each("triggers"):
        for guard in import_module(name).GUARDS:
            guard.lift(connection)


def pending() -> list[str]:
    """Names of the migrations that this code has and the database has not."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def is_empty() -> bool:
    """True where no firm is on record, or the tables do not exist yet."""
    if "members_workspace" not in connection.introspection.table_names():
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM members_workspace LIMIT 1")
        return cursor.fetchone() is None


def _back_up_first() -> str:
    from django.conf import settings

    from clientkeep.config.backups.making import make_backup

    folder = settings.DATA / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"before-upgrade-{clock.now():%Y%m%dT%H%M%SZ}.tar"
    print(f"  Backing up to {path} …", flush=True)
    make_backup(path)
    return str(path)
