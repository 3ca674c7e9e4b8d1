"""Links and codes are made as a letter leaves."""

from types import SimpleNamespace

import pytest

from clientkeep.workspace.mail.links import LINK_MAKERS, make_link


@pytest.fixture
def letter(cast, monkeypatch):
    cast.north.public_url = "https://clients.north.example"
    monkeypatch.setitem(LINK_MAKERS._things, "path", lambda letter, arguments: "/p/" + arguments["to"])
    monkeypatch.setitem(LINK_MAKERS._things, "code", lambda letter, arguments: "482913")
    return lambda link: SimpleNamespace(workspace=cast.north, link=link)


def test_a_path_becomes_a_full_address(letter):
    assert make_link(letter({"kind": "path", "to": "x"})) == "https://clients.north.example/p/x"


def test_a_code_stays_a_code(letter):
    assert make_link(letter({"kind": "code"})) == "482913"


def test_no_link_is_an_empty_text(letter):
    assert make_link(letter(None)) == ""


def test_a_kind_that_nobody_makes_is_an_error(letter):
    with pytest.raises(LookupError):
        make_link(letter({"kind": "absent"}))
