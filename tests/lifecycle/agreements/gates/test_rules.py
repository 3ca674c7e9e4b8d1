"""When a gate is open."""

from hypothesis import given
from hypothesis import strategies as st

from clientkeep.lifecycle.agreements.gates.rules import in_words, is_open, missing

SLUGS = st.lists(st.sampled_from(["agreed", "deposit", "intake", "kickoff"]), unique=True)


@given(SLUGS, SLUGS, st.booleans())
def test_it_is_open_when_every_need_holds_or_it_was_overridden(needs, holding, overridden):
    assert is_open(needs, holding, overridden) == (overridden or set(needs) <= set(holding))
    assert missing(needs, holding) == [slug for slug in needs if slug not in holding]


def test_words_are_joined_as_people_do():
    assert [in_words(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
