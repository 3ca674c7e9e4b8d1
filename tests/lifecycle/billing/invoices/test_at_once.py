"""The deposit invoice of an accepted proposal is in the mail by itself, exactly once; where it cannot be, Today says why."""

import datetime as dt
import os
import signal

import pytest
from django.db import connections

from clientkeep.foundation import clock, faults
from clientkeep.lifecycle.agreements.gates.needs import keep_deposit_at_once
from clientkeep.lifecycle.agreements.models import Content, Signing
from clientkeep.lifecycle.agreements.signing.asked import Asked
from clientkeep.lifecycle.agreements.signing.choosing import choose
from clientkeep.lifecycle.billing.invoices import jobs
from clientkeep.lifecycle.billing.invoices.jobs import send_what_was_held
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace import queue
from clientkeep.workspace.journal.jobs import dispatch_what_is_due
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter, MailServer
from clientkeep.workspace.members.acting import Actor
from tests.lifecycle.agreements.proposals.offer import BLOCKS, block_of, proposal
from tests.lifecycle.agreements.signing.conftest import PHONE


def run_due_jobs() -> None:
    """Run what is due; the mail server of these tests takes no letter, so each stays in the outbox."""
    queue.run_due_jobs(raising=False)


def letters() -> list[str]:
    return sorted(Letter.objects.filter(purpose="document").values_list("to_email", flat=True))


def deposits() -> list[Document]:
    return list(Document.objects.filter(kind="invoice", role="deposit"))


@pytest.fixture
def mail(cast):
    """North can send letters, and its pages can be reached."""
    cast.north.public_url = "https://north.example"
    cast.north.save()
    return MailServer.objects.create(workspace=cast.north, host="127.0.0.1", port=2525, security="none", from_email="post@north.example")


@pytest.fixture
def accepted(cast):
    """Jo accepts the proposal with the package in the middle."""

    def accept(made=None):
        made = made or proposal(cast)
        jo = Actor("contact", cast.jo.pk, "Jo March")
        made.accept(jo, "Jo March", {"package": block_of(made, "package", 1)["id"]})
        return made

    return accept


def test_issued_and_mailed_to_who_pays_the_bills(cast, mail, accepted):
    accepted()
    run_due_jobs()
    (invoice,) = deposits()
    assert (invoice.state, invoice.total_minor) == ("issued", 300_000)
    assert letters() == ["sam@acme.example"]
    letter = Letter.objects.get(about_id=invoice.pk)
    assert letter.link["document"] == str(invoice.pk) and invoice.number in letter.subject + letter.text
    with clock.moved(clock.now() + dt.timedelta(hours=2)):
        dispatch_what_is_due()
        run_due_jobs()
    assert len(deposits()) == 1 and len(letters()) == 1


def test_without_a_billing_contact_who_accepted_gets_it(cast, mail, accepted):
    cast.sam.roles = []
    cast.sam.save()
    accepted()
    run_due_jobs()
    assert letters() == ["jo@acme.example"]


def test_the_last_signature_does_the_same(cast, mail):
    made = proposal(cast)
    signing = Signing.start(made, cast.by, [Asked("Jo March", "jo@acme.example")])
    jo = signing.signers.get()
    choose(jo, {"package": block_of(made, "package", 2)["id"]}, PHONE)
    jo.agree_to_sign(signing.consent_version, PHONE)
    jo.sign("Jo March", PHONE)
    run_due_jobs()
    (invoice,) = deposits()
    assert (invoice.state, invoice.total_minor) == ("issued", 510_000)


def test_where_the_proposal_says_so_a_person_sends_it(cast, mail, accepted):
    draft = proposal(cast, issued=False)
    draft.rewrite(cast.by, deposit_at_once=False)
    draft.issue(cast.by)
    accepted(draft)
    run_due_jobs()
    (invoice,) = deposits()
    assert invoice.state == "draft" and not letters() and not Event.objects.filter(slug="deposit.held").exists()


def test_the_firms_choice_is_where_new_proposals_begin(cast):
    assert proposal(cast).kept.deposit_at_once
    keep_deposit_at_once(cast.north, cast.by, False)
    made = proposal(cast)
    assert not made.kept.deposit_at_once and not made.new_version(cast.by).kept.deposit_at_once
    assert Content.objects.filter(deposit_at_once=True).count() == 1


BLOCKED = {
    "mail": (lambda cast: MailServer.objects.all().delete(), "No mail server is set yet."),
    "bank": (lambda cast: type(cast.north).objects.filter(pk=cast.north.pk).update(bank_details=""), "bank details are missing"),
    "people": (
        lambda cast: cast.acme.contacts.update(email="") and type(cast.acme).objects.filter(pk=cast.acme.pk).update(email=""),
        "has an e-mail address",
    ),
}


@pytest.mark.parametrize("what", BLOCKED)
def test_what_stands_in_the_way_is_told_in_today(cast, mail, accepted, as_member, what):
    made = proposal(cast)
    take_away, words = BLOCKED[what]
    take_away(cast)
    accepted(Document.objects.get(pk=made.pk))
    run_due_jobs()
    (invoice,) = deposits()
    assert invoice.state == "draft" and not letters()
    assert words in Event.objects.get(slug="deposit.held").payload["because"]
    page = as_member(cast.olivia).get("/").content.decode()
    assert "that could not leave by itself" in page and words.split(".")[0] in page


def test_a_firm_that_has_not_said_its_taxes_looks_first(cast, mail, accepted):
    type(cast.north).objects.filter(pk=cast.north.pk).update(tax_status="unknown")
    untaxed = [{**block, "rows": [{**row, "taxes": []} for row in block["rows"]]} if block["type"] in ("price", "package", "options") else block for block in BLOCKS]
    accepted(proposal(cast, untaxed))
    run_due_jobs()
    assert "whether you charge tax" in Event.objects.get(slug="deposit.held").payload["because"]


def test_what_a_person_sent_meanwhile_is_not_sent_again(cast, accepted, monkeypatch, mail):
    from clientkeep.lifecycle.billing.invoices import deposits as room

    real = room.deposit_invoice

    def sent_by_hand(document, by):
        made = real(document, by)
        Document.objects.get(pk=made.pk).issue(cast.by)
        return made

    monkeypatch.setattr(room, "deposit_invoice", sent_by_hand)
    accepted()
    run_due_jobs()
    (invoice,) = deposits()
    assert invoice.state == "issued" and not letters()


POINTS = ["deposit.after_draft", "issue.after_number", "issue.before_commit", "issue.after_commit", "deposit.after_send"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("point", POINTS)
def test_killed_between_any_two_steps_it_leaves_once(cast, mail, accepted, point):
    accepted()
    connections.close_all()
    if (child := os.fork()) == 0:
        faults._armed = frozenset({point})
        run_due_jobs()
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL, f"{point} was not reached"
    for hours in (1, 2, 3):
        with clock.moved(clock.now() + dt.timedelta(hours=hours)):
            dispatch_what_is_due()
            run_due_jobs()
    (invoice,) = deposits()
    assert invoice.state == "issued" and letters() == ["sam@acme.example"]
    assert Event.objects.filter(slug="document.issued", about_id=invoice.pk).count() == 1


def later() -> None:
    """The sweep runs some times."""
    for _ in range(3):
        send_what_was_held()
        run_due_jobs()


@pytest.fixture
def held(cast, accepted) -> Document:
    """A deposit that could not leave: there is no mail server yet."""
    accepted()
    run_due_jobs()
    (invoice,) = deposits()
    assert (invoice.state, Event.objects.filter(slug="deposit.held").count()) == ("draft", 1)
    later()
    assert Event.objects.filter(slug="deposit.held").count() == 1
    return invoice


def can_send(cast) -> None:
    cast.north.public_url = "https://north.example"
    cast.north.save()
    MailServer.objects.create(workspace=cast.north, host="127.0.0.1", port=2525, security="none", from_email="post@north.example")


def test_what_was_held_leaves_by_itself_once_what_stood_in_the_way_is_gone(cast, held):
    can_send(cast)
    later()
    held.refresh_from_db()
    assert (held.state, letters()) == ("issued", ["sam@acme.example"])
    later()
    assert len(letters()) == 1 and len(deposits()) == 1


def test_what_a_person_took_over_stays_with_them(cast, held):
    Document.objects.get(pk=held.pk).rewrite(cast.by, notes="I ring them first.")
    can_send(cast)
    later()
    assert (deposits()[0].state, letters()) == ("draft", [])


def test_what_a_person_threw_away_stays_away(cast, held):
    held.discard(cast.by)
    can_send(cast)
    later()
    assert (deposits(), letters()) == ([], [])


def test_what_is_not_agreed_any_more_is_not_asked_for(cast, held):
    Document.objects.get(pk=held.source_id).void(cast.by, "A mistake")
    can_send(cast)
    later()
    assert letters() == []


def test_one_that_breaks_keeps_no_other_back(cast, held, accepted, monkeypatch):
    accepted()
    run_due_jobs()
    first, second = sorted(deposits(), key=lambda each: each.pk)
    real = jobs.send_at_once

    def breaks(invoice, *more):
        if invoice.pk == first.pk:
            raise RuntimeError("broken")
        real(invoice, *more)

    monkeypatch.setattr(jobs, "send_at_once", breaks)
    can_send(cast)
    later()
    assert [Document.objects.get(pk=each.pk).state for each in (first, second)] == ["draft", "issued"]
