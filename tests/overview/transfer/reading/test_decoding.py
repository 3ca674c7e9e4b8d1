"""Encodings told by their letters."""

import pytest

from clientkeep.overview.transfer.reading.decoding import guess_encoding
from clientkeep.overview.transfer.reading.source import read_table

GERMAN = "Name;Straße;Ort\nMüller & Söhne;Königstraße 7;Köln\nGröße Öl GmbH;Über den Dächern 3;Nürnberg\n"
FRENCH = "Nom;Rue;Ville\nAtelier Lefèvre;8 rue de la Paix;Évry\nCafé Noël;Allée des Érables;Besançon\n"


@pytest.mark.parametrize("text", [GERMAN, FRENCH])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"]
)
def test_western_text_in_every_usual_encoding(text, encoding):
    table = read_table(text.encode(encoding))
    assert [row.cells for row in table.rows()] == [line.split(";") for line in text.splitlines()[1:]]


@pytest.mark.parametrize("end", ["\r", "\n"])
def test_mac_roman(end):
    data = GERMAN.replace("\n", end).encode("mac_roman")
    assert guess_encoding(data) == "mac_roman"


def test_the_euro_sign_of_windows():
    assert read_table("Name;Saldo\nMüller;12,00 €\n".encode("cp1252")).sample()[0].cells == ["Müller", "12,00 €"]


def test_cyrillic_and_japanese():
    russian = "Имя;Город\nООО Ромашка;Москва\nИван Петров;Казань\nМария Сидорова;Новосибирск\n" * 3
    assert read_table(russian.encode("cp1251")).sample()[0].cells == ["ООО Ромашка", "Москва"]
    assert read_table(russian.encode("utf-16-le")).sample()[0].cells == ["ООО Ромашка", "Москва"]
    assert read_table("会社名,都市\n青山商店,東京\n".encode()).sample()[0].cells == ["青山商店", "東京"]


def test_utf8_with_one_damaged_byte_stays_utf8():
    data = (GERMAN * 10).encode() + b"Damaged \xff;x;y\n"
    assert guess_encoding(data) == "utf-8"
