"""A letter to Jo of Acme, as it is drafted from the record and filled in."""

import re

import pytest

from clientkeep.lifecycle.onboarding.expectations.drafting import first_values
from clientkeep.lifecycle.onboarding.models import ExpectationsLetter


def filled(text: str) -> str:
    """The text with each line that stood in brackets filled."""
    return re.sub(r"(?m)^- \(.*\)$", "- As we agreed", text)


@pytest.fixture
def drafted(cast):
    """`drafted()` keeps a draft; what is given stands in place of the record's."""

    def drafting(**values) -> ExpectationsLetter:
        first = first_values(cast.acme, "Olivia North")
        return ExpectationsLetter.begin(cast.acme, cast.by, **{**first, "text": filled(first["text"]), "contact": cast.jo, **values})

    return drafting
