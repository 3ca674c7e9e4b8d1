"""`clientkeep due` tells what the Today page lists, in its order, for a member."""

import json

import pytest

from clientkeep.config import command_line
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.models import Promise


@pytest.fixture
def said(cast, capsys, monkeypatch):
    """Run the command over the cast and return its exit status and what it printed."""
    monkeypatch.setattr(command_line, "with_django", lambda: None)

    def run(*arguments: str) -> tuple[int, str]:
        status = command_line.main(["due", *arguments])
        return status, "".join(capsys.readouterr())

    return run


@pytest.fixture
def busy(cast):
    cast.acme.plan_next_step("Send the swatches", cast.north.today(), cast.by)
    Promise.make(cast.acme, side="ours", what="Send the texts", by=cast.by, due_on=cast.north.today())


@pytest.mark.parametrize("who", ["olivia", "mia"])
def test_it_is_the_list_of_the_page_in_its_order(cast, busy, said, as_member, who):
    member = getattr(cast, who)
    status, out = said("--json", "--as", member.user.email.upper())
    told = json.loads(out)
    items = as_member(member).get("/?all=1").context["items"]
    assert status == 0 and told["member"] == str(member) and told["day"] == cast.north.today().isoformat()
    assert [(row["key"], row["client"], row["act"], row["url"]) for row in told["items"]] == [
        (item.key, item.subject, item.act, item.act_url) for item in items
    ]
    assert [row["order"] for row in told["items"]] == list(range(1, len(items) + 1)) and len(items) >= 2


def test_the_text_names_order_client_day_and_act_and_the_owner_is_meant_where_nobody_is_named(cast, busy, said):
    status, out = said()
    lines = out.splitlines()
    assert status == 0 and lines[0].endswith("to see to.")
    [step] = [line for line in lines if "is next: Send the swatches" in line]
    assert step.split(". ")[0].strip().isdigit() and "Acme Studio" in step and step.endswith("→ Prepare it")


def test_an_empty_day_is_told_in_words(cast, said):
    Client.objects.filter(workspace=cast.north).update(next_step="Rest", next_step_on=None)
    status, out = said()
    assert status == 0 and "nothing needs you" in out
    assert json.loads(said("--json")[1])["items"] == []


def test_a_stranger_is_refused_and_reads_nothing(cast, busy, said):
    status, out = said("--as", "nobody@else.example")
    assert status == 1 and "nobody@else.example" in out and "Acme" not in out
