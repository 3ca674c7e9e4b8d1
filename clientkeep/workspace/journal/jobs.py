"""Dispatch of events to their listeners. The queue may forget; the rows may not: a sweep finds what is due."""

import datetime as dt

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.workspace.queue import every, task

from .declaration import LISTENERS
from .models import Dispatch

MOST_TRIES = 8


@task
def dispatch_event(event_id: str) -> None:
    """Run each due listener of one event."""
    for dispatch in Dispatch.objects.filter(event_id=event_id, state="due").select_related("event__workspace"):
        _deliver(dispatch)


@task
def dispatch_events(event_ids: list[str]) -> None:
    """Run each due listener of events that were recorded together, in their order."""
    for start in range(0, len(event_ids), 100):
        due = Dispatch.objects.filter(event_id__in=event_ids[start : start + 100], state="due")
        for dispatch in due.order_by("event__seq").select_related("event__workspace"):
            _deliver(dispatch)


@every("* * * * *")
def dispatch_what_is_due() -> None:
    """Sweep: run listeners whose first try was lost or failed."""
    late = clock.now() - dt.timedelta(seconds=30)
    due = Dispatch.objects.filter(state="due", next_try_at__lte=late).order_by("next_try_at")[:500]
    for dispatch in due.select_related("event__workspace"):
        _deliver(dispatch)


def _deliver(dispatch: Dispatch) -> None:
    listener = LISTENERS.get(dispatch.listener)
    try:
        with transaction.atomic():
            held = Dispatch.objects.select_for_update().filter(pk=dispatch.pk, state="due").first()
            if held is None:
                return
            if listener is not None:
                listener.react(dispatch.event)
            Dispatch.objects.filter(pk=held.pk).update(state="done", error="")
    except Exception as problem:
        _put_off(dispatch, problem)


def _put_off(dispatch: Dispatch, problem: Exception) -> None:
    tries = dispatch.attempts + 1
    Dispatch.objects.filter(pk=dispatch.pk, state="due").update(
        attempts=tries,
        error=f"{type(problem).__name__}: {problem}"[:500],
        state="dead" if tries >= MOST_TRIES else "due",
        next_try_at=clock.now() + dt.timedelta(seconds=2**tries * 5),
    )
