"""Finding clients: parts, accents, order, mistyped letters, and nothing of what one may not see."""

import pytest

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.searching import found_ids


@pytest.fixture
def found(cast):
    for name in ("Nordlicht Bäckerei", "Zoë Marlow", "Marlow & Finch", "100% Cotton_Co"):
        Client.add(cast.north, cast.by, name=name)

    def find(text, member=None):
        acting = cast.acting(member or cast.olivia)
        ids, nearly = found_ids(Client.objects.visible_to(acting), text)
        return [Client.objects.get(pk=pk).name for pk in ids], nearly

    return find


@pytest.mark.parametrize(
    ("text", "names"),
    [("backerei", ["Nordlicht Bäckerei"]), ("BÄCK nord", ["Nordlicht Bäckerei"]), ("zoe", ["Zoë Marlow"]), ("finch marl", ["Marlow & Finch"]),
     ("jo@acme", ["Acme Studio"]), ("100%", ["100% Cotton_Co"]), ("cotton_", ["100% Cotton_Co"]), ("'; DROP", [])],
)  # fmt: skip
def test_parts_in_any_order(found, text, names):
    assert found(text)[0] == names


@pytest.mark.parametrize("text", ["nordlihct", "backrei", "nordlicth bäckrei"])
def test_mistyped_words_find_what_comes_near(found, text):
    names, nearly = found(text)
    assert names[0] == "Nordlicht Bäckerei"
    assert nearly


def test_nothing_comes_near(found):
    assert found("xylophone") == ([], True)


def test_search_shows_only_what_one_may_see(found, cast):
    assert found("bloom", cast.mia) == ([], True)
    assert found("acme", cast.mia)[0] == ["Acme Studio"]
    assert found("acme", cast.sid)[0] == []


def test_long_and_empty_texts(found):
    assert len(found("")[0]) == 6
    assert found("a" * 10_000)[0] == []
