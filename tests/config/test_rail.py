"""The rail: each place has a letter of its own after "g"."""

from clientkeep.config.rail import FOOT, PLACES


def test_no_two_places_share_a_letter():
    letters = [letter for *_, letter, _ in (*PLACES, *FOOT)]
    assert len(set(letters)) == len(letters), letters
