"""Response times: the figures of a period with each row behind them. Page, download and API read the same ones."""

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from clientkeep.foundation import clock
from clientkeep.relationship.clients.export import safe_cell
from clientkeep.workspace.members.models import Workspace

from .measures import median, rank_of, share
from .model import Wait
from .rules import worked_words

COLUMNS = ("Client", "About", "Waited since", "Promised", "Due", "Answered", "By", "Working minutes", "Working time", "In time")


@dataclass(frozen=True)
class ResponseTimes:
    """What was answered of what began to wait in a period.

    `median` and `p90` are whole working seconds of what was answered; `share` is a fraction from 0 to 1: how much of
    what was promised was answered in time. None where there is nothing to say. What is open and late counts as missed.
    """

    rows: list[Wait] = field(repr=False)
    median: int | None
    p90: int | None
    share: float | None
    answered: int
    open: int

    @property
    def median_words(self) -> str:
        return "" if self.median is None else worked_words(self.median)

    @property
    def p90_words(self) -> str:
        return "" if self.p90 is None else worked_words(self.p90)

    @property
    def percent(self) -> int | None:
        """The share in whole percent, never rounded up to all."""
        return None if self.share is None else int(self.share * 100)


def response_times(
    workspace: Workspace, start: dt.datetime, end: dt.datetime, *, waits: Any = None, client_id: Any = None, member_id: Any = None
) -> ResponseTimes:
    """Return the figures of waits on us that began from `start` to before `end`, narrowed to a client or a member.

    `waits` narrows to what a person may see. A wait belongs to the member who answered it, an open one to the client's owner.
    """
    found = Wait.objects.filter(workspace=workspace) if waits is None else waits
    found = found.filter(side="us", since__gte=start, since__lt=end).exclude(how__in=("settled", "handed"))
    if client_id:
        found = found.filter(client=client_id)
    if member_id:
        found = found.filter(Q(answered_by=member_id) | Q(answered_by=None, closed_at=None, owner=member_id))
    return _figured(list(found.select_related("client").order_by("-since", "-pk")))


def in_time(wait: Wait, now: dt.datetime) -> bool | None:
    """Tell whether a promise was kept; None where none was made, or where there is still time."""
    if wait.due_at is None:
        return None
    if wait.closed_at is None:
        return False if wait.due_at <= now else None
    return wait.closed_at <= wait.due_at


def cells_of(wait: Wait, zone: ZoneInfo, now: dt.datetime) -> tuple[str, ...]:
    """Return a row as page and download show it, moments as the firm's clock has them."""
    kept = in_time(wait, now)
    return (
        wait.client.name, wait.about, _local(wait.since, zone), wait.promise, _local(wait.due_at, zone), _local(wait.closed_at, zone),
        wait.closed_by, "" if wait.seconds is None else str(wait.seconds // 60),
        "" if wait.seconds is None else worked_words(wait.seconds), "" if kept is None else "yes" if kept else "no",
    )  # fmt: skip


def csv_of(workspace: Workspace, figures: ResponseTimes) -> Iterator[str]:
    """Yield the download: the rows, then an empty line and the figures."""
    zone, now = ZoneInfo(workspace.time_zone), clock.now()
    yield "\ufeff" + _line(COLUMNS)
    for wait in figures.rows:
        yield _line(cells_of(wait, zone, now))
    yield _line([])
    yield _line(["Median", figures.median_words])
    yield _line(["Nine of ten within", figures.p90_words])
    yield _line(["In time", "" if figures.percent is None else f"{figures.percent}%"])


def _figured(rows: list[Wait]) -> ResponseTimes:
    now = clock.now()
    seconds = sorted(row.seconds for row in rows if row.seconds is not None)
    kept = [answer for row in rows if (answer := in_time(row, now)) is not None]
    return ResponseTimes(
        rows, median(seconds), rank_of(seconds, 90), share(kept), len(seconds), sum(row.closed_at is None for row in rows)
    )  # fmt: skip


def _local(moment: dt.datetime | None, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else ""


def _line(cells: Sequence[Any]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([safe_cell(cell) for cell in cells])
    return out.getvalue()
