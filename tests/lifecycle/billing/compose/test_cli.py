"""The command line."""

import io
import json
import subprocess
import sys
import time

from clientkeep.lifecycle.billing.compose.cli import answer, each_line, main

ASK = ["Invoice Acme $300 for menu tweaks", "--today", "2026-03-02", "--currency=EUR", "--client", "Acme Studio LLC"]


def test_json(capsys):
    assert main([*ASK, "--terms-days", "none", "--json"]) == 0
    got = json.loads(capsys.readouterr().out)
    assert (got["client"], got["total"], got["due_date"]) == ("Acme Studio LLC", "300.00", None)


def test_summary_reads_well(capsys):
    assert main(ASK) == 0
    out = capsys.readouterr().out
    assert "Invoice for Acme Studio LLC" in out
    assert "Menu tweaks: 1 × 300.00 USD" in out


def test_usage_error_names_the_field_on_one_line(capsys):
    assert main(["Invoice Bo $5", "--today", "2026-02-30"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("today: ")
    assert captured.err.count("\n") == 1


def test_unknown_options_and_missing_values_are_usage_errors(capsys):
    assert main(["Invoice Bo $5", "--nope"]) == 2
    assert main(["Invoice Bo $5", "--today"]) == 2
    assert main(["Invoice Bo $5", "--today", "2026-03-02", "--terms-days", "many"]) == 2
    assert [line.split(":")[0] for line in capsys.readouterr().err.splitlines()] == ["text", "today", "terms_days"]


def test_defaults_hold_where_nothing_is_given(capsys):
    assert main(["Invoice Bo 5 for wax", "--json"], {"today": "2026-03-02", "currency": "GBP"}) == 0
    assert json.loads(capsys.readouterr().out)["currency"] == "GBP"


def test_lines_are_answered_in_order_past_errors():
    asked = [
        json.dumps({"text": text, "today": "2026-03-02"}) for text in ("Bill Bo $5 for wax", "", "Bill Cy $6 for wax")
    ]
    out = io.StringIO()
    assert each_line([*asked, "not json"], out) == 0
    got = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [one.get("total", one.get("error")) for one in got] == ["5.00", "text", "6.00", "text"]


def test_a_line_that_is_no_object():
    assert answer("[1]")["error"] == "text"


def test_process_answers_in_half_a_second_without_the_rest_of_the_product():
    command = [sys.executable, "-X", "importtime", "-m", "clientkeep.lifecycle.billing.compose", *ASK, "--json"]
    seconds = []
    for _ in range(3):
        started = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        seconds.append(time.perf_counter() - started)
    assert json.loads(done.stdout)["total"] == "300.00"
    assert "django" not in done.stderr
    assert min(seconds) < 0.5
