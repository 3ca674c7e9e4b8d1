"""How a form is read from plain lines, which questions show, and what an answer may be."""

import pytest

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.onboarding.intake.ready import TEXT
from clientkeep.lifecycle.onboarding.intake.rules import parse, shown, tidied, wrongs

FORM = """# Look
Logo? [choice: Yes | No, required]
Which kind? [several: Word | Sign] if Logo? = Yes
Send it [files, required] if Which kind? = Sign
People [number]
Day [date] -> custom:day
"""


@pytest.fixture
def questions():
    return parse(FORM, ["custom:day"])


def test_lines_become_questions(questions):
    assert [(each.key, each.kind, each.required, each.cause, each.value, each.target) for each in questions] == [
        ("q1", "choice", True, "", "", ""), ("q2", "several", False, "q1", "Yes", ""), ("q3", "files", True, "q2", "Sign", ""),
        ("q4", "number", False, "", "", ""), ("q5", "date", False, "", "", "custom:day"),
    ]  # fmt: skip
    assert questions[0].options == ("Yes", "No")
    assert {each.section for each in questions} == {"Look"}


def test_the_ready_made_form_can_be_read():
    assert len(parse(TEXT, ["website"])) == 10


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "at least one"), ("A question", "Line 1"), ("A [spell]", "no kind"), ("A [choice: One]", "two or more"),
        ("A [choice: One | One]", "two or more"), ("A [text]\nA [text]", "Line 2"), ("A [text] -> owner", "can go to"),
        ("A [text] if A = Yes", "above"), ("A [text] if B = Yes\nB [choice: Yes | No]", "above"),
        ("B [choice: Yes | No]\nA [text] if B = Maybe", "options"), ("\n".join(f"Q{n} [text]" for n in range(61)), "at most 60"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_names_its_line(text, words):
    with pytest.raises(Invalid) as refused:
        parse(text, ["website"])
    assert refused.value.field == "text"
    assert words in refused.value.message


@pytest.mark.parametrize(
    ("answers", "keys"),
    [({}, "q1 q4 q5"), ({"q1": "Yes"}, "q1 q2 q4 q5"), ({"q1": "Yes", "q2": ["Sign"]}, "q1 q2 q3 q4 q5"), ({"q1": "No", "q2": ["Sign"]}, "q1 q4 q5")],
)
def test_a_question_shows_only_below_one_that_shows(questions, answers, keys):
    assert shown(questions, answers) == set(keys.split())


def test_what_is_hidden_is_not_required_and_what_shows_is(questions):
    assert set(wrongs(questions, {"q1": "No"}, whole=True)) == set()
    assert set(wrongs(questions, {"q1": "Yes", "q2": ["Sign"]}, whole=True)) == {"q3"}
    assert set(wrongs(questions, {}, whole=True)) == {"q1"}
    assert set(wrongs(questions, {}, whole=False)) == set()


@pytest.mark.parametrize(("key", "value", "good"), [("q4", "80.5", True), ("q4", "1e9", False), ("q4", "many", False), ("q5", "2026-02-30", False), ("q5", "2026-02-28", True)])
def test_numbers_and_days(questions, key, value, good):
    assert (key not in wrongs(questions, {"q1": "No", key: value}, whole=False)) is good


def test_only_known_options_are_kept(questions):
    assert tidied(questions[0], "Perhaps") == ""
    assert tidied(questions[1], ["Sign", "Song"]) == ["Sign"]
