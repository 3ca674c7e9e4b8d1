import pytest

from clientkeep.foundation import checks
from clientkeep.foundation.registry import Registry


@pytest.fixture(autouse=True)
def own_registry(monkeypatch):
    monkeypatch.setattr(checks, "CHECKS", Registry("check"))


def test_findings_come_in_order_with_the_name_of_their_check():
    checks.check("first", "…")(list)
    checks.check("second", "…")(lambda: iter(["a broke", "b broke"]))
    assert list(checks.findings()) == [checks.Finding("second", "a broke"), checks.Finding("second", "b broke")]
    assert list(checks.findings(only=["first"])) == []


def test_a_name_is_taken_once():
    checks.check("same", "…")(list)
    with pytest.raises(ValueError, match="registered twice"):
        checks.check("same", "…")(list)
