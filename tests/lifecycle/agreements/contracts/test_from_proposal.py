"""A contract made from a proposal says what that says; it begins nothing twice, and the gate waits for it."""

import pytest

from clientkeep.foundation.errors import Conflict
from clientkeep.lifecycle.agreements.gates.needs import keep_needs
from clientkeep.lifecycle.agreements.models import Contract, Gate, Proposal, ScopeEntry, Signing
from clientkeep.lifecycle.billing.invoices.from_quote import final_invoice
from clientkeep.lifecycle.delivery.models import Project
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.queue import run_due_jobs
from tests.lifecycle.agreements.proposals.offer import BLOCKS, block_of, proposal


def fresh(document):
    return Document.objects.get(pk=document.pk)


def test_everything_is_filled_in(cast, plain, contract_of):
    made = contract_of(plain)
    for kind in ("deliverables", "timeline", "out_of_scope", "response", "schedule"):
        assert block_of(made, kind)["rows"] == block_of(plain, kind)["rows"]
    assert (made.client, made.source_id, made.total, made.deposit_due, made.title) == (plain.client, plain.pk, plain.total, plain.deposit_due, "A new site")
    clauses = [block["text"] for block in made.content if block["type"] == "clause"]
    assert "{client} pays {deposit} on acceptance." in clauses
    assert plain.number in str(made.content) and made.is_draft
    made.issue(cast.by)


def test_a_choice_is_taken_over_as_it_was_made(cast, contract_of):
    offered = proposal(cast)
    with pytest.raises(Conflict, match="choice"):
        contract_of(offered)
    full = block_of(offered, "package", 2)["id"]
    offered.accept(cast.by, "Jo March", {"package": full, "options": []})
    made = contract_of(fresh(offered))
    assert made.total_minor == fresh(offered).agreed_minor and not made.offers_choice
    assert [row["description"] for row in block_of(made, "price")["rows"]] == ["Workshop", "Site of fifteen pages"]


def test_a_draft_makes_no_contract_and_one_form_makes_one(cast, plain, contract_of):
    with pytest.raises(Conflict):
        contract_of(Proposal.compose(cast.acme, cast.by, BLOCKS, currency="EUR"))
    assert contract_of(plain, form_token="twice").pk == contract_of(plain, form_token="twice").pk
    assert Contract.objects.filter(kind="contract").count() == 1


def test_signed_after_the_acceptance_it_begins_nothing_twice(cast, plain, contract_of, sign):
    plain.accept(cast.by, "Jo March", {})
    run_due_jobs()
    before = (ScopeEntry.objects.count(), Project.objects.count(), Document.objects.filter(kind="invoice").count())
    made = contract_of(fresh(plain))
    sign(made)
    run_due_jobs()
    assert fresh(made).state == "accepted"
    assert before == (ScopeEntry.objects.count(), Project.objects.count(), Document.objects.filter(kind="invoice").count())
    assert Gate.objects.count() == 1
    with pytest.raises(Conflict, match="on paper"):
        final_invoice(fresh(made), cast.by)


def test_sent_with_it_the_last_signature_accepts_the_proposal_too(cast, plain, contract_of, sign):
    made = contract_of(plain)
    sign(made)
    run_due_jobs()
    assert (fresh(plain).state, fresh(plain).decided_by) == ("accepted", "Jo March")
    assert ScopeEntry.objects.filter(agreement=plain).exists() and not ScopeEntry.objects.filter(agreement=made).exists()
    assert Document.objects.filter(kind="invoice", role="deposit").count() == 1 and Project.objects.count() == 1
    assert "signed" in Gate.objects.get(document=plain).held


def test_signed_holds_only_when_the_contract_is_signed_too(cast, plain, contract_of, sign):
    keep_needs(cast.acme.workspace, cast.by, ["agreed", "signed"])
    sign(plain)
    run_due_jobs()
    gate = Gate.objects.get(document=plain)
    assert gate.is_open
    made = contract_of(fresh(plain))
    run_due_jobs()
    assert Gate.objects.get(pk=gate.pk).is_open, "a draft is nobody's matter yet"
    signing = sign(made, all_of_it=False)
    run_due_jobs()
    assert Gate.objects.get(pk=gate.pk).missing == ["signed"]
    fresh(made).void(cast.by, "Not needed")
    run_due_jobs()
    assert Gate.objects.get(pk=gate.pk).is_open and Signing.objects.get(pk=signing.pk).state == "void"
    sign(contract_of(fresh(plain)))
    run_due_jobs()
    assert Gate.objects.get(pk=gate.pk).is_open


def test_accepted_by_a_button_it_counts_as_signed_with_its_contract(cast, plain, contract_of, sign):
    keep_needs(cast.acme.workspace, cast.by, ["agreed", "signed"])
    plain.accept(cast.by, "Jo March", {})
    run_due_jobs()
    assert Gate.objects.get(document=plain).missing == ["signed"]
    sign(contract_of(fresh(plain)))
    run_due_jobs()
    assert Gate.objects.get(document=plain).is_open


def test_what_the_proposal_loses_the_contract_loses(cast, plain, contract_of, sign):
    made = contract_of(plain)
    signing = sign(made, all_of_it=False)
    draft = contract_of(plain)
    newer = Proposal.objects.get(pk=plain.pk).new_version(cast.by)
    newer.issue(cast.by)
    run_due_jobs()
    assert fresh(made).state == "void" and Signing.objects.get(pk=signing.pk).state == "void"
    with pytest.raises(Conflict) as refused:
        fresh(draft).issue(cast.by)
    assert refused.value.field == "source"


def test_a_signed_contract_outlives_nothing_by_itself(cast, plain, contract_of, sign):
    made = contract_of(plain)
    sign(made)
    run_due_jobs()
    fresh(plain).void(cast.by, "Both agreed to end it")
    run_due_jobs()
    assert fresh(made).state == "accepted"
