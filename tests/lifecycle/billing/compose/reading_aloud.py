"""What the compose tests share: one day, one firm's settings, and a short way to ask."""

import datetime

from clientkeep.lifecycle.billing.compose import Draft, Request, compose

MONDAY = datetime.date(2026, 3, 2)


def draft(text: str, **settings) -> Draft:
    return compose(Request(text, settings.pop("today", MONDAY), **settings))


def result(text: str, **settings) -> dict:
    return draft(text, **settings).as_contract()
