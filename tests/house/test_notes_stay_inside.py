"""What the firm writes for itself never reaches a client: marked words are looked for in everything that leaves the house."""

import io

import pytest
from pypdf import PdfReader

from clientkeep.relationship.conversations.in_words.writing import log_line
from clientkeep.relationship.conversations.models import LogEntry, Message, Question
from clientkeep.relationship.documents.jobs import render_pdf
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.rhythm.models import HandOver
from clientkeep.workspace.mail.models import Letter
from tests.house.urls import routes

pytestmark = pytest.mark.django_db
CANARIES = ("KANARINOTE", "KANARIFIRST", "KANARISECOND", "KANARIASK", "KANARILINE", "KANARIPERSON", "KANARIHANDED")
# Marked too, in what is meant for the client: whoever looks must find it, or the search sees nothing.
OPEN = "KANARIOPEN"


@pytest.fixture(scope="module")
def written(stage):
    """Notes in every way one can write them, on a client with papers, letters, files and a portal."""
    cast = stage.cast
    LogEntry.write(cast.acme, "note", "They are slow payers. KANARINOTE", cast.by)
    LogEntry.write(cast.acme, "note", "Careful. KANARIFIRST", cast.by, contact=cast.jo).correct("Very careful. KANARISECOND", cast.by)
    Question.save_for(cast.acme, "Can they pay at all? KANARIASK", cast.by)
    log_line(cast.acting(cast.olivia), "note: a KANARILINE about money", cast.acme)
    log_line(cast.acting(cast.olivia), "note for Jo March: KANARIPERSON", cast.acme)
    HandOver.objects.get(pk=stage.own.values["handover_id"]).leave_note("They haggle. KANARIHANDED", cast.by)
    paper = Document.draft(
        cast.acme, "invoice", cast.by, lines=[{"description": f"Brand identity {OPEN}", "unit_price": "2400"}]
    )
    paper.issue(cast.by)
    return paper


def _sees_any(text: str) -> list[str]:
    return [word for word in (*CANARIES, OPEN) if word in text]


def test_no_page_of_the_portal_shows_a_note(stage, written):
    found, read = {}, 0
    for route in routes():
        if not route.is_portal:
            continue
        answer = stage.ask("portal", "get", route, {**stage.own.fill(route), **_paper(route, written)})
        body = (getattr(answer, "content_seen", None) or answer.content).decode(errors="replace")
        read += answer.status_code == 200
        found[route.name] = _sees_any(body)
    assert read > 3
    assert any(OPEN in words for words in found.values()), "The search does not see what is open to the client."
    assert not {name: words for name, words in found.items() if set(words) & set(CANARIES)}


def test_no_letter_and_no_message_holds_a_note(stage, written):
    rows = [*Letter.objects.all(), *Message.objects.all()]
    assert rows
    told = [" ".join(str(value) for value in row.__dict__.values()) for row in rows]
    assert not [each for each in told if set(_sees_any(each)) & set(CANARIES)]


def test_no_paper_holds_a_note(stage, written):
    papers = Document.objects.filter(client=stage.cast.acme).exclude(number="")
    seen = {paper.number: _sees_any(_text_of(render_pdf(paper))) for paper in papers}
    assert OPEN in seen[written.number]
    assert not {number: words for number, words in seen.items() if set(words) & set(CANARIES)}


def test_the_firm_itself_sees_them(stage, written):
    story = stage.browsers["owner"].get(f"/clients/{stage.cast.acme.pk}/").content.decode()
    assert {"KANARINOTE", "KANARISECOND", "KANARILINE"} <= set(_sees_any(story))


def _paper(route, paper) -> dict:
    return {"document_id": paper.pk} if "document_id" in route.parameters and route.name not in _ANSWERED else {}


_ANSWERED = {"portal:accept", "portal:decline"}


def _text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
