"""The sweep that warns before a promise is broken and tells when it is, each once; and the nightly look at everything."""

import datetime as dt

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.workspace.journal import record
from clientkeep.workspace.journal.declaration import EventKind
from clientkeep.workspace.members.models import Workspace
from clientkeep.workspace.queue import every

from .events import ResponseBreached, ResponseDueSoon
from .keeping import keep_all
from .model import Wait

AT_ONCE = 500


@every("* * * * *")
def watch_the_clock() -> None:
    """Warn of what is due soon and tell what is late. Safe to run a thousand times."""
    now = clock.now()
    for wait in Wait.objects.to_breach(now)[:AT_ONCE]:
        _tell_once(wait, "breached_at", ResponseBreached, now)
    for wait in Wait.objects.to_warn(now)[:AT_ONCE]:
        _tell_once(wait, "warned_at", ResponseDueSoon, now)


def _tell_once(wait: Wait, field: str, kind: EventKind, now: dt.datetime) -> None:
    with transaction.atomic():
        held = Wait.objects.select_for_update(of=("self",)).select_related("client", "workspace").filter(
            pk=wait.pk, closed_at=None, due_at__isnull=False, **{field: None}
        ).first()  # fmt: skip
        if held is None:
            return
        setattr(held, field, now)
        if field == "breached_at":
            # Who is told that it is late need not be told that it will be.
            held.warned_at, held.is_late = held.warned_at or now, True
        held.save(update_fields=[field, "warned_at", "is_late"])
        record(
            kind, workspace_id=held.workspace_id, client_id=held.client_id, about=held, client=held.client.name,
            subject=held.about, due=held.by_words, due_at=held.due_at.isoformat(),
        )  # fmt: skip


@every("23 3 * * *")
def find_what_was_missed() -> None:
    """Work all waits out anew each night, so that what was on record before the clock was counts, too."""
    for workspace in Workspace.objects.order_by("created_at"):
        keep_all(workspace)
