"""Notices from the terminal."""

import pytest

from clientkeep.config import command_line
from clientkeep.relationship.conversations.models import Message, Thread
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.queue import run_due_jobs


@pytest.fixture
def said(cast, capsys, monkeypatch):
    monkeypatch.setattr(command_line, "with_django", lambda: None)

    def run(*arguments):
        status = command_line.main(["notices", *arguments])
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def test_what_is_unread_is_told_and_marked(cast, said):
    assert said() == (0, "Nothing is unread.\n", "")
    Message.receive(Thread.begin(cast.bloom, "Petals"), Actor("contact", cast.ben.pk, "Ben"), text="Here.", channel="mail", contact=cast.ben)
    run_due_jobs()
    assert "Bloom & Co: " in said()[1] and "Petals" in said()[1]
    assert "Petals" in said("--of", "THEO@north.example")[1]
    assert said("--of", "mia@north.example")[1] == "Nothing is unread.\n"
    assert said("--of", "nobody@north.example")[0] == 1
    assert said("--read")[1] == "1 marked as read.\n"
    assert said()[1] == "Nothing is unread.\n"
    assert "Petals" in said("--all")[1] and "Petals" in said("--of", "theo@north.example")[1]
