"""vCards of three versions in one file; a bad one is named and the others go on."""

from pathlib import Path

import pytest
import vobject

from clientkeep.overview.transfer.reading import errors
from clientkeep.overview.transfer.reading.limits import Limits
from clientkeep.overview.transfer.reading.upload import open_upload
from clientkeep.overview.transfer.reading.vcard import is_vcard, read_vcards
from clientkeep.overview.transfer.reading.vcard_lines import read_cards

CARDS = (Path(__file__).parent.parent / "files" / "cards.vcf").read_bytes()


def test_three_versions_in_one_file():
    clients = {client.name: client for client in open_upload(CARDS).clients()}
    ferro = clients["Ferro Ceramics"]
    lia, tom = ferro.contacts
    assert ferro.row_numbers == [1, 4] and ferro.country == "IT" and ferro.line1 == "Via Roma 1, int. 2"
    assert (lia.email, lia.other_emails, lia.title, lia.role) == ("lia@ferro.example", ["lia@home.example"], "Founder", "Sales")
    assert ferro.notes == "First line\nsecond, with comma and a very long text that is folded in the middle"
    assert ferro.tags == ["Clients", "Ceramics"]
    assert (tom.email, tom.phone) == ("tom@ferro.example", "+39-055-550-101 x7")
    joerg = clients["Jörg Müller"]
    assert (joerg.line1, joerg.city, joerg.country) == ("Königstraße 7", "Köln", "DE") and not joerg.is_company


def test_bad_cards_are_named_by_number():
    refused = {client.row_numbers[0]: client.problems[0].message for client in open_upload(CARDS).clients() if client.refused}
    assert refused == {
        3: "This line is not of a vCard: “this is not a property”.",
        5: "The card has no end (END:VCARD).",
    }


def test_cards_written_by_another_library():
    card = vobject.vCard()
    card.add("n").value = vobject.vcard.Name(family="Ångström", given="Åsa")
    card.add("fn").value = "Åsa Ångström"
    card.add("org").value = ["Norr; & Söner", "Kök"]
    card.add("email").value = "asa@norr.example"
    card.add("adr").value = vobject.vcard.Address(street="Storgatan 1; uppg. B", city="Luleå", code="972 31", country="Sweden")
    card.add("note").value = "Rad ett, med komma\nrad två; slut. " + "lång text " * 30
    (client,) = open_upload(card.serialize().encode()).clients()
    assert client.name == "Norr; & Söner" and client.contacts[0].name == "Åsa Ångström"
    assert (client.line1, client.city, client.country) == ("Storgatan 1; uppg. B", "Luleå", "SE")
    assert client.notes == card.note.value.strip()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_encodings(encoding):
    data = "BEGIN:VCARD\nVERSION:3.0\nFN:Zoë Müller\nEND:VCARD\n".encode(encoding)
    assert is_vcard(data)
    assert next(open_upload(data).clients()).name == "Zoë Müller"


def test_a_company_card_and_a_foreign_charset():
    text = b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:B=E4cker\r\nORG:Acme\r\nX-ABShowAs:COMPANY\r\nEND:VCARD\r\n"
    (card,) = read_cards(text.decode().splitlines())
    assert card.first("FN") == "Bäcker"
    (client,) = open_upload(text).clients()
    assert client.name == "Acme" and client.is_company and not client.contacts


def test_pictures_and_endless_cards_do_no_harm():
    picture = b"PHOTO;ENCODING=b:" + b"/9j/\r\n " * 100_000
    data = b"BEGIN:VCARD\nFN:Ana\n" + picture + b"\nEND:VCARD\nBEGIN:VCARD\nFN:Bo\n" + b"TEL:123\n" * 2_000 + b"END:VCARD\n"
    ana, bo = open_upload(data).clients()
    assert not ana.refused and bo.refused and "more than 1,000 lines" in bo.problems[0].message


def test_limits_and_the_empty_file():
    with pytest.raises(errors.EmptyFile):
        read_vcards(b"\r\n")
    with pytest.raises(errors.TooManyRows):
        read_vcards(b"BEGIN:VCARD\nFN:A\nEND:VCARD\n" * 4, Limits(rows=3))
    with pytest.raises(errors.FieldTooLong, match="Card 1"):
        read_vcards(b"BEGIN:VCARD\nNOTE:" + b"x" * 30 + b"\nEND:VCARD\n", Limits(field=20))
    with pytest.raises(errors.FileTooLarge):
        read_vcards(b"BEGIN:VCARD\n", Limits(bytes=5))
