"""People are called by their first name in letters, not by their title."""

import pytest

from clientkeep.relationship.clients.calling import first_name


@pytest.mark.parametrize(
    "name, called",
    [
        ("Dr Nadia Osei", "Nadia"), ("Prof. Dr. Anna Weiß", "Anna"), ("Jo March", "Jo"), ("Mr. Bean", "Bean"), ("  Jo  ", "Jo"),
        ("Office", "Office"), ("Dr.", "Dr."), ("", ""), ("M'hamed Aziz", "M'hamed"),
    ],
)  # fmt: skip
def test_who_is_called_how(name, called):
    assert first_name(name) == called
