"""What comes before the work, measured: `python -m benchmarks.agreeing` in a prepared folder prints its times as JSON.

A board with 500 cards, a booking page with a full month, the page of an agreement that is signed, the answer to a signature,
and the seal that a job makes of it. Pages are asked in this process, as in `keeping`.
"""

import datetime as dt
import json
import os
import shutil
import sys
from itertools import islice
from pathlib import Path
from typing import Any

from .keeping import browser_of, read, timed, told

CARDS, CALLS, SIGNED, SEALED, WARM = 500, 60, 40, 10, 5
DAYS, DAY = 62, "9:00-17:00"


def measure_agreeing(folder: Path) -> dict[str, Any]:
    """Seed a firm of its own and measure it, in a process of its own."""
    from .__main__ import _run

    shutil.rmtree(folder, ignore_errors=True)  # made anew each time, also where a run keeps its data
    folder.mkdir(parents=True)
    _run(folder, "clientkeep.config.command_line", "migrate")
    return json.loads(_run(folder, "benchmarks.agreeing").splitlines()[-1])


def main(cards: int = CARDS, calls: int = CALLS, signed: int = SIGNED) -> dict[str, Any]:
    """Seed, then measure one part after the other."""
    from .firm import open_firm

    member = open_firm()
    browser = browser_of(member)
    _note_cards(member, cards)
    month, booked = _full_month(member)
    doors = _asked(member, signed + WARM)
    return {
        "cards": cards, "booked": booked,
        "board": _paged(browser, "/sales/", calls), "booking": _paged(browser, month, calls),
        "agreement": told([timed(lambda door=door: read(browser, door)) for door in islice(_around(doors), calls + WARM)][WARM:]),
        "signing": _sign(browser, doors), "seal": _seal(),
    }  # fmt: skip


def _paged(browser: Any, path: str, calls: int) -> dict[str, float]:
    return told([timed(lambda: read(browser, path)) for _ in range(calls + WARM)][WARM:])


def _around(doors: list[str]) -> Any:
    while True:
        yield from doors


def _note_cards(member: Any, count: int) -> None:
    """Opportunities in every open stage, each of a client of its own, with value and next step."""
    from django.db import transaction

    from clientkeep.foundation import clock
    from clientkeep.lifecycle.sales.models import Opportunity, Stage
    from clientkeep.relationship.clients.models import Client
    from clientkeep.workspace.members.acting import SYSTEM

    firm, today = member.workspace, clock.today("UTC")
    with transaction.atomic():
        stages = Stage.keep_ready(firm)
        for number in range(count):
            client = Client.add(firm, SYSTEM, name=f"Client {number}")
            made = Opportunity.begin(
                firm, SYSTEM, f"Site for {client.name}", client=client, owner=member, value_minor=100_000 + 1_000 * number,
                next_step="Ring them", next_step_on=today + dt.timedelta(days=number % 30), source=("Search", "Referral", "Fair")[number % 3],
            )  # fmt: skip
            # Gates apart, which are not measured here: the cards stand all over the board.
            Opportunity.objects.filter(pk=made.pk).update(stage=stages[number % len(stages)])


def _full_month(member: Any) -> tuple[str, int]:
    """A meeting type of which hardly a time of the next two months is free; returns its page, and how many were booked."""
    from django.db import transaction

    from clientkeep.lifecycle.sales.booking.booker import Booker
    from clientkeep.lifecycle.sales.booking.offering import Offer
    from clientkeep.lifecycle.sales.models import Booking, MeetingType
    from clientkeep.workspace.members.acting import SYSTEM

    kind = MeetingType.make(member, SYSTEM, name="First talk", minutes=30, notice_hours=0, furthest_days=DAYS, week=[DAY] * 7, place_kind="phone")
    offer, taken = Offer(kind), []
    for start in offer.starts(offer.first, offer.last)[:-1]:
        if not taken or start >= taken[-1] + dt.timedelta(minutes=kind.minutes):
            taken.append(start)
    with transaction.atomic():
        for number, start in enumerate(taken):
            Booking.make(kind, start, Booker(name=f"Booker {number}", email=f"booker{number}@client.example", zone="UTC"))
    return f"/book/{kind.token}/", len(taken)


def _asked(member: Any, count: int) -> list[str]:
    """Quotes of five lines that wait for one signature each; returns the signers' pages. One print stands for all."""
    from django.db import transaction

    from clientkeep.lifecycle.agreements.models import Signing, SigningKey
    from clientkeep.lifecycle.agreements.signing.asked import Asked
    from clientkeep.relationship.clients.models import Client
    from clientkeep.relationship.documents.jobs import render_pdf
    from clientkeep.relationship.documents.models import Document
    from clientkeep.workspace.files import intake
    from clientkeep.workspace.members.acting import SYSTEM

    doors, content = [], b""
    lines = [{"description": f"Part {number}", "unit_price": "1200"} for number in range(5)]
    for client in Client.objects.select_related("workspace").order_by("pk")[:count]:
        with transaction.atomic():
            quote = Document.draft(client, "quote", SYSTEM, lines=lines, deposit_percent="50", title="A new site")
            quote.issue(SYSTEM)
            content = content or render_pdf(quote)
            kept = intake.keep(member.workspace, content, "quote.pdf", by=SYSTEM, client_id=client.pk, about=quote, purpose="pdf", shown_to_client=True)
            quote.pdf_file = kept.pk
            quote.save(update_fields=["pdf_file"])
            signing = Signing.start(quote, SYSTEM, [Asked("Jo March", "jo@client.example")])
            doors.append(f"/sign/{SigningKey.make(signing.signers.get())}/")
    return doors


def _sign(browser: Any, doors: list[str]) -> dict[str, float]:
    """Each agrees to sign electronically, and signs: the last answer is measured. What follows is a job's."""
    from clientkeep.lifecycle.agreements.signing.consent import VERSION

    times = []
    for door in doors:
        browser.post(f"{door}consent/", {"agree": "yes", "version": VERSION})
        times.append(timed(lambda door=door: browser.post(f"{door}signature/", {"name": "Jo March"})))
        if times[-1][2].status_code != 302:
            raise RuntimeError(f"A signature was answered {times[-1][2].status_code}")
    return told(times[WARM:])


def _seal() -> dict[str, float]:
    """What the job does with a complete signing."""
    from clientkeep.lifecycle.agreements.models import Signing
    from clientkeep.lifecycle.agreements.signing.sealing.sealing import seal

    signings = list(Signing.objects.whole().filter(state="signed")[: SEALED + 1])
    times = [timed(lambda signing=signing: seal(signing)) for signing in signings][1:]
    if Signing.objects.exclude(sealed_file=None).count() < len(signings):
        raise RuntimeError("A file was not sealed")
    return told(times)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clientkeep.config.settings")
    import django

    django.setup()
    print(json.dumps(main(*map(int, sys.argv[1:]))))
