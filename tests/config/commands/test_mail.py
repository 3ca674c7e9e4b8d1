"""Fetching and filing from the command line."""

import io
import sys
from types import SimpleNamespace

import pytest

from clientkeep.config.commands import mail as command
from clientkeep.relationship.conversations.models import Arrival, Message
from tests.mails import UNREADABLE, mail


def file(path, firm=None, sent=False):
    return command.run(SimpleNamespace(act="file", path=str(path), firm=firm, sent=sent))


def test_a_file_is_filed_once(cast, tmp_path, capsys):
    (tmp_path / "a.eml").write_bytes(mail())
    firm = str(cast.north.pk)
    assert [file(tmp_path / "a.eml", firm), file(tmp_path / "a.eml", firm)] == [0, 0]
    assert capsys.readouterr().out.split() == ["filed", "known"]
    assert Message.objects.get().client == cast.acme


def test_what_is_piped_in_is_filed(cast, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(mail(sender="x@y.example"))))
    assert file("-", str(cast.north.pk)) == 0 and Arrival.objects.get().state == "tray"


@pytest.mark.parametrize("firm", [None, "nonsense", "01900000-0000-7000-8000-000000000000"])
def test_without_a_firm_nothing_is_filed(cast, tmp_path, firm, capsys):
    (tmp_path / "a.eml").write_bytes(mail())
    assert file(tmp_path / "a.eml", firm) == 1 and capsys.readouterr().err
    assert not Message.objects.exists()


def test_what_cannot_be_read_is_told(cast, tmp_path, capsys):
    (tmp_path / "a.eml").write_bytes(UNREADABLE["500 parts"])
    assert file(tmp_path / "a.eml", str(cast.north.pk)) == 1
    assert "200 parts" in capsys.readouterr().out
    assert file(tmp_path / "absent.eml", str(cast.north.pk)) == 1


def test_fetching_without_a_mailbox_says_so(cast, capsys):
    assert command.run(SimpleNamespace(act="fetch", address=None)) == 1
    assert "no mailbox" in capsys.readouterr().err
