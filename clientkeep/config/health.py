"""Is the server alive, and is it ready: two addresses for a proxy or a watchdog. They tell strangers nothing else."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from clientkeep.workspace.members.gate import open_door


@open_door("a watchdog asks")
def alive(_request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@open_door("a watchdog asks")
def ready(_request: HttpRequest) -> HttpResponse:
    """200 when the database answers and has its tables, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM queue_job LIMIT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")
