"""A small firm is seeded, and its pages stay within their queries and within generous bounds of time.

The times are of this process's own work, so that a busy machine fails nothing; a page that looks through all rows does.
"""

import datetime as dt
import time

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from benchmarks import aims, seeding
from benchmarks.pages import addresses
from clientkeep.config.checks import run_checks
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal.chain import first_broken

FIRMS = 300
GENEROUS = 0.4  # seconds of this thread for a page; the aims are twenty times less


@pytest.fixture
def keys(transactional_db):
    return seeding.main(FIRMS)


def test_what_is_seeded_holds_every_promise(keys):
    assert Client.objects.count() == FIRMS
    assert Document.objects.exclude(state="draft").filter(kind="invoice").count() == FIRMS
    assert {"draft", "issued", "accepted", "void"} <= set(Document.objects.values_list("state", flat=True))
    assert Document.objects.overdue(dt.date.today()).exists()
    found, _ = run_checks()
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert found == []
    assert first_broken(Client.objects.first().workspace_id) is None


def test_pages_keep_to_their_queries_and_time(keys):
    spent = {}
    for name, coming in addresses(keys).items():
        cookie, path = next(coming)
        browser = Browser(headers={"cookie": cookie})
        assert browser.get(path).status_code == 200
        began = time.thread_time()
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(path).status_code == 200
        spent[name] = (len(asked), time.thread_time() - began)
    assert len(spent) >= 7
    assert {name: queries for name, (queries, _) in spent.items() if queries > aims.MOST_QUERIES} == {}
    assert {name: took for name, (_, took) in spent.items() if took > GENEROUS} == {}
