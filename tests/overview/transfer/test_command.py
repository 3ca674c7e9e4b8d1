"""`clientkeep import`: the same rehearsal and run, in the terminal."""

import json

import pytest

from clientkeep.overview.transfer import command
from clientkeep.overview.transfer.models import Import
from clientkeep.relationship.clients.models import Client

from .imports.conftest import FILES, owed, own_store, people  # noqa: F401

NORTH = ["--firm", "North Studio"]


def file(tmp_path, text, name="list.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_dry_run_tells_and_writes_nothing(cast, tmp_path, capsys):
    path = file(tmp_path, people("Ana,Ruiz,Lotus,ana@lotus.example", "Ann,Lee,Bloom & Co,ann@other.example", ",,,,+1 555"))
    assert command.run([path, "--dry-run", *NORTH]) == 0
    said = capsys.readouterr().out
    assert "Row 2          new       Lotus" in said and "Row 3          conflict  Bloom & Co" in said and "Row 4          refused" in said
    assert "1 new, 0 update, 0 same, 1 conflict, 1 refused" in said and "Nothing was written." in said
    assert not Import.objects.exists() and not Client.objects.filter(name="Lotus").exists()


def test_with_yes_it_imports(cast, tmp_path, capsys):
    path = file(tmp_path, people("Ana,Ruiz,Lotus,ana@lotus.example"))
    assert command.run([path, "--yes", *NORTH]) == 0
    assert Client.objects.get(name="Lotus").workspace == cast.north and "1 created" in capsys.readouterr().out
    assert command.run([path, "--yes", *NORTH]) == 0
    assert "nothing to import" in capsys.readouterr().out and Client.objects.filter(name="Lotus").count() == 1


def test_without_yes_and_without_a_terminal_it_does_nothing(cast, tmp_path, capsys):
    path = file(tmp_path, people("Ana,Ruiz,Lotus,ana@lotus.example"))
    assert command.run([path, *NORTH]) == 2
    assert "--yes" in capsys.readouterr().err and not Client.objects.filter(name="Lotus").exists()


def test_a_question_is_answered_by_an_argument(cast, tmp_path, capsys):
    path = file(tmp_path, owed("Lotus,hi@lotus.example,10,03/04/2026,USD"))
    assert command.run([path, "--dry-run", *NORTH]) == 2
    assert "--dates dmy" in capsys.readouterr().err
    assert command.run([path, "--dry-run", "--dates", "dmy", *NORTH]) == 0


def test_a_mapping_names_columns_as_the_file_does(cast, tmp_path, capsys):
    path = file(tmp_path, "Wer;Wo;Womit\nLotus;Ulm;a@lotus.example\n")
    mapping = file(tmp_path, json.dumps({"Wer": "name", "Wo": "city", "Womit": "email"}), "map.json")
    assert command.run([path, "--mapping", mapping, "--yes", *NORTH]) == 0
    assert Client.objects.get(name="Lotus").city == "Ulm"
    for wrong in ('{"Wer": "nonsense"}', '{"Nobody": "name"}', "[1, 2]", "not json"):
        assert command.run([path, "--mapping", file(tmp_path, wrong, "wrong.json"), "--dry-run", *NORTH]) == 2


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04workbook", b"\x89PNG\r\n\x1a\n"])
def test_a_file_that_is_no_list_is_refused(cast, tmp_path, capsys, content):
    (tmp_path / "bad.csv").write_bytes(content)
    assert command.run([str(tmp_path / "bad.csv"), "--dry-run", *NORTH]) == 1
    assert capsys.readouterr().err


def test_the_firm_is_named_where_there_are_several(cast, tmp_path, capsys):
    path = file(tmp_path, people("Ana,Ruiz,Lotus,ana@lotus.example"))
    assert command.run([path, "--dry-run"]) == 2
    assert "South Studio" in capsys.readouterr().err
    assert command.run([path, "--dry-run", "--firm", "Nobody"]) == 2


def test_a_file_cannot_steer_the_terminal(cast, tmp_path, capsys):
    path = file(tmp_path, people("Ana,Ruiz,Lo\x1b[2Jtus,ana@lotus.example"))
    command.run([path, "--dry-run", *NORTH])
    assert "\x1b" not in capsys.readouterr().out
