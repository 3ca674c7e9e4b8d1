"""Each page asks the database at most 15 questions, and no more for 40 clients and papers than for a few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.conversations.models import LogEntry
from clientkeep.relationship.documents.models import Document
from tests.house.urls import routes

pytestmark = pytest.mark.django_db
MOST, MORE = 15, 40
# A paper drawn on the spot: its questions are those of a job.
LEFT_OUT = {"documents:pdf", "portal:pdf"}


def asked(browser, path):
    """Return the questions of one page, or None where it is no page."""
    browser.get(path)  # whatever is kept for the next time is kept now
    with CaptureQueriesContext(connection) as said:
        answer = browser.get(path)
        whole = answer.status_code == 200 and answer.get("Content-Type", "").startswith("text/html")
        b"".join(answer.streaming_content) if answer.streaming else None
    questions = [each["sql"] for each in said if not each["sql"].startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))]
    return questions if whole else None


def grow(cast):
    """Forty more clients, each with a person, a note, a draft, an invoice and a quote; and as many for Acme itself."""
    lines = [{"description": "Brand identity", "unit_price": "2400"}]
    for number in range(MORE):
        client = Client.add(cast.north, cast.by, name=f"Client {number:02}", tags=["more"])
        Contact.add(client, cast.by, name=f"Person {number}", email=f"p{number}@more.example")
        for whose in (client, cast.acme):
            LogEntry.write(whose, "note", f"Note {number}", cast.by)
            Document.draft(whose, "invoice", cast.by, lines=lines)
            for kind in ("invoice", "quote"):
                Document.draft(whose, kind, cast.by, lines=lines).issue(cast.by)


def test_pages_ask_little_and_the_same_for_many(stage):
    paths = {route.name: route.path(stage.own.fill(route)) for route in routes() if route.name not in LEFT_OUT}
    who = {route.name: "portal" if route.is_portal else "owner" for route in routes()}
    few = {name: asked(stage.browsers[who[name]], path) for name, path in paths.items()}
    grow(stage.cast)
    many = {name: asked(stage.browsers[who[name]], path) for name, path in paths.items() if few[name] is not None}
    over = {name: len(questions) for name, questions in many.items() if questions and len(questions) > MOST}
    growing = {
        name: (len(few[name]), len(questions), _new(few[name], questions))
        for name, questions in many.items() if questions and len(questions) > len(few[name]) + 2
    }  # fmt: skip
    assert not growing, f"These pages ask more questions the more there is (few, many, what): {growing}"
    assert not over, f"These pages ask more than {MOST} questions: {over}"


def _new(few, many):
    """The start of a question that is asked more often than before."""
    starts = [question[:160] for question in few]
    return next((question[:160] for question in many if many.count(question) > few.count(question) and question[:160] not in starts), many[-1][:160])
