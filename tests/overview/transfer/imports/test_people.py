"""A contact of a file goes onto the record and comes back the same."""

import pytest

from clientkeep.overview.transfer.imports.people import known_contact, note_with_role, values_of
from clientkeep.overview.transfer.reading.record import ImportedContact


@pytest.mark.parametrize("role", ["", "Billing", "Head of the vault"])
@pytest.mark.parametrize("others", [[], ["b@x.example", "c@x.example"]])
def test_what_is_kept_is_what_was_read(role, others):
    contact = ImportedContact(name="Ana", email="a@x.example", phone="1", title="CEO", role=role, other_emails=others)
    kept = values_of(contact)
    known = known_contact(kept["name"], kept["email"], kept["phone"], kept["title"], kept["note"])
    assert (known.name, known.email, known.phone, known.title, known.role) == ("Ana", "a@x.example", "1", "CEO", role)
    assert all(other in kept["note"] for other in others)


def test_our_own_roles_are_known_by_their_words():
    assert values_of(ImportedContact(name="Ana", role="Accounts Payable"))["roles"] == ["billing"]
    assert values_of(ImportedContact(name="Ana", role="Wizard"))["roles"] == []


def test_a_role_changes_without_touching_the_rest_of_the_note():
    assert note_with_role("Sales\nAlso reached at x", "Sales", "Billing") == "Billing\nAlso reached at x"
    assert note_with_role("Likes tea", "", "Billing") == "Billing\nLikes tea"
