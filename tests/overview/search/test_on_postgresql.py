"""The search on PostgreSQL: the server's own index of pieces where it has one, and the same answers."""

import tempfile
from pathlib import Path

import pytest

from tests.installation import Installation
from tests.postgres import cluster

pytestmark = pytest.mark.postgres
ASK = """
from tests.cast import gather
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.searching import found_ids
cast = gather()
def found(member, text):
    ids, nearly = found_ids(Client.objects.visible_to(cast.acting(member)), text)
    return [*Client.objects.filter(pk__in=ids).values_list("name", flat=True), nearly]
print(found(cast.olivia, "stud acm"), found(cast.olivia, "acmee studoi"), found(cast.mia, "bloom"), found(cast.olivia, "zephyr"))
"""
INDEXED = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_trgm'")
    known = cursor.fetchone()
    cursor.execute("SELECT count(*) FROM pg_indexes WHERE indexname = 'client_pieces'")
    print(known == cursor.fetchone())
"""


def test_the_same_answers_and_an_index_where_the_server_has_one():
    with tempfile.TemporaryDirectory(prefix="clientkeep-pg-") as name, cluster(Path(name) / "pg") as url:
        made = Installation(Path(name) / "data", DATABASE_URL=url)
        made.migrate()
        made.migrate()
        assert made.python(INDEXED).strip() == "True"
        assert made.python(ASK).strip() == "['Acme Studio', False] ['Acme Studio', True] [True] [True]"
        assert made.run("check").returncode == 0
