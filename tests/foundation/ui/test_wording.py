import pytest

from clientkeep.foundation.ui.wording import initials_of, state_word


@pytest.mark.parametrize(
    ("state", "label", "meaning"),
    [("paid", "Paid", "good"), ("partly_paid", "Partly paid", "waiting"), ("overdue", "Overdue", "late"), ("declined", "Declined", "broken"), ("draft", "Draft", "quiet")],
)
def test_a_state_has_a_word_a_meaning_and_a_sign(state, label, meaning):
    word = state_word(state)
    assert (word.label, word.meaning) == (label, meaning)
    assert word.sign


def test_an_unknown_state_is_quiet_unless_told_otherwise():
    assert state_word("brewing").meaning == "quiet"
    assert state_word("brewing", meaning="waiting").sign == "clock"
    assert state_word("overdue", "9 days late").label == "9 days late"


@pytest.mark.parametrize(
    ("name", "letters"), [("Bloom & Co", "BC"), ("ana", "A"), ("Łukasz Żak", "ŁŻ"), ("", "?"), ("&", "?"), ("田中 太郎", "田太")]
)
def test_initials(name, letters):
    assert initials_of(name) == letters
