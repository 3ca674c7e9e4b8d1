"""Today: what needs you, the week, the money, every client in one table."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.gate import staff

from . import putting_off, ranking, table, week
from .reading import Reading

FARTHEST = dt.timedelta(days=366)


@staff("clients.see")
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The page that a person opens on Monday morning."""
    acting = request.acting
    day = acting.workspace.today()
    read = Reading(acting, day)
    items = ranking.items_for(read)
    shown = items if "all" in request.GET else items[: ranking.SHOWN]
    page = table.page_of(acting, day, request.GET.get("after", "")[:300])
    context = {
        "greeting": _greeting(acting.workspace.time_zone),
        "name": acting.member.user.first_name,
        "items": shown,
        "count": len(items),
        "hidden": len(items) - len(shown),
        "not_now_url": reverse("home:not_now"),
        "tomorrow": (day + dt.timedelta(days=1)).isoformat(),
        "next_week": (day + dt.timedelta(days=7 - day.weekday())).isoformat(),
        "deadlines": week.deadlines(read),
        "money": week.money_lines(acting, day),
        "table": page,
        "more_url": f"?{urlencode({'after': page.after})}#clients" if page.after else "",
        "is_new": not page.rows and not items,
    }
    return render(request, "home/today.html", context)


@staff("clients.see")
@require_POST
def not_now(request: HttpRequest) -> HttpResponse:
    """Put one thing off until a day; undo brings it back."""
    key, until = request.POST.get("key", "")[:120], _day(request.POST.get("until", ""))
    today_is = request.acting.workspace.today()
    if not key or not today_is < until <= today_is + FARTHEST:
        raise Invalid("Choose a day within the next year.", "until")
    putting_off.put_off(request.acting.member, key, until, today_is)
    undo = reverse("home:now") + "?" + urlencode({"key": key})
    say(request, f"Put off until {until:%a} {until.day} {until:%b}", undo=undo)
    return redirect("home:today")


@staff("clients.see")
@require_POST
def now(request: HttpRequest) -> HttpResponse:
    """Bring back what was put off."""
    acting = request.acting
    putting_off.bring_back(acting.member, request.GET.get("key", "")[:120], acting.workspace.today())
    return redirect("home:today")


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Invalid("Enter a date such as 2026-03-31.", "until") from None


def _greeting(zone: str) -> str:
    from zoneinfo import ZoneInfo

    hour = clock.now().astimezone(ZoneInfo(zone)).hour
    return "Good morning" if hour < 12 else "Good afternoon" if hour < 18 else "Good evening"
