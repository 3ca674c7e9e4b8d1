"""Sealed texts come back with the installation's key and with no other."""

import pytest

from clientkeep.foundation.errors import Conflict
from clientkeep.foundation.sealing import seal, unseal


@pytest.mark.parametrize("text", ["", "secret", "pässwörd ✓", "x" * 10_000])
def test_a_sealed_text_comes_back(text):
    assert unseal(seal(text)) == text


def test_a_seal_hides_the_text_and_differs_each_time():
    assert "secret" not in seal("secret")
    assert seal("secret") != seal("secret")


def test_another_key_or_a_changed_seal_is_refused(settings):
    sealed = seal("secret")
    with pytest.raises(Conflict, match="Enter it again"):
        unseal(sealed[:-4] + "AAA=")
    settings.SEALING_KEY = "another"
    with pytest.raises(Conflict):
        unseal(sealed)
