"""Blocks from outside: what is refused, and at which field."""

import pytest

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.agreements.proposals.blocks import choosing, rules, schedule


@pytest.mark.parametrize(
    ("blocks", "field"),
    [
        ("text", "blocks"),
        ([{"type": "video"}], "blocks[0].type"),
        (["text"], "blocks[0].type"),
        ([{"type": "text", "colour": "red"}], "blocks[0].colour"),
        ([{"type": "text", "title": "x" * 201}], "blocks[0].title"),
        ([{"type": "text", "text": ["x"]}], "blocks[0].text"),
        ([{"type": "text", "id": "b1"}, {"type": "text", "id": "b1"}], "blocks[1].id"),
        ([{"type": "text", "id": "<b>"}], "blocks[0].id"),
        ([{"type": "price"}, {"type": "price"}], "blocks[1].type"),
        ([{"type": "timeline", "rows": [{"what": "x", "why": "y"}]}], "blocks[0].rows[0].why"),
        ([{"type": "timeline", "rows": ["x"]}], "blocks[0].rows"),
        ([{"type": "deliverables", "rows": [{"what": "x", "revisions": "two"}]}], "blocks[0].rows[0].revisions"),
        ([{"type": "package", "recommended": True}, {"type": "package", "recommended": True}], "blocks"),
        ([{"type": "text"}] * 41, "blocks"),
        ([{"type": "package"}] * 7, "blocks"),
        ([{"type": "timeline", "rows": [{"what": "x"}] * 61}], "blocks[0].rows"),
        ([{"type": "text", "text": "x" * 20_001}], "blocks[0].text"),
    ],
)
def test_what_is_wrong_is_named(blocks, field):
    with pytest.raises(Invalid) as refusal:
        rules.checked(blocks)
    assert refusal.value.field == field


def test_blocks_keep_their_ids_and_new_ones_get_free_ones():
    made = rules.checked([{"type": "text", "id": "b7"}, {"type": "terms"}])
    assert [block["id"] for block in made] == ["b7", "b8"]
    assert rules.checked(made) == made


def test_control_signs_are_dropped():
    assert rules.checked([{"type": "text", "text": "a\x00b\r\nc"}])[0]["text"] == "ab\nc"


def test_every_price_is_each_package_bare_and_with_all_options():
    blocks = rules.checked([{"type": "package"}, {"type": "package"}, {"type": "options", "rows": [{}, {}]}])
    assert [(each.package, len(each.options)) for each in choosing.every_price(blocks)] == [("b1", 0), ("b1", 2), ("b2", 0), ("b2", 2)]


@pytest.mark.parametrize(("total", "parts"), [(100, [33, 33, 34]), (101, [33, 33, 35]), (0, [0, 0, 0])])
def test_shares_sum_to_the_price_exactly(total, parts):
    rows = [{"what": "", "share": share, "when": ""} for share in ("33%", "33%", "34%")]
    assert sum(schedule.amounts(rows, total, 2)) == total
    assert schedule.amounts(rows, total, 2) == parts


def test_percents_and_amounts_mix_where_they_sum():
    rows = [{"what": "", "share": "1000", "when": ""}, {"what": "", "share": "50%", "when": ""}]
    assert schedule.short_by(rows, 200_000, 2) == 0
    assert schedule.short_by(rows, 300_000, 2) == 50_000
