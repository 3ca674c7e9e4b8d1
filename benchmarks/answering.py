"""The response clock over many messages: `python -m benchmarks.answering 100000` in a prepared folder prints its time as JSON.

Two hundred clients, each with threads in which they ask twice and are answered once, over two years of nights, weekends,
holidays, lunch and four changes of the clock.
"""

import datetime as dt
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

CLIENTS, A_THREAD = 200, 30
BEGIN = dt.datetime(2024, 1, 2, 3, tzinfo=dt.UTC)


def measure_clock(folder: Path, count: int = 100_000) -> dict[str, Any]:
    """Seed a firm of its own and work all its waits out, in a process of its own."""
    from .__main__ import _run

    folder.mkdir(parents=True, exist_ok=True)
    _run(folder, "clientkeep.config.command_line", "migrate")
    return json.loads(_run(folder, "benchmarks.answering", str(count)))


def main(count: int) -> dict[str, Any]:
    """Seed, work out, and look at what came of it."""
    from clientkeep.relationship.conversations.models import Wait
    from clientkeep.relationship.conversations.response.figures import response_times
    from clientkeep.relationship.conversations.response.keeping import keep_all

    firm = _seed(count)
    begun = time.perf_counter()
    keep_all(firm)
    worked_out = time.perf_counter() - begun
    begun = time.perf_counter()
    figures = response_times(firm, BEGIN, BEGIN + dt.timedelta(days=900))
    return {
        "messages": count, "seconds": round(worked_out, 2), "figures_seconds": round(time.perf_counter() - begun, 2),
        "waits": Wait.objects.count(), "answered": figures.answered,
    }  # fmt: skip


def _seed(count: int) -> Any:
    from django.db import transaction

    from clientkeep.foundation.inserting import insert_many
    from clientkeep.relationship.clients.models import Client
    from clientkeep.relationship.conversations.models import Message, Thread
    from clientkeep.workspace.hours.models import WorkingHours
    from clientkeep.workspace.members.acting import SYSTEM
    from clientkeep.workspace.members.models import Workspace

    firm = Workspace.objects.create(name="Answering", country="US", time_zone="America/New_York")
    WorkingHours.keep(firm, None, SYSTEM, ["9:00-13:00, 14:00-18:00"] * 5 + ["", ""], country="US")
    clients = [Client.add(firm, SYSTEM, name=f"Client {number}") for number in range(CLIENTS)]
    threads, messages, step = [], [], dt.timedelta(days=730) / count
    for number in range(count):
        if number % A_THREAD == 0:
            threads.append(Thread(workspace=firm, client=clients[len(threads) % CLIENTS], subject=f"Thread {len(threads)}"))
        messages.append(
            Message(
                workspace=firm, client_id=threads[-1].client_id, thread=threads[-1], direction="out" if number % 3 == 2 else "in",
                channel="mail", subject="Thread", text="Words", happened_at=BEGIN + number * step,
            )
        )
    with transaction.atomic():
        insert_many(threads)
        insert_many(messages)
        _tell(firm, [message for message in messages if message.direction == "out"])
    return firm


def _tell(firm: Any, messages: list[Any]) -> None:
    """The journal's rows for what the firm wrote: who wrote it is read from there."""
    from clientkeep.foundation.inserting import insert_many
    from clientkeep.foundation.secrets import new_token
    from clientkeep.workspace.journal.models import Event, Head
    from clientkeep.workspace.journal.recording import commitment_of, digest_of

    head = Head.objects.get(workspace=firm)
    seq, digest, events = head.seq, head.digest, []
    for message in messages:
        seq += 1
        event = Event(
            workspace=firm, seq=seq, slug="message.written", group="mail", client_id=message.client_id, about_type="message",
            about_id=message.pk, actor_kind="member", actor_name="Ana", happened_at=message.happened_at, salt=new_token()[:32],
            payload={"client": "Client", "who": "Client", "subject": "Thread", "channel": "mail"},
        )  # fmt: skip
        event.commitment = commitment_of(event)
        event.digest = digest = digest_of(event, digest)
        events.append(event)
    insert_many(events)
    Head.objects.filter(pk=head.pk).update(seq=seq, digest=digest)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clientkeep.config.settings")
    import django

    django.setup()
    print(json.dumps(main(int(sys.argv[1]))))
