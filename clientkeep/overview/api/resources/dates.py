"""Important dates of clients, once or each year."""

import uuid
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field, StrictBool

from clientkeep.relationship.rhythm.dates.model import LONGEST, LONGEST_NOTICE
from clientkeep.relationship.rhythm.dates.rules import KINDS
from clientkeep.relationship.rhythm.models import ImportantDate
from clientkeep.workspace.members.acting import Acting

from ..answers import answer, day
from ..door import Room
from ..fields import Day, Given, Text, Told, Whole
from ..paging import Page, page_answer, read_cursor
from .reach import client_named, contact_named

room = Room()
Kind = Literal[tuple(slug for slug, _ in KINDS)]


class DateGiven(Given):
    """What a date says. 29 February falls on the 28th in other years."""

    what: Text(LONGEST, least=1)
    day: Day
    kind: Kind = "other"
    yearly: StrictBool = False
    notice_days: Annotated[Whole, Field(ge=0, le=LONGEST_NOTICE)] = 7
    contact_id: uuid.UUID | None = None


class NewDate(DateGiven):
    """A date to note."""

    client_id: uuid.UUID


class DatesAsked(Page):
    """Filters: of one client; told now."""

    client_id: uuid.UUID | None = None
    near: bool = Field(False, description="Only those whose notice has begun and that nobody has seen to")


class DateOut(Told):
    """A date. `next_on` is the day on which it falls next, `notice_on` the first day on which Today tells it."""

    id: uuid.UUID
    client_id: uuid.UUID
    contact_id: uuid.UUID | None
    kind: str
    what: str
    day: str
    yearly: bool
    notice_days: int
    next_on: str
    notice_on: str
    is_seen_to: bool
    is_removed: bool


class DatesOut(Told):
    items: list[DateOut]
    next: str | None


@room.reads("", "clients.see", DatesOut)
def list_dates(request: HttpRequest, asked: Query[DatesAsked]) -> HttpResponse:
    """List dates, the newest noted first."""
    rows = ImportantDate.objects.visible_to(request.acting)
    rows = rows.to_tell(request.acting.workspace.today()) if asked.near else rows.standing()
    if asked.client_id:
        rows = rows.filter(client=asked.client_id)
    if after := read_cursor(asked.cursor, uuid.UUID):
        rows = rows.filter(pk__lt=after[0])
    found = list(rows.order_by("-pk")[: asked.limit + 1])
    return page_answer(found, asked.limit, lambda row: [str(row.pk)], tell_date)


@room.writes("", "clients.edit", DateOut, 201)
def add_date(request: HttpRequest, given: NewDate) -> HttpResponse:
    """Note a date."""
    client = client_named(request.acting, given.client_id)
    return answer(tell_date(ImportantDate.add(client, request.acting.actor, **_values(client, given))), 201)


@room.reads("/{uuid:date_id}", "clients.see", DateOut)
def get_date(request: HttpRequest, date_id: uuid.UUID) -> HttpResponse:
    """One date."""
    return answer(tell_date(_date(request.acting, date_id)))


@room.writes("/{uuid:date_id}", "clients.edit", DateOut, method="PUT")
def change_date(request: HttpRequest, date_id: uuid.UUID, given: DateGiven) -> HttpResponse:
    """Say anew what a date says."""
    date = _date(request.acting, date_id)
    date.change(request.acting.actor, **_values(date.client, given))
    return answer(tell_date(date))


@room.writes("/{uuid:date_id}/seeing-to", "clients.edit", DateOut)
def see_to_date(request: HttpRequest, date_id: uuid.UUID) -> HttpResponse:
    """Its next occurrence is seen to."""
    date = _date(request.acting, date_id)
    date.see_to(request.acting.actor)
    return answer(tell_date(date))


@room.writes("/{uuid:date_id}/removal", "clients.edit", DateOut)
def remove_date(request: HttpRequest, date_id: uuid.UUID) -> HttpResponse:
    """Take a date off."""
    date = _date(request.acting, date_id)
    date.remove(request.acting.actor)
    return answer(tell_date(date))


def tell_date(date: ImportantDate) -> dict[str, Any]:
    return {
        "id": str(date.pk), "client_id": str(date.client_id), "contact_id": str(date.contact_id) if date.contact_id else None,
        "kind": date.kind, "what": date.what, "day": day(date.day), "yearly": date.yearly, "notice_days": date.notice_days,
        "next_on": day(date.next_on), "notice_on": day(date.notice_on), "is_seen_to": date.is_seen_to,
        "is_removed": date.removed_at is not None,
    }  # fmt: skip


def _values(client: Any, given: DateGiven) -> dict[str, Any]:
    said = {name: getattr(given, name) for name in ("what", "day", "kind", "yearly", "notice_days")}
    return {**said, "contact": contact_named(client, given.contact_id)}


def _date(acting: Acting, date_id: uuid.UUID) -> ImportantDate:
    rows = ImportantDate.objects.visible_to(acting).select_related("client__workspace", "workspace", "contact")
    date = rows.filter(pk=date_id).first()
    if date is None:
        raise Http404
    return date
