"""The response clock: who waits on whom, what is promised, and how long answers took."""

import datetime as dt
import uuid
from typing import Any, Literal
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query
from pydantic import BaseModel, ConfigDict

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.conversations.models import Wait
from clientkeep.relationship.conversations.response import acts
from clientkeep.relationship.conversations.response.figures import in_time, response_times
from clientkeep.relationship.conversations.response.promise import Promises, ResponsePromise
from clientkeep.relationship.conversations.response.rules import UNITS, Pledge

from ..answers import answer, moment
from ..door import Room
from ..fields import Given, Told, Whole
from ..paging import Page, page_answer, read_cursor
from .reach import client_named, clients

waits, times, promises = Room(), Room(), Room()
SPAN = dt.timedelta(days=366)
Unit = Literal[tuple(UNITS)]


class WaitsAsked(Page):
    """Filters of the waits."""

    side: Literal["", "us", "them"] = ""
    state: Literal["", "open", "closed"] = ""
    client_id: uuid.UUID | None = None


class WaitOut(Told):
    """One turn of a conversation. `working_seconds` is what an answer took; `in_time` is null where nothing is to say."""

    id: uuid.UUID
    client_id: uuid.UUID
    thread_id: uuid.UUID | None
    about: str
    side: str
    since: str
    promise: str
    due_at: str | None
    ended_at: str | None
    ended_as: str
    ended_by: str
    working_seconds: int | None
    in_time: bool | None


class WaitsOut(Told):
    items: list[WaitOut]
    next: str | None


class TimesAsked(BaseModel):
    """A span of the firm's days, both included; the last thirty where nothing is given."""

    model_config = ConfigDict(extra="forbid")
    first: dt.date | None = None
    last: dt.date | None = None
    client_id: uuid.UUID | None = None
    member_id: uuid.UUID | None = None


class TimesOut(Told):
    """Figures of a period. Seconds are of working time; `share_in_time` goes from 0 to 1."""

    first: str
    last: str
    answered: int
    open: int
    median_seconds: int | None
    p90_seconds: int | None
    share_in_time: float | None


class PledgeOut(Told):
    """How fast answers are promised. `unit` is hours (of work), days (of business; 0: the same day) or none."""

    amount: int
    unit: str
    words: str


class ResponsePromisesOut(Told):
    """The firm's promise, and those of tiers that differ."""

    everybody: PledgeOut
    tiers: dict[str, PledgeOut]


class PledgeGiven(Given):
    """A promise for everybody, for a tier or for a client. Without a unit, that of a tier or client is taken back."""

    amount: Whole = 0
    unit: Unit | None = None
    tier: Literal["", "a", "b", "c"] = ""
    client_id: uuid.UUID | None = None


@waits.reads("", "clients.see", WaitsOut)
def list_waits(request: HttpRequest, asked: Query[WaitsAsked]) -> HttpResponse:
    """List who waits on whom, the newest first."""
    after = read_cursor(asked.cursor, uuid.UUID)
    found = Wait.objects.visible_to(request.acting)
    exact = {"side": asked.side, "client": asked.client_id, "pk__lt": after and after[0]}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if asked.state:
        found = found.filter(closed_at__isnull=asked.state == "open")
    rows = list(found.order_by("-pk")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda wait: [str(wait.pk)], tell_wait)


@waits.reads("/{uuid:wait_id}", "clients.see", WaitOut)
def get_wait(request: HttpRequest, wait_id: uuid.UUID) -> HttpResponse:
    """One wait."""
    return answer(tell_wait(_wait(request, wait_id)))


@waits.writes("/{uuid:wait_id}/settle", "clients.edit", WaitOut)
def settle_wait(request: HttpRequest, wait_id: uuid.UUID) -> HttpResponse:
    """Say that nothing is to be answered."""
    return _acted(request, wait_id, acts.settle)


@waits.writes("/{uuid:wait_id}/hand-over", "clients.edit", WaitOut)
def hand_wait_over(request: HttpRequest, wait_id: uuid.UUID) -> HttpResponse:
    """Say that it waits on the client."""
    return _acted(request, wait_id, acts.hand_over)


@waits.writes("/{uuid:wait_id}/take-over", "clients.edit", WaitOut)
def take_wait_over(request: HttpRequest, wait_id: uuid.UUID) -> HttpResponse:
    """Say that it waits on the firm; its clock runs from now."""
    return _acted(request, wait_id, acts.take_over)


@times.reads("", "clients.see", TimesOut)
def get_response_times(request: HttpRequest, asked: Query[TimesAsked]) -> HttpResponse:
    """How long answers took, as the page and the download have it."""
    acting = request.acting
    last = asked.last or acting.workspace.today()
    first = asked.first or last - dt.timedelta(days=30)
    if not dt.timedelta() <= last - first <= SPAN or not 1970 < first.year < 9000:
        raise Invalid("Give a span of at most a year, the first day before the last.", "last")
    zone = ZoneInfo(acting.workspace.time_zone)
    span = [dt.datetime.combine(each, dt.time(), zone) for each in (first, last + dt.timedelta(days=1))]
    found = response_times(
        acting.workspace, *span, waits=Wait.objects.visible_to(acting), client_id=asked.client_id, member_id=asked.member_id
    )
    return answer({
        "first": first.isoformat(), "last": last.isoformat(), "answered": found.answered, "open": found.open,
        "median_seconds": found.median, "p90_seconds": found.p90, "share_in_time": found.share,
    })  # fmt: skip


@promises.reads("", "clients.see", ResponsePromisesOut)
def get_response_promises(request: HttpRequest) -> HttpResponse:
    """How fast the firm promises answers."""
    return answer(_promises(request))


@promises.writes("", "settings.edit", ResponsePromisesOut, method="PUT")
def set_response_promise(request: HttpRequest, given: PledgeGiven) -> HttpResponse:
    """Promise answers to everybody, a tier or a client; the narrowest promise holds."""
    acting = request.acting
    client = client_named(acting, given.client_id) if given.client_id else None
    if given.unit is None and not given.tier and client is None:
        raise Invalid("Everybody is promised something: hours, days or none.", "unit")
    pledge = Pledge(given.amount, given.unit) if given.unit else None
    ResponsePromise.make(acting.workspace, acting.actor, pledge, "" if client else given.tier, client)
    return answer(_promises(request))


def tell_wait(wait: Wait) -> dict[str, Any]:
    return {
        "id": str(wait.pk), "client_id": str(wait.client_id), "thread_id": str(wait.thread_id) if wait.thread_id else None,
        "about": wait.about, "side": wait.side, "since": moment(wait.since), "promise": wait.promise, "due_at": moment(wait.due_at),
        "ended_at": moment(wait.closed_at), "ended_as": wait.how, "ended_by": wait.closed_by, "working_seconds": wait.seconds,
        "in_time": in_time(wait, clock.now()),
    }  # fmt: skip


def _acted(request: HttpRequest, wait_id: uuid.UUID, verb: Any) -> HttpResponse:
    wait = _wait(request, wait_id)
    verb(wait, request.acting.actor)
    wait.refresh_from_db()
    return answer(tell_wait(wait))


def _wait(request: HttpRequest, wait_id: uuid.UUID) -> Wait:
    wait = Wait.objects.visible_to(request.acting).filter(pk=wait_id, client__in=clients(request.acting)).first()
    if wait is None:
        raise Http404
    return wait


def _promises(request: HttpRequest) -> dict[str, Any]:
    kept = Promises(request.acting.workspace)
    tiers = {tier: _pledge(pledge) for tier in "abc" if (pledge := kept.of_tier(tier))}
    return {"everybody": _pledge(kept.usual), "tiers": tiers}


def _pledge(pledge: Pledge) -> dict[str, Any]:
    return {"amount": pledge.amount, "unit": pledge.unit, "words": str(pledge)}
