"""The table says what was met and what was missed, whichever way an aim points."""

from benchmarks.aims import Row, printed, rows_of
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


def test_what_comes_before_the_work_is_held_against_its_aims():
    times = {"p50": 30.0, "p95": 49.0, "cpu_p50": 20.0, "cpu_p95": 40.0}
    measured = {
        "compose": {"a second": 900, "sentences": 10}, "compose command": 0.3, "sizes": {},
        "agreeing": {
            "cards": 500, "booked": 990, "board": times, "booking": {**times, "p95": 51.0}, "agreement": times,
            "signing": {**times, "p95": 99.0}, "seal": {**times, "p95": 1_001.0},
        },
    }  # fmt: skip
    met = {row.job: row.is_met for row in rows_of(measured)[2:]}
    assert list(met.values()) == [True, False, True, True, False]
    assert next(iter(met)) == "board with 500 cards, p95"


def test_what_keeps_clients_is_held_against_its_aims():
    times = {"p50": 30.0, "p95": 49.0, "cpu_p50": 20.0, "cpu_p95": 40.0}
    measured = {
        "compose": {"a second": 900, "sentences": 10}, "compose command": 0.3, "sizes": {},
        "keeping": {
            "clients": 200, "entries": 50_000, "trust": {"seconds": 5.1, "cpu_seconds": 4.0}, "timeline": times,
            "review": {**times, "p95": 51.0},
        },
        "incoming": {"mails": 5_000, "a second": 99.0, "seconds": 50.5, "cpu_seconds": 40.0, "messages": 55_000, "inbox": times},
    }  # fmt: skip
    met = {row.job: row.is_met for row in rows_of(measured)[2:]}
    assert list(met.values()) == [True, False, False, False, True]
    assert list(met)[-2:] == ["fetch and file 5,000 mails", "inbox with 55,000 messages, p95"]
