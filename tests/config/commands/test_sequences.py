"""Sequences from the terminal: taken, started, read, stopped."""

import json

import pytest

from clientkeep.config import command_line
from clientkeep.foundation import clock
from clientkeep.lifecycle.retention.models import Sequence, SequenceRun, SequenceStep
from clientkeep.lifecycle.retention.sequences.jobs import go_on_with_sequences


@pytest.fixture
def said(cast, capsys, monkeypatch):
    """Run a command over the cast and return its exit status and what it printed."""
    monkeypatch.setattr(command_line, "with_django", lambda: None)

    def run(*arguments: str) -> tuple[int, str]:
        status = command_line.main(["sequences", "--as", "olivia@north.example", *arguments])
        printed = capsys.readouterr()
        return status, printed.out + printed.err

    return run


def test_one_of_ours_is_taken_started_sent_and_stopped(cast, said):
    assert said("take", "quiet-quote")[0] == 0
    name = Sequence.objects.get().name
    assert "2 letters, 1 task" in said()[1]
    status, out = said("start", name, "bloom & co")
    assert status == 0 and "Bloom & Co" in out
    assert said("start", name, "Bloom & Co") == (1, f"{name} runs for Bloom & Co already.\n")
    SequenceStep.objects.filter(due_at__isnull=False).update(opens_at=clock.now())
    go_on_with_sequences()
    waits = json.loads(said("waiting", "--json")[1])
    assert waits["client"] == "Bloom & Co" and waits["what"] == "Your quote from North Studio"
    assert said("approve", waits["id"])[0] == 0 and said("approve", waits["id"])[0] == 1
    run = SequenceRun.objects.get()
    assert [said(act, str(run.pk))[0] for act in ("pause", "resume", "stop")] == [0, 0, 0]
    assert "Stopped: Olivia North stopped it" in said("runs")[1]


def test_what_is_wrong_is_said(cast, said):
    assert said("start", "Nothing", "Acme Studio")[0] == 1
    assert said("start", "Nothing")[0] == 1
    assert "quiet-quote" in said("take", "loud-quote")[1]
    said("take", "dormant")
    assert "no client" in said("start", "Wake a dormant client", "Zephyr Labs")[1]
    assert said("stop", str(cast.acme.pk))[0] == 1
