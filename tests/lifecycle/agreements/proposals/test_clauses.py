"""Clauses in a proposal: taken as they stand, filled on the paper, frozen when it is issued, taken over by a click."""

import pytest

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.agreements.models import Clause, Content, Proposal
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.printing import paper_of

from .offer import BLOCKS, block_of, line

PLAIN = [
    {"type": "price", "rows": [line("Site", "1000")]},
    {"type": "timeline", "rows": [{"what": "Start", "when": "2026-04-01"}]},
    {"type": "schedule", "rows": [{"what": "Start", "share": "50%", "when": "on acceptance"}, {"what": "Rest", "share": "50%", "when": "at launch"}]},
]


def clause_of(cast, body="{client} pays {deposit} of {price} to {firm}, from {start}.", title="Payment of {client}"):
    return Clause.write(cast.north, cast.by, title=title, group="payment", body=body)


def composed(cast, clause, blocks=PLAIN):
    return Proposal.compose(cast.acme, cast.by, [*blocks, {"type": "clause", "clause_id": str(clause.pk)}])


def words_on_paper(document):
    return "\n".join(run.text for section in paper_of(document).sections for part in section.parts for run in part.runs)


def test_a_draft_keeps_the_fields_and_its_paper_fills_them(cast):
    made = composed(cast, clause_of(cast))
    assert block_of(made, "clause")["text"].startswith("{client} pays {deposit}")
    assert f"{cast.acme.name} pays $600.00 of $1,200.00 to {cast.north.name}" in words_on_paper(made)
    made.rewrite(cast.by, lines=[line("Site", "2000")])
    assert "$1,200.00 of $2,400.00" in words_on_paper(Document.objects.get(pk=made.pk))


def test_an_issued_one_says_for_ever_what_was_sent(cast):
    clause = clause_of(cast)
    made = composed(cast, clause)
    made.issue(cast.by)
    kept = Document.objects.get(pk=made.pk)
    digest, said = kept.digest, words_on_paper(kept)
    assert "$600.00 of $1,200.00" in block_of(kept, "clause")["text"] and block_of(kept, "clause")["title"] == f"Payment of {cast.acme.name}"
    clause.reword(cast.by, title="Other", group="payment", body="Other.")
    cast.acme.name = "Another"
    cast.acme.save()
    kept = Document.objects.get(pk=made.pk)
    assert (kept.digest, words_on_paper(kept)) == (digest, said)


def test_a_next_version_has_the_fields_again(cast):
    made = composed(cast, clause_of(cast))
    made.issue(cast.by)
    newer = Document.objects.get(pk=made.pk).new_version(cast.by)
    assert block_of(newer, "clause")["text"].startswith("{client} pays {deposit}") and "fields" not in str(newer.content)
    newer = Document.objects.get(pk=newer.pk)
    newer.rewrite(cast.by, lines=[line("Site", "2000")])
    newer.issue(cast.by)
    assert "$2,400.00" in block_of(Document.objects.get(pk=newer.pk), "clause")["text"]


def test_what_the_client_chooses_has_no_price_yet(cast):
    made = composed(cast, clause_of(cast, body="{price}, and {deposit} first."), BLOCKS)
    assert "the price of what is chosen, and 50% of the price first." in words_on_paper(made)
    made.issue(cast.by)


@pytest.mark.parametrize(("body", "without"), [("{start}", "timeline"), ("{deposit}", "schedule")])
def test_a_gap_stands_in_the_way_of_sending_and_is_named(cast, body, without):
    made = composed(cast, clause_of(cast, body=f"From {body}.", title="Begin"), [block for block in PLAIN if block["type"] != without])
    with pytest.raises(Invalid) as refused:
        made.issue(cast.by)
    assert body in refused.value.message and "Begin" in refused.value.message and refused.value.field.endswith(".text")
    assert Document.objects.get(pk=made.pk).is_draft and body in block_of(Document.objects.get(pk=made.pk), "clause")["text"]


def test_a_field_that_is_none_is_refused_in_a_draft_too(cast):
    made = composed(cast, clause_of(cast))
    blocks = [{**block, "text": "{client.name} pays"} if block["type"] == "clause" else block for block in made.content]
    with pytest.raises(Invalid) as refused:
        made.arrange(cast.by, blocks)
    assert "{client.name}" in refused.value.message


def test_a_name_full_of_braces_is_only_a_name(cast):
    cast.acme.name = "{price} {{7*7}} {x}"
    cast.acme.save()
    made = composed(cast, clause_of(cast, body="{client} pays."))
    made.issue(cast.by)
    newer = Document.objects.get(pk=made.pk).new_version(cast.by)
    newer.rewrite(cast.by, lines=[line("Site", "5")])
    newer.issue(cast.by)
    assert block_of(newer, "clause")["text"] == "{price} {{7*7}} {x} pays."


@pytest.mark.parametrize("given", [{"clause_id": "01890000-0000-7000-8000-000000000000"}, {"clause_id": "x"}, {}])
def test_a_clause_that_is_not_there_is_refused(cast, given):
    with pytest.raises(Invalid):
        Proposal.compose(cast.acme, cast.by, [{"type": "clause", **given}])


def test_a_foreign_clause_is_refused(cast):
    foreign = Clause.write(cast.south, cast.acting(cast.sid).actor, title="A", group="payment", body="Secret")
    with pytest.raises(Invalid):
        composed(cast, foreign)


def test_clauses_are_chosen_on_a_page_and_come_in_order(cast, as_member):
    Clause.add_ready_made(cast.north, cast.by)
    made = Proposal.compose(cast.acme, cast.by, PLAIN)
    firm = as_member(cast.mia)
    at = f"/documents/{made.pk}/blocks/"
    assert "Add clauses" in firm.get(at).content.decode()
    assert "Who owns the result" in firm.get(f"{at}clauses/").content.decode()
    law, scope = (str(Clause.objects.get(ready=each).pk) for each in ("law", "scope"))
    answer = firm.post(f"{at}clauses/", {"version": made.version, "clause": [law, scope]})
    assert answer.status_code == 302
    titles = [block["title"] for block in Document.objects.get(pk=made.pk).content if block["type"] == "clause"]
    assert titles == ["What the price covers", "Law, and the whole agreement"]
    assert "already in it" in firm.get(f"{at}clauses/").content.decode()
    assert firm.post(f"{at}clauses/", {"version": 1, "clause": [law]}).status_code == 409
    firm.post(f"{at}new/", {"version": Document.objects.get(pk=made.pk).version, "type": "text"})
    assert [block["type"] for block in Document.objects.get(pk=made.pk).content][-3:] == ["text", "clause", "clause"]


def test_a_newer_wording_is_shown_and_taken_by_a_click(cast, as_member):
    clause = clause_of(cast, body="{client} pays within 14 days.", title="Payment")
    made = composed(cast, clause)
    firm, at = as_member(cast.mia), f"/documents/{made.pk}/blocks/"
    block = block_of(made, "clause")["id"]
    assert "A newer wording exists" not in firm.get(at).content.decode()
    clause.reword(cast.by, title="Payment", group="payment", body="{client} pays within 30 days.")
    assert "A newer wording exists" in firm.get(at).content.decode()
    page = firm.get(f"{at}{block}/wording/").content.decode()
    assert "<del>{client} pays within 14 days.</del>" in page and "<ins>{client} pays within 30 days.</ins>" in page
    assert "14 days" in block_of(Document.objects.get(pk=made.pk), "clause")["text"]
    assert firm.post(f"{at}{block}/wording/", {"version": made.version}).status_code == 302
    now = block_of(Document.objects.get(pk=made.pk), "clause")
    assert (now["text"], now["edition"], now["id"]) == ("{client} pays within 30 days.", 2, block)


def test_words_changed_here_stay_here(cast, as_member):
    made = composed(cast, clause_of(cast, body="{client} pays.", title="Payment"))
    firm, at = as_member(cast.mia), f"/documents/{made.pk}/blocks/"
    block = block_of(made, "clause")["id"]
    firm.post(f"{at}{block}/", {"version": made.version, "act": "save", "title": "Payment", "text": "{client} pays at once."})
    now = block_of(Document.objects.get(pk=made.pk), "clause")
    assert (now["text"], now["edition"]) == ("{client} pays at once.", 1)
    assert "Changed for this client" in firm.get(at).content.decode()
    assert Clause.objects.get().body == "{client} pays."


def test_the_client_reads_the_filled_words(cast, as_jo):
    made = composed(cast, clause_of(cast))
    made.issue(cast.by)
    page = as_jo.get(f"/p/documents/{made.pk}/").content.decode()
    assert f"{cast.acme.name} pays $600.00" in page and "{client}" not in page
    assert Content.objects.get(document=made.pk).blocks[-1]["fields"]["text"].startswith("{client}")
