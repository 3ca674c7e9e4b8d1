"""Vague words are found where a person set them by hand, and nowhere else."""

import re
from pathlib import Path

import pytest

from clientkeep.relationship.conversations.vague import find, marked
from tests.timing import measured

LINES = Path(__file__).with_name("corpus.txt").read_text().splitlines()
SET = re.compile(r"\[\[(.+?)\]\]")


@pytest.mark.parametrize("line", LINES)
def test_the_corpus(line):
    expected, text = SET.findall(line), SET.sub(r"\1", line)
    assert [each.words for each in find(text)] == expected


def test_the_corpus_holds_lines_of_both_kinds():
    clear = [line for line in LINES if not SET.search(line)]
    assert len(LINES) >= 80
    assert len(clear) >= 35
    assert len(LINES) - len(clear) >= 45


def test_spans_are_the_words_and_each_has_a_suggestion():
    text = "We'll send some photos soon,\nand [maybe] a few more. We will call you."
    found = find(text)
    assert [text[each.start : each.end] for each in found] == [each.words for each in found]
    assert all(each.suggestion.endswith(".") for each in found)
    assert {each.kind for each in found} == {"how_many", "when", "unsure", "undated"}
    assert "".join(words for words, _ in marked(text, found)) == text


def test_a_clear_text_is_one_piece():
    assert marked("On 12 May.", []) == [("On 12 May.", None)]
    assert find("") == []


@pytest.mark.parametrize("text", ["soon " * 4000, "we will " * 2500, "a" * 20_000, "1." * 10_000, "about 1" + ",1" * 9_000, "\n" * 20_000, "no " * 6000])
def test_long_texts_are_read_quickly(text):
    with measured() as took:
        find(text)
    assert took.seconds < 1
