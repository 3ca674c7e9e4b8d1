"""Columns to fields, by words of four languages, and back from JSON."""

import pytest

from clientkeep.overview.transfer.reading.mapping import Mapping, guess_mapping
from clientkeep.overview.transfer.reading.upload import open_upload


def fields(*headers):
    return [column.field for column in guess_mapping(list(headers)).columns]


def test_words_of_four_languages():
    expected = ["name", "line1", "postal_code", "city", "country", "email", "phone", "tax_id"]
    assert fields("Client Name", "Street", "ZIP", "Town", "Country", "E-mail", "Phone", "VAT no.") == expected
    assert fields("Kunde", "Straße", "PLZ", "Ort", "Land", "E-Mail-Adresse", "Telefon", "USt-IdNr.") == expected
    assert fields("Nom du client", "Rue", "Code postal", "Ville", "Pays", "Courriel", "Téléphone", "N° TVA") == expected
    assert fields("Cliente", "Calle", "Código postal", "Ciudad", "País", "Correo electrónico", "Teléfono", "NIF") == expected


def test_case_spaces_stars_and_brackets_do_not_matter():
    assert fields("* CLIENT_NAME ", "e-mail [main]", "Phone (optional)", "post-code") == ["name", "email", "phone", "postal_code"]


def test_unknown_columns_are_kept_and_doubles_do_not_fight():
    assert fields("Name", "Shoe size", "City", "Town") == ["name", "custom", "city", "custom"]


def test_a_name_beside_a_company_is_a_person():
    mapping = guess_mapping(["Name", "Company", "Email"])
    assert [column.field for column in mapping.columns] == ["person", "company", "email"] and mapping.people


def test_a_mapping_survives_json_and_is_corrected_by_hand():
    data = b"Wer,Mail\nAcme,a@acme.example\n"
    guessed = open_upload(data).mapping
    chosen = Mapping.from_json(guessed.with_field(0, "name").as_json())
    assert chosen == guessed.with_field(0, "name")
    (client,) = open_upload(data, mapping=chosen).clients()
    assert client.name == "Acme" and client.email == "a@acme.example"


def test_fields_that_do_not_exist_are_refused():
    mapping = guess_mapping(["Name"])
    with pytest.raises(ValueError, match="no field"):
        mapping.with_field(0, "password")
    stored = mapping.as_json()
    stored["columns"][0]["field"] = "password"
    with pytest.raises(ValueError, match="no field"):
        Mapping.from_json(stored)
