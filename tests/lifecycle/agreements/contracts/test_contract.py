"""A contract is a paper of its own: number, versions, no choice, agreed to by signatures alone."""

import pytest
from django.db import DatabaseError, transaction

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.agreements.contracts.starting import blocks_of
from clientkeep.lifecycle.agreements.models import Content, Contract, Gate, ScopeEntry, Signing
from clientkeep.lifecycle.delivery.models import Project
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.printing import paper_of
from clientkeep.workspace.queue import run_due_jobs

from .conftest import PLAIN, SECRET


def written(cast, blocks=PLAIN, **values) -> Contract:
    return Contract.compose(cast.acme, cast.by, blocks, title="A new site", currency="EUR", **values)


def test_it_has_its_own_number_and_versions_under_it(cast):
    first = written(cast)
    first.issue(cast.by)
    assert first.number.startswith("C-") and first.number.endswith("-0001") and type(Document.objects.get(pk=first.pk)) is Contract
    second = first.new_version(cast.by)
    assert second.kind == "contract" and first.new_version(cast.by).pk == second.pk
    second.issue(cast.by)
    assert second.number == f"{first.number} v2" and Document.objects.get(pk=first.pk).state == "void"


def test_what_was_issued_never_changes(cast):
    made = written(cast)
    made.issue(cast.by)
    with pytest.raises(Conflict):
        made.arrange(cast.by, SECRET)
    with pytest.raises(DatabaseError), transaction.atomic():
        Content.objects.filter(document=made).update(blocks=[])


@pytest.mark.parametrize("kind", ["package", "options"])
def test_it_offers_no_choice(cast, kind):
    with pytest.raises(Invalid) as refused:
        written(cast, [*SECRET, {"type": kind, "title": "Basic", "rows": []}])
    assert refused.value.field == "blocks[2].type"
    assert not Document.objects.filter(kind="contract").exists()


def test_nothing_written_cannot_be_issued_and_bad_input_names_its_field(cast):
    with pytest.raises(Invalid) as refused:
        written(cast, []).issue(cast.by)
    assert refused.value.field == "blocks"
    with pytest.raises(Invalid) as refused:
        written(cast, [*SECRET, {"type": "clause", "title": "Start", "text": "It begins on {start}."}]).issue(cast.by)
    assert refused.value.field == "blocks[2].text"


def test_without_a_price_its_paper_has_no_prices_and_nothing_begins(cast, sign):
    made = written(cast, SECRET)
    paper = paper_of(made)
    assert (paper.lines, paper.totals, paper.words.nothing) == ((), (), "")
    sign(made)
    run_due_jobs()
    assert Document.objects.get(pk=made.pk).state == "accepted"
    assert not (Gate.objects.exists() or ScopeEntry.objects.exists() or Project.objects.exists())


def test_made_from_nothing_it_begins_the_work_of_its_own(cast, sign):
    made = written(cast)
    sign(made)
    run_due_jobs()
    assert "signed" in Gate.objects.get(document=made).held
    assert ScopeEntry.objects.filter(agreement=made).exists() and Project.objects.filter(source=made).count() == 1
    assert Document.objects.filter(source=made, kind="invoice", role="deposit").count() == 1


def test_no_plain_button_accepts_it(cast):
    made = written(cast)
    made.issue(cast.by)
    with pytest.raises(Conflict, match="signatures"):
        made.accept(cast.by, "Jo March")
    assert Document.objects.get(pk=made.pk).state == "issued"


def test_asking_for_signatures_issues_a_draft_once(cast, sign):
    from clientkeep.lifecycle.agreements.signing.asked import Asked

    made, jo = written(cast), [Asked("Jo March", "jo@acme.example")]
    first = Signing.start(made, cast.by, jo, form_token="once")
    again = Signing.start(Document.objects.get(pk=made.pk), cast.by, jo, form_token="once")
    assert first.pk == again.pk and Document.objects.get(pk=made.pk).state == "issued"
    with pytest.raises(Conflict):
        sign(Document.objects.get(pk=made.pk))


def test_a_wrong_signer_leaves_the_draft_a_draft(cast):
    from clientkeep.lifecycle.agreements.signing.asked import Asked

    made = written(cast)
    with pytest.raises(Invalid) as refused:
        Signing.start(made, cast.by, [Asked("", "jo@acme.example")])
    assert refused.value.field == "signers[0].name" and Document.objects.get(pk=made.pk).is_draft


def test_declined_it_is_declined_and_a_new_version_voids_the_signing(cast, sign):
    made = written(cast)
    signing = sign(made, all_of_it=False)
    newer = Contract.objects.get(pk=made.pk).new_version(cast.by)
    newer.issue(cast.by)
    run_due_jobs()
    signing.refresh_from_db()
    assert signing.state == "void"
    other = sign(newer, all_of_it=False)
    from tests.lifecycle.agreements.signing.conftest import PHONE

    other.signers.get(name="Jo March").decline("We wait a year.", PHONE)
    assert Document.objects.get(pk=newer.pk).state == "declined"


@pytest.mark.parametrize("start", ["usual", "secret", "empty"])
def test_each_ready_made_start_can_be_begun_and_holds_no_vague_word(cast, start):
    from clientkeep.lifecycle.agreements.proposals.blocks.pointing import pointed_out

    made = written(cast, blocks_of(cast.acting(cast.olivia), start))
    assert cast.acme.name in str(made.content)
    assert not [each for each in pointed_out(made.content, "contract") if each.words]


@pytest.mark.parametrize("start", ["nothing", "template:1", "meeting:0192f2a0-0000-7000-8000-000000000000"])
def test_a_start_that_is_not_there_is_refused(cast, start):
    with pytest.raises(Invalid) as refused:
        blocks_of(cast.acting(cast.olivia), start)
    assert refused.value.field == "start"
