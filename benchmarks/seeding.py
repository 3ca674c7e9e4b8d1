"""Fills an empty data folder: `python -m benchmarks.seeding COUNT` writes that many invoices and clients.

Prints as JSON what the measurements need to come in: a session, a token, portal cookies, and whom to ask for.
Run with CLIENTKEEP_DATA on a migrated database that nobody uses.
"""

import gc
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

BATCH = 10_000


def main(count: int) -> dict[str, Any]:
    """Write the firm with its past; returns the keys."""
    started = time.perf_counter()
    with hurried():
        owner = _written(count)
    return {"count": count, "seconds": round(time.perf_counter() - started, 1), **_keys(owner)}


@contextmanager
def hurried() -> Iterator[None]:
    """Many rows into a database that nobody uses: nothing waits for the disk, and afterwards all is as it was."""
    from django.db import connection

    kept = {}
    with connection.cursor() as cursor:
        for name, value in (("synchronous", "OFF"), ("cache_size", -600_000)):
            kept[name] = cursor.execute(f"PRAGMA {name}").fetchone()[0]
            cursor.execute(f"PRAGMA {name}={value}")
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            for name, value in kept.items():
                cursor.execute(f"PRAGMA {name}={value}")


def _written(count: int) -> Any:
    """The firm with its clients, documents, books and journal; returns its owner."""
    from django.db import transaction

    from clientkeep.foundation import clock

    from .firm import open_firm
    from .history import History
    from .papers import Cabinet, sheets
    from .people import add_clients

    with transaction.atomic():
        owner = open_firm()
        history = History(owner)
        known = add_clients(owner, count, history, clock.now())
    cabinet = Cabinet(owner, history)
    coming = sheets(count, known, cabinet.baskets, owner.workspace.today())
    while batch := list(islice(coming, BATCH)):
        with transaction.atomic():
            for sheet in batch:
                cabinet.add(sheet)
            cabinet.write()
    with transaction.atomic():
        cabinet.close()
        history.close()
    return owner


def _keys(owner: Any) -> dict[str, Any]:
    """Ways in, and forty of each thing that is asked for, spread over the whole."""
    from django.core import signing
    from django.test import Client as Browser

    from clientkeep.relationship.clients.models import Contact
    from clientkeep.relationship.documents.models import Document
    from clientkeep.relationship.portal.key import PortalKey
    from clientkeep.relationship.portal.visitor import SALT
    from clientkeep.workspace.members.models import ApiToken
    from clientkeep.workspace.members.roles import ACTS

    browser = Browser()
    browser.force_login(owner.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    issued = Document.objects.filter(kind="invoice", state="issued").order_by("issue_date", "id")
    ids = list(issued.values_list("pk", flat=True))
    papers = Document.objects.filter(pk__in=ids[:: max(1, len(ids) // 40)][:40]).select_related("client")
    portal = []
    for paper in papers:
        contact = Contact.objects.filter(client=paper.client).first()
        key = PortalKey.make(paper.client, "portal", contact)[0]
        portal.append({"document": str(paper.pk), "cookie": signing.dumps(str(key.pk), salt=SALT)})
    return {
        "session": browser.cookies["ck_staff"].value,
        "token": ApiToken.issue(owner, "bench", list(ACTS))[1],
        "documents": [str(paper.pk) for paper in papers],
        "clients": [str(paper.client_id) for paper in papers],
        "portal": portal,
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clientkeep.config.settings")
    import django

    django.setup()
    print(json.dumps(main(int(sys.argv[1]))))
