"""Every sentence of the corpus, public and own, field by field."""

import json
from pathlib import Path

import pytest

from clientkeep.lifecycle.billing.compose import Request, UsageError, compose

CORPUS = Path(__file__).parent / "corpus"
CASES = [json.loads(line) for file in sorted(CORPUS.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]


def answer(given: dict) -> dict:
    try:
        return compose(Request.from_mapping(given)).as_contract()
    except UsageError as error:
        return {"error": error.field}


def line_differs(number: int, wanted: dict, got: dict, accept: dict) -> list[str]:
    return [
        f"lines.{number}.{key}"
        for key, value in wanted.items()
        if got[key] != value and got[key] not in accept.get(f"lines.{number}.{key}", [])
    ]


def differences(case: dict, got: dict) -> list[str]:
    accept = case.get("accept", {})
    found = []
    for key, value in case["expect"].items():
        if got.get(key) == value or got.get(key) in accept.get(key, []):
            continue
        if key == "lines" and len(got.get("lines", [])) == len(value):
            pairs = enumerate(zip(value, got["lines"], strict=True))
            found += [name for number, (one, other) in pairs for name in line_differs(number, one, other, accept)]
        else:
            found.append(key)
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_sentence(case):
    got = answer(case["input"])
    wrong = differences(case, got)
    assert not wrong, f"{case['input']['text']!r}: {wrong} {[got.get(name.split('.')[0]) for name in wrong]}"
    if "error" not in got and "error" not in case["expect"]:
        assert got.keys() == case["expect"].keys()


def test_corpus_is_whole():
    assert len(CASES) >= 600
    assert len({case["id"] for case in CASES}) == len(CASES)


def test_comparison_sees_a_wrong_value():
    case = next(case for case in CASES if case["id"] == "pub-001")
    got = answer(case["input"])
    got["total"] = "1.00"
    got["lines"][0]["unit"] = "hour"
    assert differences(case, got) == ["lines.0.unit", "total"]
