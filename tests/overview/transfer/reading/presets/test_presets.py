"""A tool is known by its columns in any order, with some missing and others added, and never by half."""

import random

import pytest

from clientkeep.overview.transfer.reading.fields import FIELDS
from clientkeep.overview.transfer.reading.presets import BY_SLUG, PRESETS, clear_best, recognise

TWICE = {("invoice-ninja-v4", "phone"), ("invoice-ninja-v4", "telefon"), ("invoice-ninja-v4", "telefono"), ("invoice-ninja-v4", "telephone")}


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.slug)
def test_the_whole_header_in_any_order_case_and_dress(preset):
    headers = [known.header for known in preset.known]
    for seed in range(5):
        random.Random(seed).shuffle(headers)
        dressed = [f"* {header.upper()} " if number % 2 else f" {header.lower()}*" for number, header in enumerate(headers)]
        assert clear_best(dressed) is preset


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.slug)
def test_extra_columns_do_not_hide_a_tool_and_missing_optional_ones_neither(preset):
    for tell in preset.tells:
        assert clear_best([*tell, "Shoe size", "Favourite cake"]) is preset


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.slug)
def test_every_column_has_a_field_and_no_word_two_meanings(preset):
    seen = {}
    for known in preset.known:
        assert known.field in FIELDS
        for word in known.words:
            if (preset.slug, word) not in TWICE:
                assert seen.setdefault(word, known.header) == known.header
    assert all(header in {known.header for known in preset.known} for tell in preset.tells for header in tell)


@pytest.mark.parametrize(
    "headers",
    [
        ["Name", "Email", "Phone", "Company"],
        ["Name"],
        ["First Name", "Last Name", "Email"],
        ["Colour", "Taste"],
        ["Date", "Client", "Project", "Task", "Notes", "Hours"],
        [],
    ],
)
def test_common_words_alone_are_no_tool(headers):
    assert clear_best(headers) is None


def test_ranking_is_best_first_and_translated_headers_count():
    headers = ["Vorname", "Nachname", "Firma", "Straße geschäftlich", "Ort geschäftlich", "E-Mail-Adresse"]
    ranked = recognise(headers)
    assert ranked[0][0].slug == "outlook" and [score for _, score in ranked] == sorted((s for _, s in ranked), reverse=True)
    assert clear_best(["Datensatz-ID", "Vorname", "Nachname", "E-Mail"]).slug == "hubspot-contacts"
    assert clear_best(["Nombre completo", "Empresa", "Correo electrónico", "Teléfono", "Saldo inicial"]).slug == "quickbooks"


def test_the_second_phone_of_invoice_ninja_is_the_contacts():
    mapping = BY_SLUG["invoice-ninja-v4"].mapping(["Name", "Phone", "Balance", "Paid to Date", "Email", "Phone (2)"])
    assert [column.field for column in mapping.columns] == ["name", "phone", "opening_balance", "ignore", "contact_email", "contact_phone"]
