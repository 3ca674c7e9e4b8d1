"""Asking as strangers do: the month, the form, its POST."""

import datetime as dt
import re

from django.test import Client as Browser

from clientkeep.foundation import clock
from clientkeep.lifecycle.sales.booking.booker import Booker
from clientkeep.lifecycle.sales.models import Booking, MeetingType


def written(start: dt.datetime) -> str:
    return f"{start.astimezone(dt.UTC):%Y-%m-%dT%H:%MZ}"


def token_of(browser: Browser, kind: MeetingType, start: dt.datetime) -> str:
    page = browser.get(f"/book/{kind.token}/at/", {"start": written(start), "zone": "UTC"})
    return re.search(r'name="form_token" value="([^"]+)"', page.content.decode())[1]


def send(browser: Browser, kind: MeetingType, at: dt.datetime, wait: int = 5, token: str = "", **more):
    """Fill the form in and send it, a few seconds after it was shown."""
    token = token or token_of(browser, kind, at)
    typed = {"name": "Nora Quill", "email": "nora@quill.example", "start": written(at), "zone": "Europe/Berlin", "website": ""}
    typed |= {f"answer-{number}": "" for number in range(len(kind.questions))} | {"form_token": token} | more
    with clock.moved(clock.now() + dt.timedelta(seconds=wait)):
        return browser.post(f"/book/{kind.token}/at/", typed)


def book(kind: MeetingType, start: dt.datetime, name: str = "Nora Quill", email: str = "nora@quill.example", zone: str = "Europe/Berlin") -> Booking:
    return Booking.make(kind, start, Booker.of(kind, name, email, zone))


def secret_in(answer) -> str:
    return answer["Location"].split("/")[2]
