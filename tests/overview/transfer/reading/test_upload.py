"""The files of each tool, as the tool writes them: recognised, and read to the right clients."""

import resource
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientkeep.overview.transfer.reading.building import Answers
from clientkeep.overview.transfer.reading.errors import UnreadableFile
from clientkeep.overview.transfer.reading.record import Balance, as_json, from_json
from clientkeep.overview.transfer.reading.rehearsal import Action, rehearse
from clientkeep.overview.transfer.reading.upload import open_upload

FILES = Path(__file__).parent.parent / "files"


def clients_of(name: str, **answers) -> dict:
    upload = open_upload((FILES / name).read_bytes())
    return {client.name: client for client in upload.clients(Answers(**answers))}


@pytest.mark.parametrize(
    ("name", "preset", "count"),
    [
        ("google_contacts.csv", "google", 2),
        ("google_contacts_older.csv", "google-older", 1),
        ("hubspot_contacts.csv", "hubspot-contacts", 2),
        ("hubspot_kontakte_de.csv", "hubspot-contacts", 1),
        ("hubspot_companies.csv", "hubspot-companies", 2),
        ("invoice_ninja_v4.csv", "invoice-ninja-v4", 3),
        ("invoice_ninja_v5.csv", "invoice-ninja-v5", 2),
        ("freshbooks_classic.csv", "freshbooks-classic", 2),
        ("freshbooks_current.csv", "freshbooks", 2),
        ("quickbooks_customers.csv", "quickbooks", 3),
        ("xero_contacts.csv", "xero", 2),
        ("stripe_customers.csv", "stripe", 3),
        ("outlook_contacts.csv", "outlook", 2),
        ("outlook_older.csv", "outlook", 1),
        ("outlook_kontakte_de.csv", "outlook", 1),
        ("outlook_contacts_fr.csv", "outlook", 1),
        ("wave_customers.csv", "wave", 1),
        ("zoho_contacts.csv", "zoho", 1),
        ("pipedrive_people.csv", "pipedrive", 1),
        ("linkedin_connections.csv", "linkedin", 2),
        ("kundenliste_de.csv", None, 2),
        ("mac_clients.csv", None, 2),
        ("dubsado_clients.csv", None, 2),
    ],
)
def test_each_file_is_recognised_and_gives_its_clients(name, preset, count):
    upload = open_upload((FILES / name).read_bytes())
    assert (upload.preset.slug if upload.preset else None) == preset
    assert upload.needs_mapping is (preset is None)
    clients = list(upload.clients())
    assert len(clients) == count
    assert not any(client.refused for client in clients)


def test_contacts_of_one_company_become_one_client():
    clients = clients_of("google_contacts.csv")
    coffee = clients["Harbour Coffee"]
    assert coffee.is_company and coffee.row_numbers == [2, 3]
    assert [contact.name for contact in coffee.contacts] == ["Ana Kim", "Bo Lind"]
    assert coffee.contacts[0].other_emails == ["ana.kim@home.example"]
    assert coffee.contacts[0].other_phones == ["+1 555 010 0002"]
    assert coffee.notes == 'Likes short calls.\nPrefers "email".'
    assert coffee.tags == ["Clients"] and coffee.custom == {"Source": "Fair"}
    assert (coffee.line1, coffee.line2, coffee.country) == ("12 Pier Road", "Unit 4", "US")
    assert coffee.website == "https://harbour.example"
    person = clients["Zoë Achterberg"]
    assert not person.is_company and person.email == "zoe@achterberg.example"


def test_invoice_ninja_4_has_two_phones_and_a_balance():
    clients = clients_of("invoice_ninja_v4.csv")
    acme = clients["Acme Studio"]
    assert (acme.phone, acme.contacts[0].phone) == ("303-555-0100", "303-555-0101")
    assert acme.opening_balance == Balance(Decimal("1234.50"), "USD") and acme.external == ("invoice-ninja", "C-1")
    assert acme.row_numbers == [5]
    north = clients["Nordlicht GmbH"]
    assert north.opening_balance == Balance(Decimal("-142.85"), "EUR")
    assert (north.line1, north.city, north.country, north.tax_id) == ("Hafenstraße 3", "Hamburg", "DE", "DE136695976")
    assert clients["Quiet Fox"].opening_balance is None


def test_invoice_ninja_5_lists_a_client_once_per_contact():
    kite = clients_of("invoice_ninja_v5.csv", balance_currency="EUR")["Blue Kite"]
    assert [contact.email for contact in kite.contacts] == ["chloe@bluekite.example", "hugo@bluekite.example"]
    assert kite.opening_balance == Balance(Decimal("1500.00"), "EUR")
    assert kite.payment_terms_days == 14 and kite.currency == ""
    assert [problem.field for problem in kite.problems] == ["currency"]


def test_quickbooks_balances_dates_and_closing_line():
    clients = clients_of("quickbooks_customers.csv")
    assert set(clients) == {"Amy's Bird House", "Cool Cars", "Kate Whelan"}
    birds = clients["Amy's Bird House"]
    assert birds.opening_balance == Balance(Decimal("239.00"), "USD")
    assert birds.opening_balance_date.isoformat() == "2026-03-04"
    assert [contact.email for contact in birds.contacts] == ["office@birds.example"]
    assert clients["Cool Cars"].opening_balance.amount == Decimal("-12.00")
    assert clients["Cool Cars"].legal_name == "Cool Cars Inc"
    assert clients["Kate Whelan"].opening_balance is None and not clients["Kate Whelan"].is_company


def test_xero_terms_are_days_or_a_problem():
    clients = clients_of("xero_contacts.csv")
    assert clients["City Limousines"].payment_terms_days == 14
    ridgeway = clients["Ridgeway University"]
    assert ridgeway.payment_terms_days is None and ridgeway.problems[0].field == "payment_terms_days"
    assert ridgeway.phone == "01634 555010" and ridgeway.line2 == "Building 3"


def test_stripe_customers_without_a_name_and_with_metadata():
    clients = clients_of("stripe_customers.csv")
    assert clients["Lee Wong"].custom == {"tier": "gold"} and not clients["Lee Wong"].is_company
    assert clients["only@mail.example"].external == ("stripe", "cus_B2")
    assert clients["Brightworks GmbH"].is_company


def test_a_german_list_with_title_lines_is_mapped_by_its_words():
    upload = open_upload((FILES / "kundenliste_de.csv").read_bytes())
    assert upload.file.encoding == "cp1252" and upload.file.delimiter == ";"
    assert [question.slug for question in upload.questions()] == ["balance_currency"]
    clients = {client.name: client for client in upload.clients(Answers(balance_currency="EUR"))}
    assert clients["Müller & Co. KG"].opening_balance == Balance(Decimal("1234.50"), "EUR")
    assert clients["Müller & Co. KG"].opening_balance_date.isoformat() == "2026-11-03"
    assert clients["Müller & Co. KG"].custom == {"Lieblingskuchen": "Käse"}
    assert clients["Bäckerei Öz"].opening_balance == Balance(Decimal("-12.00"), "EUR")
    assert clients["Bäckerei Öz"].country == "AT"


def test_outlook_in_german_and_old_mac_letters():
    moebel = clients_of("outlook_kontakte_de.csv")["Groß Möbel OHG"]
    assert moebel.contacts[0].name == "Jürgen Groß" and moebel.line1 == "Königstraße 7"
    assert moebel.notes == "Zahlt\npünktlich"
    mac = clients_of("mac_clients.csv")
    assert mac["Café Fürst"].city == "Zürich" and mac["Garçon & Fils"].contacts[0].first == "André"


def test_private_address_serves_where_there_is_no_other():
    clients = clients_of("outlook_contacts.csv")
    assert clients["Ole Moe"].line1 == "Lia 4"
    assert clients["Fjord Design AS"].line1 == "Storgata 1"
    assert clients["Fjord Design AS"].custom["Second address"] == "Hjemveien 2, Bergen, Norway"


def test_unclear_dates_and_amounts_are_asked_once():
    data = b"Name,Balance,Balance Date\nA,1.200,03/04/2026\nB,2.500,05/06/2026\n"
    upload = open_upload(data)
    assert [question.slug for question in upload.questions()] == ["date_order", "decimal_mark", "balance_currency"]
    unread = next(upload.clients())
    assert unread.opening_balance is None and {each.field for each in unread.problems} == {
        "opening_balance", "opening_balance_date"}  # fmt: skip
    read = next(upload.clients(Answers(decimal_mark=",", balance_currency="EUR")))
    assert read.opening_balance == Balance(Decimal("1200"), "EUR")


def test_rows_without_a_name_are_refused_with_their_number():
    clients = list(open_upload(b"Name,Email,City\nAcme,a@acme.example,Bonn\n,,Bonn\n").clients())
    assert [client.refused for client in clients] == [False, True]
    assert clients[1].row_numbers == [3] and "no name" in clients[1].problems[0].message


def test_rows_of_one_client_that_disagree_need_a_choice():
    data = b"Client Name,City,Email\nAcme,Bonn,a@acme.example\nACME,Kiel,b@acme.example\n"
    (client,) = open_upload(data).clients()
    assert client.row_numbers == [2, 3]
    (problem,) = [each for each in client.problems if each.choice]
    assert problem.message == "Rows 2 and 3 disagree: “Bonn” and “Kiel”."
    assert client.emails == ["a@acme.example", "b@acme.example"]


def test_more_contacts_than_a_client_may_have_are_refused_quickly():
    rows = "".join(f"P{n},Lane,Freelance,p{n}@x.example\n" for n in range(5_000))
    start = time.process_time()
    (client,) = open_upload(f"First Name,Last Name,Company,Email\n{rows}".encode()).clients()
    assert client.refused and len(client.contacts) == 101 and len(client.row_numbers) == 5_000
    assert [each.field for each in client.problems] == ["contacts"] and time.process_time() - start < 5


def test_a_list_of_invoices_is_told_from_a_list_of_clients():
    upload = open_upload(b"Client Name,Invoice #,Date Issued,Item Name,Line Total\nAcme,7,2026-01-02,Logo,10\n")
    assert upload.needs_mapping and "something else than clients" in upload.notices[0]
    assert not open_upload(b"Client Name,Email\nAcme,a@acme.example\n").notices


def test_every_record_survives_being_kept_as_json():
    for path in sorted(FILES.glob("[!.]*")):
        for client in open_upload(path.read_bytes()).clients():
            assert from_json(as_json(client)) == client


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_give_records_or_a_named_error(data):
    read_all(data)


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=5), max_size=8), st.sampled_from(",;\t|"),
       st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman"]), st.sampled_from(["\n", "\r\n", "\r"]))  # fmt: skip
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_table_gives_records_or_a_named_error(rows, delimiter, encoding, end):
    text = f"Name{delimiter}Email{delimiter}Balance{delimiter}Date{delimiter}Phone{end}"
    text += end.join(delimiter.join(row) for row in rows)
    read_all(text.encode(encoding, "replace"))


@given(st.lists(st.text(alphabet='\r\n\t ,;"=:\\BEGINVCARD.FNTYPEenda', max_size=30), max_size=12))
@settings(max_examples=200, deadline=None)
def test_any_card_gives_records_or_a_named_error(lines):
    read_all(("BEGIN:VCARD\r\n" + "\r\n".join(lines)).encode())


def read_all(data: bytes) -> None:
    try:
        upload = open_upload(data)
    except UnreadableFile as error:
        assert str(error) and error.code
        return
    upload.questions()
    steps = list(rehearse(upload.clients(), []))
    assert all(step.action in Action for step in steps)
    assert sum(len(step.row_numbers) for step in steps) <= upload.row_count


def test_a_hundred_thousand_rows_are_read_and_rehearsed_in_bounds():
    head = "*ContactName,AccountNumber,EmailAddress,FirstName,LastName,POAddressLine1,POCity,POPostalCode,POCountry,PhoneNumber"
    rows = (f'"Firm {i}, Ltd",A{i},c{i}@firm{i}.example,Ana,Kim{i},{i} Main Street,Berlin,10115,Germany,+49 30 {i:07}' for i in range(100_000))
    data = "\n".join((head, *rows)).encode()
    before, start = peak_mb(), time.process_time()
    upload = open_upload(data)
    assert upload.row_count == 100_000 and time.process_time() - start < 10
    counts = dict.fromkeys(Action, 0)
    for step in rehearse(upload.clients(), []):
        counts[step.action] += 1
    assert counts[Action.NEW] == 100_000
    assert time.process_time() - start < 45
    assert peak_mb() - before < 120


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1024)
