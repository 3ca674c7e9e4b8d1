"""Mail from a real IMAP server, fetched and filed, then the inbox: `python -m benchmarks.incoming 5000` prints JSON.

It runs in a prepared folder, in this process; the mail server is Dovecot on loopback, beside it.
"""

import datetime as dt
import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

from .keeping import browser_of, read, timed, told

CLIENTS, THREADS, CALLS = 200, 25_000, 100


def measure_incoming(folder: Path, count: int) -> dict[str, Any]:
    """Fetch and file so many mails of a firm of its own, then read its inbox, in a process of its own."""
    from .__main__ import _run

    shutil.rmtree(folder, ignore_errors=True)  # made anew each time, also where a run keeps its data
    folder.mkdir(parents=True)
    _run(folder, "clientkeep.config.command_line", "migrate")
    return json.loads(_run(folder, "benchmarks.incoming", str(count)).splitlines()[-1])


def main(count: int) -> dict[str, Any]:
    """Fetch, then read."""
    return {"mails": count, **_fetch(count), "messages": count + 2 * THREADS, "inbox": _inbox()}


def _fetch(count: int) -> dict[str, float]:
    from clientkeep.foundation.sealing import seal
    from clientkeep.relationship.clients.models import Client, Contact
    from clientkeep.relationship.conversations.mailboxes.fetching import fetch
    from clientkeep.relationship.conversations.models import Mailbox, Message
    from clientkeep.workspace.members.acting import SYSTEM
    from clientkeep.workspace.members.models import Member, User, Workspace
    from tests.dovecot import PASSWORD, dovecot

    firm = Workspace.objects.create(name="North Studio", currency="USD", tax_status="exempt", country="US")
    Member.objects.create(workspace=firm, user=User.objects.create_user("olivia@north.example", "x" * 20, "Olivia"), role="owner")
    for number in range(CLIENTS):
        client = Client.add(firm, SYSTEM, name=f"Client {number}")
        Contact.add(client, SYSTEM, name=f"Person {number}", email=f"p{number}@c{number}.example")
    with dovecot() as server:
        os.environ["SSL_CERT_FILE"] = server.certificate
        server.lay("bench", _mails(count))
        box = Mailbox.objects.create(
            workspace=firm, address="hello@north.example", host="localhost", port=server.tls_port, username="bench",
            password_sealed=seal(PASSWORD), begins_on=dt.date(2020, 1, 1), reads_sent=False,
        )  # fmt: skip
        clock, work, _ = timed(lambda: fetch(box, most=count))
    filed = Message.objects.count()
    if filed != count:
        raise RuntimeError(f"{filed} of {count} mails were filed.")
    return {"a second": round(count / clock * 1000, 1), "seconds": round(clock / 1000, 2), "cpu_seconds": round(work / 1000, 2)}


def _mails(count: int) -> list[bytes]:
    """Mails of contacts: each fourth an answer with a quote, each fifth with HTML, each twentieth with a file."""
    from tests.mails import mail

    made = []
    for number in range(count):
        who = number % CLIENTS
        quote = "\n\nOn Tue, 3 Mar 2026 at 10:00, Olivia <olivia@north.example> wrote:\n> what we said before\n> and more" if number % 4 == 0 else ""
        options = {"html": f"<p>Words <b>{number}</b></p>"} if number % 5 == 0 else {}
        if number % 20 == 0:
            options["files"] = [(f"plan-{number}.txt", "text/plain", f"plan {number}\n".encode())]
        if number >= CLIENTS:
            options["in_reply_to"] = f"<m{number - CLIENTS}@c.example>"
        made.append(
            mail(sender=f"Person {who} <p{who}@c{who}.example>", subject=f"Words {number // CLIENTS}", text=f"Words {number}{quote}",
                 message_id=f"<m{number}@c.example>", **options)
        )  # fmt: skip
    return made


def _inbox() -> dict[str, float]:
    """A hundred readings of the inbox, with 50,000 messages in 25,000 threads beside those that were fetched."""
    from django.db import transaction

    from clientkeep.foundation import clock
    from clientkeep.foundation.inserting import insert_many
    from clientkeep.relationship.clients.models import Client
    from clientkeep.relationship.conversations.models import Message, Thread
    from clientkeep.workspace.members.models import Member

    clients, now = list(Client.objects.all()), clock.now()
    threads, messages = [], []
    for number in range(THREADS):
        client, at = clients[number % CLIENTS], now - dt.timedelta(minutes=number)
        waits = at if number % 50 == 0 else None
        threads.append(Thread(workspace_id=client.workspace_id, client=client, subject=f"Thread {number}", started_at=at, last_at=at, waits_since=waits))
        messages += [
            Message(workspace_id=client.workspace_id, client=client, thread=threads[-1], direction=direction, channel="mail",
                    subject="x", text="Words of some length. " * 20, happened_at=at - dt.timedelta(minutes=5))
            for direction in ("in", "out")
        ]  # fmt: skip
    with transaction.atomic():  # else each row is put on the disk alone
        insert_many(threads)
        insert_many(messages)
    browser = browser_of(Member.objects.select_related("user").get())
    paths = ["/inbox/?show=all" if turn % 2 else "/inbox/" for turn in range(CALLS + 4)]
    return told([timed(lambda path=path: read(browser, path)) for path in paths][4:])


if __name__ == "__main__":
    # For this machine's own mail server alone; the folder is a measurement's.
    os.environ |= {"CLIENTKEEP_OUTBOUND_ALLOW": "127.0.0.0/8,::1", "CLIENTKEEP_LOG": "error"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clientkeep.config.settings")
    import django

    django.setup()
    print(json.dumps(main(int(sys.argv[1]))))
