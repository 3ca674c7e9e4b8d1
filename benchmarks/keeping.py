"""What keeps clients, measured: `python -m benchmarks.keeping` in a prepared folder prints its times as JSON.

A firm with 200 clients and a journal of 50,000 entries over two years; a tenth of it is with one client. Pages are asked in
this process, without the network; beside the time of the clock stands the processor's, which other work does not lengthen.
"""

import datetime as dt
import json
import os
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .spread import p50, p95

CLIENTS, ENTRIES, CALLS, CARDS = 200, 50_000, 60, 100
SPAN = dt.timedelta(days=730)
# What happens in turn: slug, its group, what it tells.
TURNS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("message.received", "mail", {"who": "Client", "subject": "Thread", "channel": "mail"}),
    ("message.written", "mail", {"who": "Client", "subject": "Thread", "channel": "mail"}),
    ("call.logged", "meeting", {"with_whom": "Client", "text": "What was said in a call, in some words."}),
    ("message.received", "mail", {"who": "Client", "subject": "Thread", "channel": "mail"}),
    ("message.written", "mail", {"who": "Client", "subject": "Thread", "channel": "mail"}),
    ("document.viewed", "document", {"kind": "invoice", "number": "INV-1"}),
    ("recap.confirmed", "promise", {"subject": "What we agreed", "version": 1, "digest": "0" * 64}),
    ("survey.answered", "feedback", {"asked": "How was it?", "contact": "Jo", "score": "9", "words": "9 of 10", "survey_kind": "pulse"}),
    ("response.breached", "mail", {"subject": "Thread"}),
    ("meeting.logged", "meeting", {"with_whom": "Client", "text": "What was said in a meeting, in some words."}),
)
_CLIENT = re.compile(r'name="client" value="([0-9a-f-]{36})"')


def measure_keeping(folder: Path) -> dict[str, Any]:
    """Seed a firm of its own and measure it, in a process of its own."""
    from .__main__ import _run

    shutil.rmtree(folder, ignore_errors=True)  # made anew each time, also where a run keeps its data
    folder.mkdir(parents=True)
    _run(folder, "clientkeep.config.command_line", "migrate")
    return json.loads(_run(folder, "benchmarks.keeping").splitlines()[-1])


def main() -> dict[str, Any]:
    """Seed, then measure one part after the other."""
    from .firm import open_firm

    member = open_firm()
    clients = _seed(member)
    browser = browser_of(member)
    return {
        "clients": CLIENTS, "entries": ENTRIES, "trust": _trust(member.workspace),
        "timeline": _timeline(browser, clients), "review": _review(browser),
    }  # fmt: skip


def timed(act: Callable[[], Any]) -> tuple[float, float, Any]:
    """Milliseconds by the clock and of this process's work, and what came of it."""
    clock, work = time.perf_counter(), time.process_time()
    made = act()
    return (time.perf_counter() - clock) * 1000, (time.process_time() - work) * 1000, made


def told(times: list[tuple[float, float, Any]]) -> dict[str, float]:
    """Middle and 95th percentile, by the clock and of this process's work."""
    walls, works = [each[0] for each in times], [each[1] for each in times]
    return {"p50": p50(walls), "p95": p95(walls), "cpu_p50": p50(works), "cpu_p95": p95(works)}


def _seed(member: Any) -> list[Any]:
    from django.db import transaction

    from clientkeep.foundation import clock
    from clientkeep.foundation.inserting import insert_many
    from clientkeep.relationship.clients.models import Client
    from clientkeep.relationship.conversations.models import Message, Thread
    from clientkeep.workspace.members.acting import SYSTEM

    firm, begin, step = member.workspace, clock.now() - SPAN, SPAN / ENTRIES
    clients = [Client.add(firm, SYSTEM, name=f"Client {number}", stage="active") for number in range(CLIENTS)]
    threads = [Thread(workspace=firm, client=client, subject="Thread", started_at=begin, last_at=clock.now()) for client in clients]
    messages, happened = [], []
    for number in range(ENTRIES):
        slug, group, payload = TURNS[number // CLIENTS % len(TURNS)]
        place, at = 0 if number % 10 == 0 else number % CLIENTS, begin + number * step
        about: Any = clients[place]
        if slug.startswith("message."):
            about = Message(
                workspace=firm, client=clients[place], thread=threads[place], direction="in" if slug.endswith("received") else "out",
                channel="mail", subject="Thread", text="Words of some length. " * 20, happened_at=at,
            )  # fmt: skip
            messages.append(about)
        happened.append((slug, group, {"client": clients[place].name, **payload}, clients[place].pk, about, at))
    with transaction.atomic():
        insert_many(threads)
        insert_many(messages)
        _journal(firm, happened)
    return clients


def _journal(firm: Any, happened: list[tuple]) -> None:
    from clientkeep.foundation.inserting import insert_many
    from clientkeep.foundation.secrets import new_token
    from clientkeep.workspace.journal.models import Event, Head
    from clientkeep.workspace.journal.recording import commitment_of, digest_of

    head = Head.objects.get(workspace=firm)
    seq, digest, events = head.seq, head.digest, []
    for slug, group, payload, client_id, about, at in happened:
        seq += 1
        event = Event(
            workspace=firm, seq=seq, slug=slug, group=group, client_id=client_id, about_type=about._meta.model_name, about_id=about.pk,
            actor_kind="member", actor_name="Olivia Bench", happened_at=at, salt=new_token()[:32], payload=payload,
        )  # fmt: skip
        event.commitment = commitment_of(event)
        event.digest = digest = digest_of(event, digest)
        events.append(event)
    insert_many(events)
    Head.objects.filter(pk=head.pk).update(seq=seq, digest=digest)


def _trust(firm: Any) -> dict[str, Any]:
    """Every account is read a first time, then again as after a change of the weights."""
    from clientkeep.lifecycle.retention.trust.jobs import plan_reading
    from clientkeep.lifecycle.retention.trust.standing import TrustStanding, read_all

    read_all(firm)
    plan_reading(firm, anew=True)
    clock, work, read = timed(lambda: read_all(firm))
    if (read, TrustStanding.objects.count()) != (CLIENTS, CLIENTS):
        raise RuntimeError(f"{read} accounts were read")
    return {"seconds": round(clock / 1000, 2), "cpu_seconds": round(work / 1000, 2)}


def _timeline(browser: Any, clients: list[Any]) -> dict[str, float]:
    """The client page with its story: the newest part, and parts from the middle, of the largest client and of others."""
    from clientkeep.workspace.journal.models import Event

    middle = dict(Event.objects.filter(seq__lte=ENTRIES // 2).order_by("seq").values_list("client_id", "seq"))
    asked = [clients[0 if number % 3 == 0 else number] for number in range(CALLS)]
    paths = [f"/clients/{one.pk}/" + (f"?before={middle[one.pk]}" if number % 2 else "") for number, one in enumerate(asked)]
    return told([timed(lambda path=path: read(browser, path)) for path in [*paths[:6], *paths]][6:])


def _review(browser: Any) -> dict[str, Any]:
    """From card to card: each is decided on, then the next is shown."""
    card = browser.post("/review/begin/").url
    shown, kept = [], []
    for _ in range(CARDS):
        shown.append(timed(lambda: read(browser, card)))
        client = _CLIENT.search(shown[-1][2].content.decode())[1]
        kept.append(timed(lambda client=client: browser.post(card, {"client": client, "note": "Ring them", "step": "", "step_on": ""})))
        if kept[-1][2].status_code != 302:
            raise RuntimeError(f"A card was answered {kept[-1][2].status_code}")
    return {**told(shown[3:]), "kept": told(kept[3:])}


def browser_of(member: Any) -> Any:
    """Somebody signed in."""
    from django.test import Client as Browser

    browser = Browser(headers={"host": "localhost"})
    browser.force_login(member.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def read(browser: Any, path: str) -> Any:
    """Ask for a page. RuntimeError where it does not come."""
    answer = browser.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return answer


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clientkeep.config.settings")
    import django

    django.setup()
    print(json.dumps(main()))
