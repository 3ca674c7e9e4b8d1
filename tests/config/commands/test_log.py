"""Logging from the command line: shown, kept, answered line by line."""

import io
import json
from types import SimpleNamespace

import pytest

from clientkeep.config.commands import log
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.ids import new_id
from clientkeep.relationship.conversations.models import LogEntry, Promise

LINE = "call with Acme 25 min: they send the photos tomorrow"


def run(**given):
    usual = {"text": None, "email": "olivia@north.example", "client": None, "json": False, "dry_run": False, "stdin_jsonl": False}
    return log.run(SimpleNamespace(**{**usual, **given}))


def test_a_line_is_logged_and_told(cast, capsys):
    assert run(text=LINE) == 0
    told = capsys.readouterr().out
    assert "Call with Acme Studio" in told
    assert "They promise: send the photos" in told
    assert told.endswith("Logged.\n")
    assert Promise.objects.get().client == cast.acme


def test_a_dry_run_keeps_nothing(cast, capsys):
    assert run(text=LINE, dry_run=True, json=True) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["entry_id"] is None
    assert told["client"] == "Acme Studio"
    assert not LogEntry.objects.exists()


def test_what_is_open_is_said_and_not_kept(cast, capsys):
    assert run(text="call: fine") == 2
    assert capsys.readouterr().err.startswith("client: ")
    assert run(text="call: fine", client="acme studio") == 0
    assert LogEntry.objects.get().client == cast.acme
    assert run(text="call: fine", client="Nobody Ltd") == 2
    assert run() == 2
    assert run(text=LINE, email="nobody@north.example") == 2


def test_each_line_is_answered_in_order_and_kept_once(cast):
    same = str(new_id())
    lines = [json.dumps({"text": LINE, "id": same})] * 2 + ["{", "", "[]", json.dumps({"text": "call: fine"}), json.dumps({"text": LINE, "id": "x"})]
    out = io.StringIO()
    assert log.each_line(cast.acting(cast.olivia), lines, out, dry_run=False) == 0
    told = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [each.get("error") for each in told] == [None, None, "text", "text", "client", "id"]
    assert told[0]["entry_id"] == told[1]["entry_id"] == same
    assert LogEntry.objects.count() == 1


def test_one_sees_only_clients_of_ones_own(cast):
    mia = cast.acting(cast.mia)
    assert log.answer(mia, {"text": "call with Bloom & Co: fine"}, dry_run=True)["client"] is None
    with pytest.raises(Invalid):
        log.answer(mia, {"text": "call: fine", "client": "Bloom & Co"}, dry_run=False)
