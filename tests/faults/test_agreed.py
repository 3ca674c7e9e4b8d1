"""The oracle sees what happens to agreements: each loss and doubling, made by hand, is named."""

from dataclasses import asdict

import pytest

from clientkeep.config.upgrading import lift_guards
from clientkeep.lifecycle.agreements.models import Choice, ScopeEntry, Signer, Signing
from clientkeep.lifecycle.agreements.signing.entry import Entry
from clientkeep.lifecycle.agreements.signing.seen import Seen
from clientkeep.lifecycle.delivery.models import Project
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.queue import run_due_jobs

from . import founding, papers
from .agreed import Agreed
from .agreeing import answer
from .firm import Paper
from .journal import Act

PHONE = Seen("203.0.113.7", "Phone 1.0")


class Story:
    """A quote that was signed and a proposal that was accepted, both as the driver asked for it."""

    def __init__(self, cast) -> None:
        made = papers.found(cast.north, cast.by, founding._person, 1)
        self.quote, self.proposal = Paper(**made["to_sign"][0]), Paper(**made["to_choose"][0])

    def happens(self) -> None:
        signer = Signer.objects.get(signing__document=self.quote.document)
        signer.agree_to_sign(self.quote.version, PHONE)
        signer.sign(self.quote.name, PHONE)
        proposal = Document.objects.get(pk=self.proposal.document)
        proposal.accept(Actor("contact", None, self.proposal.name), self.proposal.name, answer(asdict(self.proposal)))

    def found(self) -> dict[str, tuple[int, str]]:
        rows = Agreed([])
        asked = {"consent": self.quote, "sign": self.quote, "accept": self.proposal}
        return {kind: rows.of(Act(kind, kind, asdict(paper))) for kind, paper in asked.items()}


@pytest.fixture
def story(cast) -> Story:
    return Story(cast)


@pytest.fixture
def agreed(story) -> Story:
    story.happens()
    lift_guards()  # the database itself forbids it first
    return story


def test_what_was_not_asked_for_is_not_there(story):
    assert story.found() == {"consent": (0, ""), "sign": (0, ""), "accept": (0, "")}


def test_what_happened_is_there_once(agreed):
    assert agreed.found() == {"consent": (1, ""), "sign": (1, ""), "accept": (1, "")}


def test_a_signature_without_its_evidence(agreed):
    Entry.objects.filter(kind="signed").delete()
    assert "the evidence has 0 signatures" in agreed.found()["sign"][1]


def test_evidence_that_was_changed(agreed):
    entry = Entry.objects.get(kind="consented")
    Entry.objects.filter(pk=entry.pk).update(told={**entry.told, "version": "other"})
    assert f"its evidence is broken at {entry.place}" in agreed.found()["consent"][1]


def test_a_signature_by_another_name(agreed):
    Signer.objects.filter(signing__document=agreed.quote.document).update(typed_name="Someone Else")
    assert "signed by 'Someone Else'" in agreed.found()["sign"][1]


def test_a_signing_that_is_complete_with_a_quote_that_is_not_accepted(agreed):
    Document.objects.filter(pk=agreed.quote.document).update(state="issued")
    assert "its document issued" in agreed.found()["sign"][1]


def test_a_journal_that_is_silent_about_it(agreed):
    Event.objects.filter(slug="document.accepted").update(slug="document.viewed")
    found = agreed.found()
    assert "the journal tells document.accepted 0 times" in found["sign"][1]
    assert "the journal tells document.accepted 0 times" in found["accept"][1]


def test_a_choice_that_is_lost_or_another(agreed):
    Choice.objects.update(options=[])
    assert "the choice is kept as" in agreed.found()["accept"][1]
    Choice.objects.all().delete()
    assert "with 0 choices kept" in agreed.found()["accept"][1]


def test_a_baseline_that_is_written_in_part(agreed):
    ScopeEntry.objects.filter(agreement=agreed.quote.document, place=1).delete()
    assert "its scope comes to 120000 instead of 200000" in agreed.found()["sign"][1]


def test_what_has_not_followed_is_named_once_all_is_quiet(agreed):
    said = "\n".join(Agreed([]).unsettled())
    for missing in ("0 times a project", "0 times a deposit invoice", "0 times a gate", "its sealed file is not there", "sent 0 times"):
        assert missing in said


def test_what_follows_from_nothing(story, cast):
    quote = Document.objects.get(pk=story.quote.document)
    Project.plan(quote.client, cast.by, name="Early", source=quote)
    assert "which nobody accepted" in "\n".join(Agreed([]).unsettled())


def test_all_is_well_once_what_follows_has_run(story, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        story.happens()
    run_due_jobs()
    assert Signing.objects.get(document=story.quote.document).sealed_file
    assert list(Agreed(list(Letter.objects.all())).unsettled()) == []
