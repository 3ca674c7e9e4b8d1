"""What is pointed out before a proposal goes, and what is not."""

import pytest

from clientkeep.lifecycle.agreements.proposals.blocks.pointing import pointed_out
from clientkeep.lifecycle.agreements.proposals.blocks.rules import checked

WHOLE = [
    {"type": "text", "title": "Aim", "text": "More bookings by 1 May 2027."},
    {"type": "deliverables", "rows": [{"what": "Site", "revisions": "2", "criteria": "It passes the list in the annex."}]},
    {"type": "timeline", "rows": [{"what": "Draft", "when": "2027-04-01"}]},
    {"type": "out_of_scope", "rows": [{"what": "Hosting"}]},
]


def said(*more):
    return [(each.where, each.words) for each in pointed_out(checked([*WHOLE, *more]))]


def test_a_whole_proposal_is_left_in_peace():
    assert said() == []


@pytest.mark.parametrize(
    "words", ["unlimited revisions", "as many changes as you like", "support 24/7", "until you are happy", "updates forever"]
)
def test_promises_without_an_end_are_pointed_out(words):
    found = pointed_out(checked([*WHOLE, {"type": "terms", "text": f"The price holds {words}."}]))
    assert any("Name a number" in each.fix and each.words in f"The price holds {words}." for each in found)


def test_vague_words_are_pointed_out_with_what_to_write():
    found = pointed_out(checked([*WHOLE, {"type": "terms", "text": "We will send the files soon."}]))
    assert [each.where for each in found] == ["Terms"]
    assert found[0].fix


@pytest.mark.parametrize(
    ("block", "fix"),
    [
        ({"type": "timeline", "rows": [{"what": "Launch", "when": ""}]}, "date"),
        ({"type": "deliverables", "rows": [{"what": "Site", "revisions": "", "criteria": "It passes."}]}, "revisions"),
        ({"type": "deliverables", "rows": [{"what": "Site", "revisions": "0", "criteria": ""}]}, "done"),
        ({"type": "out_of_scope", "rows": []}, "left out"),
    ],
)
def test_what_a_row_leaves_open_is_pointed_out(block, fix):
    others = [each for each in WHOLE if each["type"] != block["type"]]
    assert any(fix in each.fix for each in pointed_out(checked([*others, block])))


@pytest.mark.parametrize("missing", ["deliverables", "timeline", "out_of_scope"])
def test_what_is_missing_altogether_is_pointed_out(missing):
    found = pointed_out(checked([each for each in WHOLE if each["type"] != missing]))
    assert len(found) == 1 and found[0].fix
