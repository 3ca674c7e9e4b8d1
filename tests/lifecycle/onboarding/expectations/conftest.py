"""A letter to Jo of Acme, as it is drafted from the record."""

import pytest

from clientkeep.lifecycle.onboarding.expectations.drafting import first_values
from clientkeep.lifecycle.onboarding.models import ExpectationsLetter


@pytest.fixture
def drafted(cast):
    """`drafted()` keeps a draft; what is given stands in place of the record's."""

    def drafting(**values) -> ExpectationsLetter:
        return ExpectationsLetter.begin(cast.acme, cast.by, **{**first_values(cast.acme, "Olivia North"), "contact": cast.jo, **values})

    return drafting
