"""Tax ids and phone numbers of several countries."""

import pytest

from clientkeep.relationship.clients.checking import doubt_about_tax_id, written_phone


@pytest.mark.parametrize(
    ("number", "country"),
    [("DE 136 695 976", "DE"), ("136695976", "DE"), ("ATU13585627", "AT"), ("EL094259216", "GR"), ("GB980780684", "GB"),
     ("CHE-100.155.212", "CH"), ("53 004 085 616", "AU"), ("", "DE"), ("anything", "JP"), ("FR83404833048", "")],
)  # fmt: skip
def test_right_numbers_raise_no_doubt(number, country):
    assert doubt_about_tax_id(number, country) == ""


@pytest.mark.parametrize(("number", "country"), [("DE136695977", "DE"), ("ATU13585628", "AT"), ("53 004 085 617", "AU"), ("DE12", "")])
def test_a_mistyped_digit_is_doubted_in_words(number, country):
    assert number in doubt_about_tax_id(number, country)


@pytest.mark.parametrize(
    ("typed", "country", "written"),
    [("503 555 0134", "US", "+1 503-555-0134"), ("+49 30 901820", "US", "+49 30 901820"), ("ask at the desk", "US", "ask at the desk"),
     ("12", "US", "12"), ("030 901820", "", "030 901820")],
)  # fmt: skip
def test_phones_are_written_as_their_country_does(typed, country, written):
    assert written_phone(typed, country) == written
