"""Gateways are found by their folders."""

import importlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from clientkeep.lifecycle.billing import gateways


def test_stripe_is_found_by_its_folder():
    assert [g.slug for g in gateways.all_gateways()] == ["stripe"]
    assert gateways.find_gateway("stripe").label == "Stripe"
    assert gateways.find_gateway("paper") is None


def test_a_slug_is_taken_once():
    [stripe] = gateways.all_gateways()
    with pytest.raises(ValueError, match="registered twice"):
        gateways.register(stripe)


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """The gateways folder as a package of its own, to cut pieces from."""
    source = Path(gateways.__file__).parent
    target = tmp_path / "copied_gateways"
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.syspath_prepend(tmp_path)
    yield target
    for name in [name for name in sys.modules if name.partition(".")[0] == "copied_gateways"]:
        del sys.modules[name]


def test_deleting_the_folder_removes_the_gateway(copy):
    shutil.rmtree(copy / "stripe")
    assert importlib.import_module("copied_gateways").all_gateways() == []


def test_adding_a_folder_adds_a_gateway(copy):
    (copy / "paper").mkdir()
    (copy / "paper" / "__init__.py").write_text(
        "from types import SimpleNamespace\nfrom .. import register\nregister(SimpleNamespace(slug='paper'))\n"
    )
    assert [g.slug for g in importlib.import_module("copied_gateways").all_gateways()] == ["paper", "stripe"]


def test_finding_gateways_does_not_load_the_stripe_package():
    script = "import sys; from clientkeep.lifecycle.billing import gateways; gateways.all_gateways(); "
    script += "sys.exit('stripe' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
