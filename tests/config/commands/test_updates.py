"""Updates from the terminal: drafted, listed, read and sent."""

import pytest

from clientkeep.config import command_line
from clientkeep.lifecycle.delivery.models import StatusUpdate
from clientkeep.relationship.conversations.models import Promise
from clientkeep.workspace.mail.models import Letter


@pytest.fixture
def said(cast, capsys, monkeypatch):
    """Run a command over the cast and return its exit status, what it printed, and what it complained of."""
    monkeypatch.setattr(command_line, "with_django", lambda: None)

    def run(*arguments):
        status = command_line.main(["updates", *arguments])
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def test_one_is_drafted_listed_read_and_sent_once(cast, said):
    Promise.make(cast.acme, side="ours", what="Draw the logo", by=cast.by).keep(cast.by)
    assert "ready" in said("draft", "acme studio")[1]
    update = StatusUpdate.objects.get()
    assert str(update.pk) in said("list")[1]
    shown = said("show", str(update.pk))[1]
    assert "To: Jo March <jo@acme.example>" in shown and "Draw the logo" in shown
    assert said("send", str(update.pk), "--version", "7")[0] == 1
    status, out, _ = said("send", str(update.pk))
    assert status == 0 and "on its way to Jo March" in out
    status, _, complained = said("send", str(update.pk))
    assert status == 1 and "sent already" in complained
    assert Letter.objects.filter(purpose="update").count() == 1
    assert StatusUpdate.objects.get().sent_by == "Olivia North"


def test_what_is_due_is_drafted_and_what_has_no_news_is_named_only_when_asked(cast, said):
    assert said("draft")[1] == "0 drafted, 0 to read and send.\n"
    said("draft", "bloom & co")
    assert said("list")[1] == ""
    assert "nothing new" in said("list", "--all")[1]


def test_it_acts_as_the_person_named_who_sees_their_clients_alone(cast, said):
    said("draft", "bloom & co")
    assert said("--as", "mia@north.example", "list", "--all")[1] == ""
    assert said("--as", "mia@north.example", "show", str(StatusUpdate.objects.get().pk))[0] == 1
    assert said("--as", "mia@north.example", "draft", "bloom & co")[0] == 1
    assert said("show", "no-id")[0] == said("draft", "nobody")[0] == 1
