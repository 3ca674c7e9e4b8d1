"""When the firm works, the days on which it is closed, and who is away."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from clientkeep.foundation.errors import Forbidden
from clientkeep.workspace.hours.forms import usual_hours
from clientkeep.workspace.hours.models import Absence, ClosedDays, WorkingHours
from clientkeep.workspace.hours.rules import WEEKDAYS, write_blocks
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Member

from ..answers import answer
from ..door import Room
from ..fields import Day, Given, Text, Told
from .reach import member_named

hours, absences = Room(), Room()
DAYS = tuple(day.lower() for day in WEEKDAYS)
Typed = Text(200)


class HoursOut(Told):
    """A week, a day a text such as "9:00-13:00, 14:00-18:00"; an empty one is a day off."""

    days: dict[str, str]
    time_zone: str
    country: str
    region: str


class HoursGiven(Given):
    """A week as it is typed. Days that are not given are free."""

    monday: Typed = ""
    tuesday: Typed = ""
    wednesday: Typed = ""
    thursday: Typed = ""
    friday: Typed = ""
    saturday: Typed = ""
    sunday: Typed = ""
    time_zone: Text(60) = ""
    country: Text(2) = ""
    region: Text(10) = ""


class ClosedOut(Told):
    """Days on which the firm is closed, both included."""

    id: uuid.UUID
    name: str
    first: str
    last: str


class ClosedList(Told):
    items: list[ClosedOut]


class ClosedGiven(Given):
    """Days to close; one day where no last is given."""

    name: Text(100, least=1)
    first: Day
    last: Day | None = None


class AbsenceOut(Told):
    """Who is away, both days included, and who covers."""

    id: uuid.UUID
    member_id: uuid.UUID
    first: str
    last: str
    cover_id: uuid.UUID | None
    note: str
    is_cancelled: bool


class AbsencesOut(Told):
    items: list[AbsenceOut]


class AbsenceGiven(Given):
    """An absence; one's own where no member is given."""

    first: Day
    last: Day
    member_id: uuid.UUID | None = None
    cover_id: uuid.UUID | None = None
    note: Text(2000) = ""


@hours.reads("", "account.own", HoursOut)
def get_working_hours(request: HttpRequest) -> HttpResponse:
    """When the firm works."""
    kept = WorkingHours.objects.filter(workspace=request.acting.workspace, member=None).first()
    return answer(_tell_hours(kept or usual_hours(request.acting)))


@hours.writes("", "settings.edit", HoursOut, method="PUT")
def set_working_hours(request: HttpRequest, given: HoursGiven) -> HttpResponse:
    """Say when the firm works, and whose public holidays are free."""
    return answer(_tell_hours(_keep(request.acting, None, given)))


@hours.writes("/own", "account.own", HoursOut, method="PUT")
def set_own_hours(request: HttpRequest, given: HoursGiven) -> HttpResponse:
    """Say when the member of this token works, where that differs from the firm."""
    return answer(_tell_hours(_keep(request.acting, request.acting.member, given)))


@hours.reads("/closed-days", "account.own", ClosedList)
def list_closed_days(request: HttpRequest) -> HttpResponse:
    """Days to come on which the firm is closed."""
    firm = request.acting.workspace
    rows = ClosedDays.objects.filter(workspace=firm, last__gte=firm.today())
    return answer({"items": [_tell_closed(row) for row in rows]})


@hours.writes("/closed-days", "settings.edit", ClosedOut, 201)
def add_closed_days(request: HttpRequest, given: ClosedGiven) -> HttpResponse:
    """Close the firm for some days."""
    row = ClosedDays.add(request.acting.workspace, request.acting.actor, given.name, given.first, given.last)
    return answer(_tell_closed(row), 201)


@hours.writes("/closed-days/{uuid:closed_id}", "settings.edit", ClosedOut, method="DELETE")
def remove_closed_days(request: HttpRequest, closed_id: uuid.UUID) -> HttpResponse:
    """Work on days that were closed."""
    row = ClosedDays.objects.filter(workspace=request.acting.workspace, pk=closed_id).first()
    if row is None:
        raise Http404
    told = _tell_closed(row)
    row.remove(request.acting.actor)
    return answer(told)


@absences.reads("", "account.own", AbsencesOut)
def list_absences(request: HttpRequest) -> HttpResponse:
    """Absences that have not passed: all of the firm for who manages its people, else one's own and those one covers."""
    rows = Absence.objects.visible_to(request.acting).standing().filter(last__gte=request.acting.workspace.today())
    return answer({"items": [_tell_absence(row) for row in rows.order_by("first", "pk")]})


@absences.writes("", "account.own", AbsenceOut, 201)
def plan_absence(request: HttpRequest, given: AbsenceGiven) -> HttpResponse:
    """Plan an absence and say who covers."""
    acting = request.acting
    member = member_named(acting, given.member_id, "member_id") or acting.member
    if member.pk != acting.member.pk and not acting.may("members.manage"):
        raise Forbidden("Your role does not allow this: plan the absence of others.")
    made = Absence.plan(member, acting.actor, given.first, given.last, member_named(acting, given.cover_id, "cover_id"), given.note)
    return answer(_tell_absence(made), 201)


@absences.writes("/{uuid:absence_id}/cancel", "account.own", AbsenceOut)
def cancel_absence(request: HttpRequest, absence_id: uuid.UUID) -> HttpResponse:
    """Take an absence back."""
    acting = request.acting
    found = Absence.objects.visible_to(acting).select_related("member__user", "workspace")
    if not acting.may("members.manage"):
        found = found.filter(member=acting.member)
    absence = found.filter(pk=absence_id).first()
    if absence is None:
        raise Http404
    absence.cancel(acting.actor)
    return answer(_tell_absence(absence))


def _keep(acting: Acting, member: Member | None, given: HoursGiven) -> WorkingHours:
    days = [getattr(given, day) for day in DAYS]
    return WorkingHours.keep(
        acting.workspace, member, acting.actor, days, time_zone=given.time_zone, country=given.country, region=given.region
    )


def _tell_hours(kept: WorkingHours) -> dict[str, Any]:
    days = {day: write_blocks(blocks) for day, blocks in zip(DAYS, kept.blocks, strict=True)}
    return {"days": days, "time_zone": kept.time_zone, "country": kept.country, "region": kept.region}


def _tell_closed(row: ClosedDays) -> dict[str, Any]:
    return {"id": str(row.pk), "name": row.name, "first": row.first.isoformat(), "last": row.last.isoformat()}


def _tell_absence(row: Absence) -> dict[str, Any]:
    return {
        "id": str(row.pk), "member_id": str(row.member_id), "first": row.first.isoformat(), "last": row.last.isoformat(),
        "cover_id": str(row.cover_id) if row.cover_id else None, "note": row.note, "is_cancelled": row.cancelled_at is not None,
    }  # fmt: skip
