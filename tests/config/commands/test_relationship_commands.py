"""What the terminal tells of clients: trust, figures, who needs a word."""

import pytest

from clientkeep.config import command_line
from clientkeep.foundation import clock
from clientkeep.lifecycle.retention.trust.standing import read_all
from clientkeep.relationship.conversations.models import LogEntry


@pytest.fixture
def said(cast, capsys, monkeypatch):
    """Run a command over the cast and return its exit status and what it printed."""
    monkeypatch.setattr(command_line, "with_django", lambda: None)

    def run(*arguments: str) -> tuple[int, str]:
        status = command_line.main(list(arguments))
        return status, capsys.readouterr().out

    return run


def test_trust_says_where_a_client_stands_and_why(cast, said):
    LogEntry.write(cast.acme, "call", "Hello", cast.by, at=clock.now())
    status, out = said("trust", "acme")
    assert status == 0 and out.startswith("Acme Studio: thin, +2 points") and "You talked" in out
    assert said("trust", "nobody")[0] == 1


def test_the_figures_are_printed_the_two_that_matter_most_first(cast, said):
    status, out = said("metrics")
    lines = out.splitlines()
    assert status == 0 and lines[0].startswith("Retention") and lines[1].startswith("Time to payment") and len(lines) == 8
    assert '"retention"' in said("metrics", "--json", "--months", "3")[1]


def test_the_review_s_order_is_told(cast, said):
    read_all(cast.north)
    status, out = said("review")
    assert status == 0 and {line.split("  ")[0] for line in out.splitlines()} == {"Acme Studio", "Bloom & Co"}
    assert len(said("review", "--most", "1")[1].splitlines()) == 1
