"""The pages of hours and absences."""

import datetime as dt

import pytest
from django.urls import reverse

from clientkeep.workspace.hours.models import Absence, ClosedDays, WorkingHours
from clientkeep.workspace.hours.rules import WEEKDAYS

WEEK = {day.lower(): "9:00-13:00, 14:00-18:00" for day in WEEKDAYS[:5]}


def soon(cast, days):
    return (cast.north.today() + dt.timedelta(days=days)).isoformat()


def test_the_firm_says_when_it_works(cast, as_member):
    page = as_member(cast.olivia)
    assert "9:00-17:00" in page.get(reverse("hours:firm")).content.decode()
    assert page.post(reverse("hours:firm"), {**WEEK, "country": "US"}).status_code == 302
    kept = WorkingHours.objects.get(workspace=cast.north, member=None)
    assert (kept.blocks[0], kept.blocks[6], kept.country) == (((540, 780), (840, 1080)), (), "US")
    seen = page.post(reverse("hours:firm"), {**WEEK, "tuesday": "nine"})
    assert seen.status_code == 422
    assert "Write times like" in seen.content.decode()
    assert 'value="nine"' in seen.content.decode()


def test_closed_days_come_and_go(cast, as_member):
    page = as_member(cast.adam)
    assert page.post(reverse("hours:close"), {"name": "Summer break", "first": soon(cast, 9)}).status_code == 302
    closed = ClosedDays.objects.get()
    assert closed.first == closed.last
    assert "Summer break" in page.get(reverse("hours:firm")).content.decode()
    page.post(reverse("hours:open_again", args=[closed.pk]))
    assert not ClosedDays.objects.exists()
    assert page.post(reverse("hours:close"), {"name": "", "first": "soon"}).status_code == 422


def test_everybody_has_hours_of_their_own(cast, as_member):
    page = as_member(cast.mia)
    page.post(reverse("hours:own"), {**WEEK, "friday": ""})
    assert WorkingHours.objects.get(member=cast.mia).blocks[4] == ()
    page.post(reverse("hours:as_the_firm"))
    assert not WorkingHours.objects.exists()
    assert page.get(reverse("hours:firm")).status_code == 403


def test_a_member_plans_their_own_absence_alone(cast, as_member):
    page = as_member(cast.mia)
    typed = {"first": soon(cast, 3), "last": soon(cast, 5), "cover": cast.theo.pk, "note": "By the sea"}
    assert page.post(reverse("hours:absences"), {**typed, "member": cast.theo.pk}).status_code == 422
    assert page.post(reverse("hours:absences"), {**typed, "member": cast.mia.pk}).status_code == 302
    made = Absence.objects.get()
    assert (made.member, made.cover, made.note) == (cast.mia, cast.theo, "By the sea")
    others = Absence.plan(cast.adam, cast.by, made.first, made.last)
    assert page.get(reverse("hours:absences")).context["absences"] == [made]
    assert page.post(reverse("hours:cancel_absence", args=[others.pk])).status_code == 404
    page.post(reverse("hours:cancel_absence", args=[made.pk]))
    assert not Absence.objects.standing().filter(member=cast.mia).exists()


def test_who_covers_sees_the_absence_and_cannot_cancel_it(cast, as_member):
    day = cast.north.today() + dt.timedelta(days=3)
    made = Absence.plan(cast.mia, cast.by, day, day, cover=cast.theo)
    page = as_member(cast.theo)
    assert page.get(reverse("hours:absences")).context["absences"] == [made]
    assert page.post(reverse("hours:cancel_absence", args=[made.pk])).status_code == 404


def test_who_manages_people_plans_for_all(cast, as_member):
    page = as_member(cast.adam)
    typed = {"first": soon(cast, 3), "last": soon(cast, 5), "member": cast.mia.pk, "cover": ""}
    assert page.post(reverse("hours:absences"), typed).status_code == 302
    assert page.post(reverse("hours:absences"), {**typed, "cover": cast.theo.pk}).status_code == 422
    assert page.post(reverse("hours:absences"), {**typed, "member": cast.sid.pk}).status_code == 422
    assert Absence.objects.get().planned_by == "Adam Reed"


@pytest.mark.parametrize("name", ["hours:firm", "hours:own", "hours:absences"])
def test_pages_ask_a_constant_number_of_questions(cast, as_member, name, django_assert_max_num_queries):
    first = cast.north.today() + dt.timedelta(days=5)
    for number in range(20):
        at = first + dt.timedelta(days=2 * number)
        Absence.plan(cast.mia, cast.by, at, at, cover=cast.theo)
        ClosedDays.add(cast.north, cast.by, f"Day {number}", at)
    page = as_member(cast.olivia)
    with django_assert_max_num_queries(15):
        page.get(reverse(name))
