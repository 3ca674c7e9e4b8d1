"""Django's `migrate`, by our executor: see clientkeep/config/founding.py."""

from typing import Any

from django.core.management.commands import migrate

from clientkeep.config.founding import Founding


class Command(migrate.Command):
    """The same command: it names the executor that it uses nowhere but in its module."""

    def handle(self, *args: Any, **options: Any) -> None:
        migrate.MigrationExecutor = Founding
        super().handle(*args, **options)
