"""What the tests of feedback share: a moved clock, sent letters, a browser that came in by a letter's link."""

import datetime as dt

import pytest
from django.test import Client as Browser

from clientkeep.foundation import clock
from clientkeep.lifecycle.retention.doors.key import AnswerKey
from clientkeep.workspace.mail.models import Letter

NOON = dt.datetime(2027, 3, 2, 20, tzinfo=dt.UTC)  # a Tuesday, noon in Portland


@pytest.fixture
def at():
    """`with at(days=3):` moves the clock so many days after the first Tuesday."""
    return lambda **span: clock.moved(NOON + dt.timedelta(**span))


@pytest.fixture
def leave():
    """Say that all letters left now, as the mail server would."""
    return lambda: Letter.objects.filter(state="held").update(state="sent", sent_at=clock.now())


@pytest.fixture
def by_link():
    """`by_link(survey)` is a browser that opened the letter's link."""

    def come_in(asked, kind="survey", query=""):
        browser = Browser()
        answer = browser.get(AnswerKey.make(asked.contact, kind, asked.pk) + query)
        assert answer.status_code == 302
        browser.landed = answer["Location"]
        return browser

    return come_in
