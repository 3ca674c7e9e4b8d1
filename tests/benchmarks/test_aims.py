"""The table says what was met and what was missed, whichever way an aim points."""

from benchmarks.aims import Row, printed
from benchmarks.spread import p50, p95


def test_an_aim_is_met_or_missed_in_its_direction():
    assert Row("page", 20, "ms", 20).is_met
    assert not Row("page", 20.1, "ms", 20).is_met
    assert Row("compose", 500, "a second", 500, at_least=True).is_met
    assert not Row("compose", 499, "a second", 500, at_least=True).is_met
    assert Row("document page", 99, "ms").is_met is None


def test_the_table_names_job_figure_aim_and_verdict():
    text = printed([Row("page", 31.5, "ms", 20, note="p95 40"), Row("compose", 900, "a second", 500, at_least=True)])
    lines = text.splitlines()
    assert len(lines) == 4
    assert [word in lines[2] for word in ("page", "31.5 ms", "≤ 20", "MISSED", "p95 40")] == [True] * 5
    assert "≥ 500" in lines[3] and "met" in lines[3]


def test_the_middle_and_the_slow_end():
    times = [float(n) for n in range(1, 101)]
    assert (p50(times), p95(times)) == (51, 96)
    assert (p50([7.0]), p95([7.0])) == (7, 7)
