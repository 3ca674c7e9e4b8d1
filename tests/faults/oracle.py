"""What must hold after every restart: the product's own invariants, and the database against journal and sink.

Each function yields a sentence for each broken thing.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.db import connection

from . import journal, sink
from .journal import Act
from .presence import Presence

WORKER_THREADS = 2


def examine(asked: dict[str, Any]) -> list[str]:
    """Read everything in one snapshot, so that a tree at work is not caught between two questions."""
    acts, receipts = journal.read(Path(asked["journal"])), sink.receipts(Path(asked["sink"]))
    again = lambda: sink.receipts(Path(asked["sink"]))  # noqa: E731
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        try:
            return list(findings(acts, receipts, asked["kills"], asked["mode"], again))
        finally:
            cursor.execute("ROLLBACK")


def findings(
    acts: list[Act], receipts: list[dict[str, str]], kills: int, mode: str, again: Callable[[], list[dict[str, str]]] | None = None
) -> Iterator[str]:
    """Everything that is wrong, worst first.

    `receipts` were read before the database, `again` reads them after it: a tree at work sends letters in between.
    """
    from clientkeep.config.checks import run_checks

    found, _ = run_checks()
    yield from (f"{finding.check}: {finding.says}" for finding in found)
    presence = Presence()
    yield from _each_act(acts, presence, mode)
    yield from _nothing_else(acts, presence)
    yield from _rounds(presence, mode)
    if mode == "prefix":
        yield from _prefix(acts, presence)
        return
    yield from _letters(presence, receipts, kills, again() if again else receipts)
    if mode == "quiet":
        yield from _quiet(acts, presence)


def _each_act(acts: list[Act], presence: Presence, mode: str) -> Iterator[str]:
    """Acknowledged: there, once. Refused: not there. Unknown: there once or not at all, but never in part."""
    for act in acts:
        times, odd = presence.of(act)
        if odd:
            yield f"{act}: {odd}"
        if times > 1:
            yield f"{act} happened {times} times"
        elif times == 0 and act.outcome == "ok" and _is_due(act, mode):
            yield f"{act} was acknowledged and is lost"
        elif times == 1 and act.outcome == "fail":
            yield f"{act} was refused and happened all the same"
        elif act.outcome == "unknown" and mode == "quiet":
            yield f"{act} was never resolved"


def _is_due(act: Act, mode: str) -> bool:
    """What was answered is there at once; a mail that lies in the mailbox, when all is quiet."""
    return mode == "quiet" if act.kind == "mail" else mode != "prefix"


def _nothing_else(acts: list[Act], presence: Presence) -> Iterator[str]:
    asked = {act.what["token"] for act in acts if act.kind in ("draft", "pay")}
    for token in sorted((set(presence.drafts) | set(presence.payments)) - asked):
        yield f"Something was booked that nobody asked for: {token}"
    written = {act.what["token"] for act in acts if act.kind in ("mail", "letter", "recap")}
    for token in sorted((set(presence.keeping.messages) | set(presence.keeping.recaps)) - written):
        yield f"Something was written that nobody asked for: {token}"


def _rounds(presence: Presence, mode: str) -> Iterator[str]:
    """By its rule nobody is asked twice in a round, and once everybody was."""
    for name, times in presence.keeping.asked_by_rule():
        if times > 1 or (mode == "quiet" and not times):
            yield f"{name} was asked {times} times in one round"


def _prefix(acts: list[Act], presence: Presence) -> Iterator[str]:
    """Committed later and kept means that everything that was answered before it began is kept too."""
    lost = [act for act in acts if act.outcome == "ok" and act.kind != "mail" and presence.of(act)[0] == 0]
    kept = [act for act in acts if act.began and act.kind != "mail" and presence.of(act)[0]]
    newest = max(kept, key=lambda act: act.began, default=None)
    for act in lost:
        if newest and act.ended < newest.began:
            yield f"{act} is lost, though {newest}, which began after its answer, is kept"


def _letters(presence: Presence, receipts: list[dict[str, str]], kills: int, later: list[dict[str, str]]) -> Iterator[str]:
    """At most once to each recipient, and each row's state agrees with what the sink has."""
    for row, times in Counter((row["id"], row["to"]) for row in receipts).items():
        if times > 1:
            yield f"The letter {row[0]} reached {row[1]} {times} times"
    arrived, arrived_by_now = {row["id"] for row in receipts}, {row["id"] for row in later}
    to_whom = defaultdict(list)
    for letter in presence.letters:
        if letter.about_id:
            to_whom[letter.about_id, letter.purpose, letter.to_email].append(letter)
        if letter.state == "sent" and letter.message_id not in arrived_by_now:
            yield f"The letter {letter.key} is said to be sent and never arrived"
        if letter.message_id in arrived and letter.state not in ("sending", "sent", "unknown"):
            yield f"The letter {letter.key} arrived and is {letter.state}"
    for (about, purpose, email), letters in to_whom.items():
        if len([letter for letter in letters if letter.message_id in arrived]) > 1 or len(letters) > 1:
            yield f"{email} has {len(letters)} letters about {about}, each of {purpose}"
    strangers = arrived - {letter.message_id for letter in presence.letters}
    for message_id in sorted(strangers):
        yield f"The letter {message_id} arrived and is on no record"
    unknown = [letter for letter in presence.letters if letter.state == "unknown"]
    if len(unknown) > kills * WORKER_THREADS:
        yield f"{len(unknown)} letters are of unknown delivery after {kills} kills"


def _quiet(acts: list[Act], presence: Presence) -> Iterator[str]:
    """Once nothing is left to do, every letter has an end and every booked payment its receipt."""
    from clientkeep.workspace.journal.models import Dispatch
    from clientkeep.workspace.queue.models import Job

    for letter in presence.letters:
        if letter.state not in ("sent", "unknown"):
            yield f"The letter {letter.key} is still {letter.state}: {letter.error}"
    for token, payments in presence.payments.items():
        for payment in payments:
            if payment.receipt_id is None:
                yield f"The payment {token} has no receipt"
            elif not any(letter.about_id == payment.receipt_id for letter in presence.letters):
                yield f"The receipt of the payment {token} was sent to nobody"
    yield from presence.agreed.unsettled()
    for dispatch in Dispatch.objects.exclude(state="done").select_related("event"):
        yield f"{dispatch.listener} was not told of {dispatch.event.slug}: {dispatch.state} {dispatch.error}"
    for job in Job.objects.exclude(state="done").exclude(state="dead", error__startswith="The worker ended"):
        yield f"The job {job.path} is {job.state}: {job.error}"
