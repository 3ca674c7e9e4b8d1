"""A proposal's life: what its lines are, what the client chooses, what follows, versions under one number."""

import pytest
from django.db import DatabaseError, transaction

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.agreements.models import Choice, Content, Gate, Proposal
from clientkeep.lifecycle.agreements.proposals.chosen import chosen
from clientkeep.lifecycle.billing.invoices.from_quote import deposit_invoice, final_invoice
from clientkeep.relationship.documents.checks import figures_add_up, issued_content_is_kept, numbers_have_no_gap
from clientkeep.relationship.documents.freezing import digest_of
from clientkeep.relationship.documents.models import Document

from .offer import BLOCKS, block_of, line, proposal


def test_the_lines_are_those_of_the_recommended_package(cast):
    made = proposal(cast, issued=False)
    assert [row.description for row in made.lines.all()] == ["Workshop", "Site of five pages", "Booking form"]
    assert made.total_minor == 600_000
    assert made.deposit_due.minor == 300_000


def test_what_was_chosen_is_priced_kept_and_billed(cast):
    made = proposal(cast)
    full = block_of(made, "package", 2)["id"]
    option = f"{block_of(made, 'options')['id']}-1"
    made.accept(cast.by, "Jo March", {"package": full, "options": [option]})
    choice = Choice.objects.get()
    assert choice.total_minor == 1_128_001
    assert choice.package_title == "Full"
    assert [row["amount_minor"] for row in choice.payments] == [564_001, 564_000]
    agreed = chosen(Document.objects.get(pk=made.pk))
    assert (agreed.total.minor, agreed.deposit.minor, agreed.options) == (1_128_001, 564_001, ("Second language",))
    made = Document.objects.get(pk=made.pk)
    assert deposit_invoice(made, cast.by).total_minor == 564_001
    assert final_invoice(made, cast.by).total_minor == 1_128_001
    assert made.total_minor == 600_000


def test_without_a_package_named_nothing_is_agreed(cast):
    made = proposal(cast)
    for answer in (None, {}, {"package": "b99"}, {"package": block_of(made, "options")["id"]}):
        with pytest.raises(Invalid) as refusal:
            made.accept(cast.by, "Jo", answer)
        assert refusal.value.field == "package"
    with pytest.raises(Invalid):
        made.accept(cast.by, "Jo", {"package": block_of(made, "package")["id"], "options": ["b1-7"]})
    assert Document.objects.get(pk=made.pk).state == "issued"
    assert not Choice.objects.exists()


def test_a_price_that_the_client_did_not_see_is_not_agreed(cast):
    made = proposal(cast)
    package = block_of(made, "package")["id"]
    with pytest.raises(Conflict, match=r"3,000\.00"):
        made.accept(cast.by, "Jo", {"package": package, "seen_total": "600000"})
    made = Document.objects.get(pk=made.pk)
    made.accept(cast.by, "Jo", {"package": package, "seen_total": "300000"})
    assert Choice.objects.get().total_minor == 300_000


def test_issued_blocks_and_choices_never_change(cast):
    made = proposal(cast)
    with pytest.raises(Conflict):
        made.arrange(cast.by, [])
    for change in (lambda: Content.objects.update(blocks=[]), lambda: Content.objects.all()._raw_delete("default")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    made = Document.objects.get(pk=made.pk)
    assert digest_of(made) == made.digest
    made.accept(cast.by, "Jo", {"package": block_of(made, "package")["id"]})
    with pytest.raises(DatabaseError), transaction.atomic():
        Choice.objects.update(total_minor=1)


def test_the_digest_is_of_the_blocks_too(cast):
    made = proposal(cast, issued=False)
    before = digest_of(made)
    made.arrange(cast.by, [*BLOCKS[:-1], {"type": "terms", "text": "Other terms."}])
    assert digest_of(made) != before


def test_the_schedule_sums_to_every_price_or_names_the_row(cast):
    amounts = [{"what": "Start", "share": "3000", "when": "on acceptance"}, {"what": "Rest", "share": "2999", "when": "at launch"}]
    made = proposal(cast, [BLOCKS[1], BLOCKS[3], {"type": "schedule", "rows": amounts}], issued=False)
    with pytest.raises(Invalid, match=r"5,999\.00.*6,000\.00") as refusal:
        made.issue(cast.by)
    assert refusal.value.field == "blocks[2].rows[1].share"
    amounts[1]["share"] = "3000.00"
    made.arrange(cast.by, [*made.content[:2], {"type": "schedule", "rows": amounts}])
    made.issue(cast.by)
    assert made.number.startswith("P-")


@pytest.mark.parametrize(("shares", "row"), [(["50%", "49%"], 1), (["80%", "30%"], 1), (["half", "50%"], 0), (["-5%", "105%"], 0), (["1e3%"], 0)])
def test_shares_that_cannot_be_are_refused_at_their_row(cast, shares, row):
    rows = [{"what": "Part", "share": share, "when": ""} for share in shares]
    with pytest.raises(Invalid) as refusal:
        proposal(cast, [BLOCKS[1], {"type": "schedule", "rows": rows}], issued=False)
    assert refusal.value.field == f"blocks[1].rows[{row}].share"


def test_a_package_without_a_price_is_not_issued(cast):
    made = proposal(cast, [BLOCKS[3], {"type": "package", "title": "Gold", "rows": [line("Site", None)]}], issued=False)
    with pytest.raises(Invalid, match="Gold") as refusal:
        made.issue(cast.by)
    assert refusal.value.field == "blocks[1].rows[0].unit_price"


def test_a_new_version_keeps_the_number_and_ends_the_one_before(cast):
    first = proposal(cast)
    second = first.new_version(cast.by)
    assert first.new_version(cast.by).pk == second.pk
    assert first.heir is None
    second.arrange(cast.by, BLOCKS[:4])
    second.issue(cast.by)
    assert second.number == f"{first.number} v2"
    first = Document.objects.get(pk=first.pk)
    assert (first.state, first.void_reason, first.heir.pk) == ("void", f"Replaced by {second.number}", second.pk)
    with pytest.raises(Conflict):
        first.accept(cast.by, "Jo", {"package": block_of(first, "package")["id"]})
    third = Document.objects.get(pk=second.pk).new_version(cast.by)
    third.issue(cast.by)
    assert third.number == f"{first.number} v3"
    assert not [*numbers_have_no_gap(), *figures_add_up(), *issued_content_is_kept()]


def test_what_is_accepted_meanwhile_is_not_replaced(cast):
    first = proposal(cast)
    second = first.new_version(cast.by)
    first.accept(cast.by, "Jo", {"package": block_of(first, "package")["id"]})
    with pytest.raises(Conflict, match="accepted meanwhile"):
        second.issue(cast.by)
    assert Document.objects.get(pk=second.pk).state == "draft"


def test_the_gate_of_a_proposal_waits_for_its_deposit(cast):
    made = proposal(cast)
    made.accept(cast.by, "Jo", {"package": block_of(made, "package")["id"]})
    assert "deposit" in Gate.raise_for(made, cast.by).needs


def test_the_same_form_makes_one_proposal(cast):
    one, two = (Proposal.compose(cast.acme, cast.by, BLOCKS, form_token="t1") for _ in range(2))
    assert one.pk == two.pk


def test_lines_of_a_plain_proposal_are_its_price_table(cast):
    made = Document.draft(cast.acme, "proposal", cast.by, [line("Site", "1000")])
    assert made.content[0]["rows"][0]["unit_price"] == "1000"
    made.rewrite(cast.by, lines=[line("Site", "1200")])
    assert Document.objects.get(pk=made.pk).content[0]["rows"][0]["unit_price"] == "1200"
