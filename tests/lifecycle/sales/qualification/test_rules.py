"""Formulas, grades and scores: plain rules with their edges."""

from decimal import Decimal

import pytest

from clientkeep.lifecycle.sales.qualification.rules.formula import DEEPEST, Fault, read
from clientkeep.lifecycle.sales.qualification.rules.grades import Grade, grade_of_number, read_grades
from clientkeep.lifecycle.sales.qualification.rules.scoring import Part, parts_of, plain, score_of
from tests.timing import measured

KNOWN = {"traffic": Decimal(12_000), "conversion": Decimal("2.5"), "visits": Decimal(0)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("traffic * conversion * 0.02", "600"), ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("8 / 2 / 2", "2"), ("10 - 3 - 2", "5"), ("-traffic + 1", "-11999"),
        ("2 * -3", "-6"), ("TRAFFIC / 1000", "12"), ("((((7))))", "7"), ("0.1 + 0.2", "0.3"), ("visits / traffic", "0"),
    ],
)  # fmt: skip
def test_a_formula_comes_to(text, value):
    assert read(text).value(KNOWN) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "ends too early"), ("1 +", "ends too early"), ("(1", "not closed"), ("1)", "wrong place"), ("* 2", "wrong place"), ("1 2", "wrong place"),
        ("__import__('os')", "means nothing"), ("a.b", "means nothing"), ("traffic ** 2", "wrong place"), ("9" * 16, "wrong place"), ("f(1)", "wrong place"),
        ("a" * 201, "under 200"), ("(" * (DEEPEST + 2) + "1" + ")" * (DEEPEST + 2), "deeper"), ("-" * 60 + "1", "deeper"), ("1\x00", "means nothing"),
        ("１ + 1", "means nothing"), ("1_000", "means nothing"),
    ],
)  # fmt: skip
def test_what_is_no_formula_is_told(text, words):
    with pytest.raises(Fault, match=words):
        read(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("traffic / visits", "divides by zero: visits is 0"), ("1 / (visits * 2)", "divides by zero"), ("leads * 2", "leads is not answered yet"),
        ("*".join(["999999999999999"] * 12), "too large"), ("traffic" + " * traffic" * 19, "too large"),
    ],
)  # fmt: skip
def test_what_cannot_be_reckoned_is_told(text, words):
    with pytest.raises(Fault, match=words):
        read(text).value(KNOWN)


def test_the_longest_formula_takes_no_time():
    with measured() as took:
        for _ in range(100):
            read("/".join(["traffic"] * 25)).value(KNOWN)
    assert took.seconds < 1


@pytest.mark.parametrize(
    ("kind", "lines", "words"),
    [
        ("yes_no", ["Yes = 100"], "one for No"), ("choice", ["One = 5"], "two lines"), ("choice", ["One = 5", "one = 6"], "stands once"), ("number", [], "one line"),
        ("choice", ["One", "Two = 5"], "answer = 0 to 100"), ("choice", ["One = 101", "Two = 5"], "answer = 0"), ("number", ["Many = 5"], "Begin each line"),
        ("number", ["1e400 = 5"], "Begin each line"), ("choice", [f"{at} = 5" for at in range(21)], "at most 20"), ("number", ["NaN = 5"], "Begin each line"),
    ],
)  # fmt: skip
def test_lines_that_say_nothing_are_told(kind, lines, words):
    assert words in read_grades(kind, lines)[1]


def test_a_line_holds_from_its_number_upwards():
    assert read_grades("number", [], counts=False) == ([], "")
    grades, fault = read_grades("number", ["10000 = 100", "", "0 = out", "2000=40"])
    assert not fault
    reached = [grade_of_number(grades, Decimal(value)) for value in ("-1", "0", "1999.99", "2000", "50000")]
    assert [each and each.line for each in reached] == [None, "0 = out", "0 = out", "2000 = 40", "10000 = 100"]


class Asks:
    def __init__(self, kind, weight, lines, key="", formula=""):
        self.label, self.kind, self.weight, self.key, self.formula = f"{kind} {key}".strip(), kind, weight, key, formula
        self.graded = read_grades(kind, lines)[0]


CRITERIA = [
    Asks("yes_no", 10, ["Yes = 100", "No = out"]), Asks("choice", 30, ["Large = 100", "Small = 45"]), Asks("number", 0, [], key="traffic"),
    Asks("number", 0, ["0 = 0"], key="rate"), Asks("formula", 20, ["0 = 0", "500 = 75"], formula="traffic / rate"),
]  # fmt: skip


def test_the_score_is_weighed_and_each_part_says_why():
    parts = parts_of(CRITERIA, ["Yes", "small", "12000", "20", ""])
    assert [each.points for each in parts] == [100, 45, 0, 0, 75]
    assert parts[4].why == "600 is at least 500" and parts[2].why == "12,000" and parts[1].why == "Small"
    assert score_of(parts) == 64  # (1000 + 1350 + 1500) / 60 = 64.17
    assert score_of([Part("a", 1, 100, False, ""), Part("b", 1, 1, False, "")]) == 51  # 50.5 goes up


def test_what_is_open_or_ruled_out_earns_nothing():
    parts = parts_of(CRITERIA, ["No", "", "12000", "0", ""])
    assert parts[0].is_out and parts[0].points == 0 and not parts[1].is_out
    assert parts[1].why == "Not answered yet" and parts[4].why == "It divides by zero: rate is 0"
    assert parts_of(CRITERIA, ["", "Huge", "x", "", ""])[1].why == "“Huge” is no longer among the answers"
    assert score_of(parts) == 0 and score_of([]) == 0


def test_numbers_are_told_as_people_write_them():
    assert [plain(Decimal(text)) for text in ("1200", "0.005", "12000.50", "-3", "0", "1E+3")] == ["1,200", "0.01", "12,000.5", "-3", "0", "1,000"]
    assert Grade("A", None).line == "A = out"
