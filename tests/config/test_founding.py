"""A database made at once has the schema that the migrations come to, on both engines."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.db.migrations.loader import MigrationLoader

from clientkeep.config.founding import ONLY_ROWS, acting_on_rows
from tests.installation import ROOT, Installation
from tests.postgres import cluster

STEP_BY_STEP = """
from clientkeep.config.founding import Founding
from clientkeep.config.upgrading import upgrade
Founding.at_once = False
upgrade()
"""
# Columns in the order of their names: a migration adds one at the end, a model has it where it reads best.
SQLITE = r"""
import re
from django.db import connection
def told(sql):
    head, _, body = sql.partition("(")
    parts = re.split(r", (?=\"|CONSTRAINT|CHECK|UNIQUE|FOREIGN)", body.rstrip(")")) if head.startswith("CREATE TABLE") else [body]
    return head, sorted(part.strip() for part in parts)
with connection.cursor() as cursor:
    cursor.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name")
    for kind, name, sql in cursor.fetchall():
        print(kind, name, told(re.sub(r"\s+", " ", sql)))
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    print(cursor.fetchall())
"""
POSTGRES = """
from django.db import connection
ASKED = [
    "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default, is_identity, collation_name "
    "FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2",
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint ORDER BY 1, 2",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2",
    "SELECT event_object_table, trigger_name, action_statement FROM information_schema.triggers ORDER BY 1, 2",
    "SELECT app, name FROM django_migrations ORDER BY 1, 2",
]
with connection.cursor() as cursor:
    for question in ASKED:
        cursor.execute(question)
        print(*cursor.fetchall(), sep=chr(10))
"""


@pytest.fixture
def folder():
    with tempfile.TemporaryDirectory(prefix="clientkeep-founding-") as name:
        yield Path(name)


def _lines(installation: Installation, schema: str) -> list[str]:
    return installation.python(schema).splitlines()


@pytest.mark.long
def test_both_ways_lead_to_one_schema_on_sqlite(folder):
    at_once, step_by_step = Installation(folder / "a" / "data"), Installation(folder / "b" / "data")
    for each in (at_once, step_by_step):
        each.folder.mkdir(parents=True)
    at_once.migrate()
    step_by_step.python(STEP_BY_STEP)
    one, other = _lines(at_once, SQLITE), _lines(step_by_step, SQLITE)
    assert len(one) > 500
    assert one == other
    assert at_once.run("check").returncode == 0


@pytest.mark.long
@pytest.mark.postgres
def test_both_ways_lead_to_one_schema_on_postgresql(folder):
    found = []
    for name, make in (("a", Installation.migrate), ("b", lambda made: made.python(STEP_BY_STEP))):
        with cluster(folder / name / "pg") as url:
            made = Installation(folder / name / "data", DATABASE_URL=url)
            make(made)
            found.append(_lines(made, POSTGRES))
    assert len(found[0]) > 1000
    assert found[0] == found[1]


def test_every_migration_that_is_more_than_a_change_of_models_is_known_to_change_rows_alone():
    """A new one has to say so in ONLY_ROWS, or is done step by step for a new database too."""
    assert set(acting_on_rows(MigrationLoader(None))) == ONLY_ROWS


def test_a_killed_founding_is_begun_again(installation):
    code = "import django; django.setup()\nimport os\nfrom clientkeep.config.founding import Founding\n"
    code += "Founding.record_migration = lambda self, migration: os._exit(9)\nfrom clientkeep.config.upgrading import upgrade\nupgrade()"
    known = {**installation.environment, "DJANGO_SETTINGS_MODULE": "clientkeep.config.settings"}
    died = subprocess.run([sys.executable, "-c", code], env=known, cwd=ROOT, check=False)
    assert died.returncode == 9
    assert installation.python("from django.db import connection; print(connection.introspection.table_names())") == "['django_migrations']"
    installation.migrate()
    assert installation.run("check").returncode == 0
