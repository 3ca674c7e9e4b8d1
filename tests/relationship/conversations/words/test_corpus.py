"""Each line of the corpus is read as it was set by hand."""

import pytest

from .reading_aloud import expected, pairs, told

FILES = ("first.txt", "fresh.txt")
EVERY = [pair for name in FILES for pair in pairs(name)]


def test_the_corpus_is_whole():
    assert len(EVERY) >= 270
    assert len({pair.written for pair in EVERY}) == len(EVERY)


@pytest.mark.parametrize("pair", EVERY, ids=lambda pair: pair.written[:60])
def test_a_line_is_read_as_it_was_set_by_hand(pair):
    assert told(pair) == expected(pair)
