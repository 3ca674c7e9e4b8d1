from pathlib import Path

import pytest

from clientkeep.config.serving import choice


@pytest.fixture(autouse=True)
def root(tmp_path, monkeypatch):
    monkeypatch.setattr(choice, "ROOT", tmp_path)
    monkeypatch.delenv("CLIENTKEEP_DATA", raising=False)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return tmp_path


def test_the_demo_is_served_until_somebody_asks_for_their_own(root):
    assert choice.choose() == choice.Choice(root / "data/demo", True)
    choice.ask_for_own(root / "data/demo")
    assert choice.choose() == choice.Choice(root / "data/own", False)


def test_own_and_demo_settle_it_for_later_runs_too(root):
    assert choice.choose(own=True).folder == root / "data/own"
    assert choice.choose().folder == root / "data/own"
    assert choice.choose(demo=True).is_demo
    assert choice.choose().is_demo


def test_a_named_folder_or_database_is_nobodys_demo(root, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://x/y")
    assert choice.choose(demo=True) == choice.Choice(root / "data/own", False)
    monkeypatch.setenv("CLIENTKEEP_DATA", str(root / "mine"))
    assert choice.choose() == choice.Choice(Path(root / "mine").resolve(), False)
