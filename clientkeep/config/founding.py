"""How the schema comes to be: a database with nothing in it gets all tables at once, any other one migration after the other.

Django draws every model anew for each of hundreds of operations; over nothing, only what they come to matters.
Both ways lead to the same schema, and a test holds them against each other on both engines.
"""

from typing import Any

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.special import RunPython, RunSQL, SeparateDatabaseAndState
from django.db.migrations.state import ProjectState

# Steps that only change rows: over an empty database they do nothing.
ONLY_ROWS = {
    ("sales", "0008_the_one_checklist"),
    ("auth", "0011_update_proxy_permissions"),
    ("contenttypes", "0002_remove_content_type_name"),
    ("account", "0006_emailaddress_lower"),
    ("account", "0008_emailaddress_unique_primary_email_fixup"),
    ("sales", "0012_mark_sent_stage"),
}


class Founding(MigrationExecutor):
    """Notes each migration in the transaction that makes it: Django notes one with deferred SQL only after that.

    Who is killed between the two would find tables that exist and a migration that is still to make them.
    """

    at_once = True

    def migrate(self, targets: Any, plan: Any = None, state: Any = None, fake: bool = False, fake_initial: bool = False) -> ProjectState:
        """Bring the database to the targets; all at once where it is empty and they are the newest."""
        if self.at_once and not fake and self._begins_with_nothing(plan):
            return self._found(plan)
        return super().migrate(targets, plan, state, fake, fake_initial)

    def apply_migration(self, state: Any, migration: Any, fake: bool = False, fake_initial: bool = False) -> Any:
        """Run one migration forwards, or not at all."""
        if fake or fake_initial or not migration.atomic:
            return super().apply_migration(state, migration, fake, fake_initial)
        with self.connection.schema_editor(atomic=True) as editor:
            state = migration.apply(state, editor)
            self.record_migration(migration)
        return state

    def _begins_with_nothing(self, plan: Any) -> bool:
        planned = {(migration.app_label, migration.name) for migration, backwards in plan or [] if not backwards}
        return (
            planned == set(self.loader.graph.nodes)
            and not self.loader.applied_migrations
            and set(self.connection.introspection.table_names()) <= {self.recorder.Migration._meta.db_table}
            and all(key in ONLY_ROWS for key in acting_on_rows(self.loader))
        )

    def _found(self, plan: Any) -> ProjectState:
        self.recorder.ensure_schema()
        state = self.loader.project_state()
        with self.connection.schema_editor(atomic=True) as editor:
            for model in state.apps.get_models():
                if model._meta.can_migrate(self.connection):
                    editor.create_model(model)
            for migration, _ in plan:
                self.record_migration(migration)
        return state


def acting_on_rows(loader: Any) -> list[tuple[str, str]]:
    """The migrations with steps that are more than a change of models: what these do, a schema made at once has not done."""
    special = RunPython, RunSQL, SeparateDatabaseAndState
    return [key for key in loader.graph.nodes if any(isinstance(each, special) for each in loader.disk_migrations[key].operations)]
