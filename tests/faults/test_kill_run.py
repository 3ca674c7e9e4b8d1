"""The kill run itself, and its controls: with a safeguard taken away it must fail, or it proves nothing."""

import pytest

from .run import POINTS, Plan, Run, report

SHORT = Plan(seed=20261122, kills=2, points=("issue.before_commit", "pay.after_store"), cuts=3)
LONG = Plan(seed=20261122, kills=100 - 2 * len(POINTS), points=POINTS * 2, cuts=100)


def test_a_short_run_loses_and_doubles_nothing(tmp_path):
    _holds(Run(tmp_path, SHORT).execute(), SHORT)


@pytest.mark.long
def test_a_hundred_kills_lose_and_double_nothing(tmp_path):
    result = Run(tmp_path, LONG).execute()
    print(report(result))
    _holds(result, LONG)
    assert result.kills >= 100
    assert result.unknown >= 20


@pytest.mark.long
@pytest.mark.parametrize(
    ("off", "noticed"),
    [
        (("number-lock-off",), "was answered 500"),
        (("number-lock-off", "number-key-off"), "is missing or doubled"),
        (("form-look-off", "form-key-off"), "happened 2 times"),
    ],
    ids=["number lock off", "number lock and key off", "form key off"],
)
def test_a_run_without_its_safeguard_fails_within_ten_kills(tmp_path, off, noticed):
    result = Run(tmp_path, Plan(seed=7, kills=10, off=off)).execute()
    assert noticed in "\n".join(result.findings)
    assert "Replay: bin/faults --seed 7" in report(result)


def _holds(result, plan) -> None:
    assert not result.findings, report(result)
    assert sorted(result.points) == sorted(plan.points)
    assert result.cuts == plan.cuts
    assert result.acknowledged >= 2 * plan.lives
    assert result.facts["documents issued"] > 0
    assert result.facts["payments"] > 0
    assert result.facts["letters sent"] > 0
