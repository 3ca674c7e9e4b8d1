"""U4, U5: names are cleaned once, then checked; nothing hides behind an unseen sign."""

import pytest

from clientkeep.foundation.errors import Invalid
from clientkeep.workspace.files.naming import clean_name


@pytest.mark.parametrize(
    "name, cleaned",
    [
        ("Brief.pdf", "Brief.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\fakepath\\Logo final.png", "Logo final.png"),
        ("in\u200bvoice\u202egpj.exe", "invoicegpj.exe"),
        ("a\r\nBcc; x\x00y\x85z.txt", "aBcc; xyz.txt"),
        ("  spaces   inside .txt ", "spaces inside .txt"),
        ("Übersicht – März.csv", "Übersicht – März.csv"),
        ("見積書.pdf", "見積書.pdf"),
        ("report.pdf. . .", "report.pdf"),
        ("x" * 400 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_names_are_cleaned(name, cleaned):
    assert clean_name(name) == cleaned


@pytest.mark.parametrize(
    "name",
    [
        "", " ", "\u200b", "...", "..", "/", "a/", "\\",
        ".htaccess", "\u200b.htaccess", ".\u200bhtaccess", "\u202e.htaccess", "\ufeff.HTACCESS", "．htaccess", "x/.htaccess",
        ".env", ".user.ini", "web.config", "WEB.CONFIG", "php.ini",
        "CON", "con.txt", "NUL", "LPT1.pdf", "com1", "aux.tar.gz",
        "a／b.txt", "name:stream.txt", "file.txt::$DATA",
    ],
)  # fmt: skip
def test_names_that_rule_or_trick_are_refused(name):
    with pytest.raises(Invalid) as refused:
        clean_name(name)
    assert refused.value.field == "name"


def test_cleaning_a_clean_name_changes_nothing():
    for name in ("a.b.c.pdf", "Ümläut.txt", "100% sure (v2).docx"):
        assert clean_name(clean_name(name)) == clean_name(name) == name
