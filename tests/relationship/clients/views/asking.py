"""What the tests of the client's pages share: asking for a page, and reading its answer."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse


def at(name, client, *more):
    return reverse(f"clients:{name}", args=[client.pk, *more])


def text_of(answer):
    return answer.content.decode()


def without_token(answer):
    return re.sub(r"[A-Za-z0-9]{64}", "", text_of(answer))


def undo_in(answer):
    """The path that takes back what the last notice tells."""
    return [message.extra_tags.removeprefix("undo=") for message in answer.context["messages"]][-1]


def queries(ask):
    with CaptureQueriesContext(connection) as told:
        ask()
    return len(told)
