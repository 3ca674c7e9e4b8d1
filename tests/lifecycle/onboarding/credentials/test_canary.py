"""What a client hands over lies nowhere but sealed in its own row: not in another table, a letter, an answer or a log."""

import logging

import pytest
from django.db import connection

from clientkeep.lifecycle.onboarding.credentials import asking
from clientkeep.lifecycle.onboarding.credentials.rules import Content
from clientkeep.relationship.portal.links import new_link
from clientkeep.workspace.queue import run_due_jobs

from .conftest import CANARY


def every_value():
    """Each value of each row of each table, as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                for value in row:
                    yield table, value.decode(errors="replace") if isinstance(value, bytes) else str(value)


def tables_holding(words):
    return {table for table, value in every_value() if words in value}


def test_the_whole_way_leaves_it_nowhere_in_the_clear(cast, asked, client, as_member, caplog):
    caplog.set_level(logging.DEBUG)
    client.get(new_link(cast.acme, cast.jo))
    client.post(f"/p/credentials/{asked.pk}/", {"secret": CANARY, "username": CANARY, "note": CANARY, "address": CANARY})
    page = as_member(cast.theo)
    assert CANARY in page.post(f"/credentials/{asked.pk}/showing/", {"because": "moving the site"}).content.decode()
    run_due_jobs()
    assert tables_holding(CANARY) == set()
    assert CANARY not in caplog.text
    asked.refresh_from_db()
    assert tables_holding(asked.sealed) == {"onboarding_credential"}


@pytest.mark.parametrize(
    "address",
    ["/search/?q={canary}", "/clients/?q={canary}", "/clients/{acme}/", "/clients/{acme}/credentials/", "/outbox/", "/", "/clients/{acme}/portal/"],
)
def test_no_page_or_export_holds_it(cast, held, as_member, address):
    answer = as_member(cast.olivia).get(address.format(canary="acme-admin", acme=cast.acme.pk), follow=True)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code == 200
    assert CANARY not in body.decode(errors="replace")
    assert "acme-admin-Zq9" not in body.decode(errors="replace")


def test_the_list_of_clients_to_download_holds_nothing_of_it(cast, held, as_member):
    answer = as_member(cast.olivia).post("/clients/download/")
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert b"Acme" in body
    assert CANARY.encode() not in body


def test_a_failure_while_it_is_shown_tells_nothing_of_it(cast, held, caplog):
    caplog.set_level(logging.DEBUG)
    try:
        content = held.show(cast.acting(cast.theo), "moving the site")
        raise RuntimeError(f"at work with {content!r}")
    except RuntimeError:
        logging.getLogger("clientkeep").exception("It broke")
    assert "It broke" in caplog.text
    assert CANARY not in caplog.text


@pytest.mark.parametrize("end", [lambda row, by: row.end("destroyed", by, "it is over"), lambda row, by: asking.ask_again(row, by)])
def test_no_table_holds_the_ciphertext_of_one_that_ended(cast, held, end):
    sealed = held.sealed
    end(held, cast.by)
    assert tables_holding(sealed) == set()


def pages_of_the_database(copy):
    """Its bytes, with the pages that are free."""
    target = connection.Database.connect(copy)
    connection.connection.backup(target)
    target.close()
    return copy.read_bytes()


@pytest.mark.django_db(transaction=True)
def test_no_page_of_the_database_file_holds_the_ciphertext_of_one_that_ended(cast, held, tmp_path):
    if connection.vendor != "sqlite":
        return
    sealed = held.sealed.encode()
    assert sealed in pages_of_the_database(tmp_path / "before")
    held.enter(cast.by, Content("another one"))
    held.end("destroyed", cast.by, "it is over")
    assert sealed not in pages_of_the_database(tmp_path / "after")
