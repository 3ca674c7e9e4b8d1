"""The promise of the search: every client is in the index, and nothing else is."""

from collections.abc import Iterator

from django.db import connection

from clientkeep.foundation.checks import check
from clientkeep.relationship.clients.models import Client

_MISSING = "SELECT count(*) FROM clients_client WHERE id NOT IN (SELECT client_id FROM search_client)"
_STRAY = "SELECT count(*) FROM search_client WHERE client_id NOT IN (SELECT id FROM clients_client)"
_PIECES = "SELECT count(*) FROM search_pieces"


@check("search", "each client is in the index of the search, and nothing else is")
def index_is_in_step() -> Iterator[str]:
    if "search_client" not in connection.introspection.table_names():
        return  # an engine without such an index, or a database from before it
    with connection.cursor() as cursor:
        missing, stray, pieces = [cursor.execute(sql).fetchone()[0] for sql in (_MISSING, _STRAY, _PIECES)]
    if missing or stray or pieces != Client.objects.count():
        yield f"The index of the search lacks {missing} clients and holds {stray} that are gone, with {pieces} in all."
