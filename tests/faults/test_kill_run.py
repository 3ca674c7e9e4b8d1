"""The kill run itself, and its controls: with a safeguard taken away it must fail, or it proves nothing."""

import re

import pytest

from .run import POINTS, Plan, Run, report

AGREED = ("agreements signed", "proposals accepted", "projects opened")
FILING = "between filing and the mark"

SHORT = Plan(seed=20261122, kills=2, points=("issue.before_commit", "pay.after_store", FILING, "sign.before_commit", "accept.after_commit"), cuts=3)
LONG = Plan(seed=20261122, kills=100 - 2 * len(POINTS), points=POINTS * 2, cuts=100)
# On a busy machine fewer acts fall between two kills, and chance may spare the one that a control waits for: then the next seed.
SEEDS = (7, 8, 9)


def test_a_short_run_loses_and_doubles_nothing(tmp_path):
    _holds(Run(tmp_path, SHORT).execute(), SHORT)


def test_a_run_that_is_killed_at_once_still_does_each_kind_of_act(tmp_path):
    result = Run(tmp_path, Plan(seed=3, kills=1, longest=0.03)).execute()
    assert not result.findings, report(result)
    for kept in ("mails filed", "letters written", "letters sent", "recaps confirmed", "surveys answered", *AGREED):
        assert result.facts[kept] > 0, kept


@pytest.mark.long
def test_a_hundred_kills_lose_and_double_nothing(tmp_path):
    result = Run(tmp_path, LONG).execute()
    print(report(result))
    _holds(result, LONG)
    assert result.kills >= 100
    assert result.unknown >= 20
    for kept in ("mails set aside", "recaps confirmed", "surveys answered"):
        assert result.facts[kept] > 0, kept


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
    result = _found_by_some_seed(tmp_path, re.escape(noticed), kills=10, off=off)
    assert f"Replay: bin/faults --seed {result.seed}" in report(result)


@pytest.mark.long
@pytest.mark.parametrize(
    ("off", "points", "noticed"),
    [
        (("mail-look-off",), (), "mail .* happened [2-9] times"),
        (("mark-first",), (FILING,), "mail .* was acknowledged and is lost"),
        (("claim-off",), ("mail.after_250",), "arrived and is ready|reached .* 2 times"),
        (("letter-token-off",), (), "letter .* happened [2-9] times|letter .* has [2-9] letters about it"),
        (("confirmation-behind",), (), "confirm .* was acknowledged and is lost"),
        (("answer-look-off",), (), "answer .* the journal tells it [2-9] times"),
        (("survey-look-off", "survey-key-off"), (), "was asked [2-9] times in one round|ask .* happened [2-9] times"),
    ],
    ids=["mail look off", "mark first", "claim off", "letter token off", "confirmation behind", "answer look off", "survey look and key off"],
)
def test_a_run_that_keeps_clients_without_a_safeguard_fails_within_ten_kills(tmp_path, off, points, noticed):
    _found_by_some_seed(tmp_path, noticed, kills=9 - len(points), points=points, off=off, keeping=0.9, longest=4)


@pytest.mark.long
@pytest.mark.parametrize(
    ("off", "point", "noticed"),
    [
        ("signature-behind", "sign.before_commit", "sign .* was acknowledged and is lost"),
        ("baseline-behind", "accept.after_commit", "its scope comes to 0"),
    ],
    ids=["signature behind", "baseline behind"],
)
def test_a_run_that_agrees_without_a_safeguard_fails_at_its_first_kill(tmp_path, off, point, noticed):
    result = Run(tmp_path, Plan(seed=7, points=(point,), off=(off,))).execute()
    assert re.search(noticed, "\n".join(result.findings)), report(result)


def _found_by_some_seed(folder, noticed, **plan):
    told = []
    for seed in SEEDS:
        result = Run(folder / str(seed), Plan(seed=seed, **plan)).execute()
        if re.search(noticed, "\n".join(result.findings)):
            return result
        told.append(report(result))
    raise AssertionError("\n\n".join(told))


def _holds(result, plan) -> None:
    assert not result.findings, report(result)
    assert sorted(result.points) == sorted(plan.points)
    assert result.cuts == plan.cuts
    assert result.acknowledged >= 2 * plan.lives
    assert result.facts["documents issued"] > 0
    assert result.facts["payments"] > 0
    assert result.facts["letters sent"] > 0
    for kept in ("mails filed", "letters written", "surveys asked", *AGREED):
        assert result.facts[kept] > 0, kept
