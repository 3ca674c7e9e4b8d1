"""The oracle sees what it is there for: each kind of loss and doubling, made by hand, is named."""

import pytest

from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.models import Entry, Payment, Posting
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.numbering.model import Counter
from clientkeep.relationship.documents.sending import Recipient, send
from clientkeep.workspace.mail.models import Letter

from .journal import Act
from .oracle import findings


class Story:
    """One invoice, drafted, issued, sent and paid, as database, journal and sink know it."""

    def __init__(self, cast) -> None:
        self.invoice = cast.invoice(reference="draft-1")
        send(self.invoice, cast.by, [Recipient("jo@acme.example", "Jo", cast.jo)], "Invoice", "Here: {link}")
        Payment.book(
            cast.acme, Money(240_000, "USD"), "cash", cast.by, documents=[self.invoice], note="pay-1"
        )
        Letter.objects.update(state="sent", message_id="<1@north.example>")
        document, client = str(self.invoice.pk), str(cast.acme.pk)
        to = [[str(cast.jo.pk), "jo@acme.example"]]
        self.acts = [
            self.act("draft", {"document": document}, client=client, name="Acme", amount=240_000, token="draft-1"),
            self.act("issue", {}, document=document),
            self.act("send", {}, document=document, to=to),
            self.act("pay", {}, document=document, amount=240_000, token="pay-1"),
        ]
        self.receipts = [{"id": "<1@north.example>", "to": "jo@acme.example"}]
        self.kills = 1

    def act(self, kind: str, answer: dict, outcome: str = "ok", began: int = 1, **what) -> Act:
        key = f"{kind} {what.get('token') or what['document']}"
        return Act(key, kind, what, "page", began, began + 1, outcome, answer)

    def wrong(self, mode: str = "live") -> str:
        return "\n".join(findings(self.acts, self.receipts, self.kills, mode))


@pytest.fixture
def story(cast) -> Story:
    return Story(cast)


def test_a_whole_story_is_left_in_peace(story):
    assert story.wrong() == ""


def test_an_acknowledged_draft_that_is_gone(story):
    story.acts.append(story.act("draft", {}, client="x", name="x", amount=1, token="gone"))
    assert "was acknowledged and is lost" in story.wrong()


def test_an_acknowledged_payment_that_is_gone(story):
    story.acts.append(story.act("pay", {}, document="x", amount=1, token="gone"))
    assert "was acknowledged and is lost" in story.wrong()


def test_an_acknowledged_issue_and_sending_that_are_gone(story, cast):
    draft = str(cast.invoice(issue=False, reference="draft-2").pk)
    story.acts += [story.act("draft", {}, client=str(cast.acme.pk), name="Acme", amount=240_000, token="draft-2")]
    story.acts += [story.act("issue", {}, document=draft), story.act("send", {}, document=draft, to=[["", "jo@acme.example"]])]
    assert story.wrong().count("was acknowledged and is lost") == 2


def test_what_was_refused_and_happened(story):
    story.acts[3].outcome = "fail"
    assert "was refused and happened all the same" in story.wrong()


def test_what_nobody_asked_for(story, cast):
    cast.invoice(issue=False, reference="from nowhere")
    assert "nobody asked for: from nowhere" in story.wrong()


def test_an_amount_that_was_not_asked_for(story):
    story.acts[0].what["amount"] = story.acts[3].what["amount"] = 1
    assert "it is kept with 240000" in story.wrong()
    assert "it is booked as 240000" in story.wrong()


def test_an_answer_that_named_another_document(story):
    story.acts[0].answer = {"document": "00000000-0000-0000-0000-000000000000"}
    assert "its answer named 00000000" in story.wrong()


def test_a_number_that_became_another(story):
    story.acts[1].answer = {"number": "INV-2026-0099"}
    assert "INV-2026-0099 became INV-" in story.wrong()


def test_a_client_that_is_there_twice_and_one_that_is_not(story, cast):
    Client.add(cast.north, cast.by, name="Acme Studio")
    story.acts += [story.act("client", {}, name="Acme Studio", token="1"), story.act("client", {}, name="Gone", token="2")]
    wrong = story.wrong()
    assert "happened 2 times" in wrong
    assert "was acknowledged and is lost" in wrong


def test_half_a_sending(story):
    story.acts[2].what["to"].append(["", "sam@acme.example"])
    assert "letters were written to ['jo@acme.example']" in story.wrong()


def test_a_letter_that_reached_somebody_twice(story):
    story.receipts *= 2
    assert "reached jo@acme.example 2 times" in story.wrong()


def test_two_letters_about_one_document(story):
    letter = Letter.objects.get()
    letter.pk, letter.key, letter.message_id, letter._state.adding = None, "again", "<2@north.example>", True
    letter.save()
    story.receipts.append({"id": "<2@north.example>", "to": "jo@acme.example"})
    assert "jo@acme.example has 2 letters about" in story.wrong()


def test_a_letter_that_is_said_to_be_sent_and_is_not(story):
    story.receipts.clear()
    assert "is said to be sent and never arrived" in story.wrong()


def test_a_letter_that_arrived_and_still_waits(story):
    Letter.objects.update(state="ready")
    assert "arrived and is ready" in story.wrong()


def test_a_letter_without_a_record(story):
    story.receipts.append({"id": "<9@north.example>", "to": "jo@acme.example"})
    assert "<9@north.example> arrived and is on no record" in story.wrong()


def test_more_unknown_letters_than_kills_explain(story):
    Letter.objects.update(state="unknown")
    assert story.wrong() == ""
    story.kills = 0
    assert "1 letters are of unknown delivery after 0 kills" in story.wrong()


def test_a_ledger_out_of_balance(story):
    Posting.objects.create(entry=Entry.objects.first(), account="bank", amount_minor=1)
    assert "ledger: " in story.wrong()


def test_a_number_that_is_missing(story):
    Counter.objects.update(last=3)
    assert "number 2 is missing or doubled" in story.wrong()


def test_what_is_left_undone_when_all_is_quiet(story):
    Letter.objects.update(state="waiting", message_id="")
    story.receipts.clear()
    story.acts[1].outcome = "unknown"
    wrong = story.wrong("quiet")
    assert "is still waiting" in wrong
    assert "was never resolved" in wrong
    assert "The payment pay-1 has no receipt" in wrong
    assert "is ready" in wrong  # the job that makes the PDF


def test_a_cut_log_may_lose_the_end_but_not_the_middle(story):
    gone = story.act("pay", {}, began=3, document="x", amount=1, token="gone")
    story.acts.append(gone)
    assert story.wrong("prefix") == ""
    story.acts[3].began = 9
    assert "which began after its answer, is kept" in story.wrong("prefix")


def test_the_database_forbids_what_the_oracle_looks_for(story):
    """A changed invoice cannot even be made by hand: the oracle would name it, and the trigger refuses it first."""
    from django.db import DatabaseError, transaction

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Document.objects.filter(pk=story.invoice.pk).update(total_minor=1)
