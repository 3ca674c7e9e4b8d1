"""`bin/bench`: measures, prints one table and writes it as JSON.

    bin/bench                        1,000, 10,000 and 100,000 invoices with as many clients
    bin/bench --quick                1,000 alone
    bin/bench --sizes 1000 20000     other sizes
    bin/bench --keep FOLDER          keep the data there, and use what is there already
    bin/bench --official             write benchmarks/results/latest.json too
"""

import argparse
import datetime as dt
import json
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from . import agreeing, aims, answering, incoming, keeping, machine, pages, printing, sentences, tree, writing

SIZES = (1_000, 10_000, 100_000)
WRITTEN = tree.ROOT / "build" / "bench"
OFFICIAL = tree.ROOT / "benchmarks" / "results" / "latest.json"


def main() -> int:
    """Measure, print, write; the exit status is 1 where an aim is missed."""
    options = _options()
    busy_before = machine.described()
    with tempfile.TemporaryDirectory(prefix="clientkeep-bench-") as scratch:
        home = options.keep or Path(scratch)
        measured = _measure(home, [1_000] if options.quick else options.sizes)
    rows = aims.rows_of(measured)
    print("\n" + aims.printed(rows))
    facts = {
        "taken_on": dt.datetime.now(dt.UTC).date().isoformat(), "machine": busy_before,
        "table": [{**asdict(row), "met": row.is_met} for row in rows], "measured": measured,
    }  # fmt: skip
    _write(facts, WRITTEN / f"{facts['taken_on']}.json")
    if options.official:
        _write(facts, OFFICIAL)
    return 1 if any(row.is_met is False for row in rows) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench", description="Measure, print one table, write it as JSON.")
    parser.add_argument("--quick", action="store_true", help="1,000 invoices alone")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many invoices and clients")
    parser.add_argument("--keep", type=Path, help="a folder for the data, used again by the next run")
    parser.add_argument("--official", action="store_true", help="write benchmarks/results/latest.json too")
    return parser.parse_args()


def _measure(home: Path, sizes: list[int]) -> dict[str, Any]:
    _say("compose")
    measured: dict[str, Any] = {
        "compose": sentences.measure_reading_alone(), "compose command": sentences.measure_command(home), "sizes": {},
    }  # fmt: skip
    _say("response clock")
    measured["response clock"] = answering.measure_clock(home / "answering", 100_000 if max(sizes) >= 100_000 else 10_000)
    _say("timeline, review, trust")
    measured["keeping"] = keeping.measure_keeping(home / "keeping")
    _say("board, booking, signing")
    measured["agreeing"] = agreeing.measure_agreeing(home / "agreeing")
    _say("mail")
    measured["incoming"] = incoming.measure_incoming(home / "incoming", 5_000 if max(sizes) >= 100_000 else 1_000)
    for count in sizes:
        measured["sizes"][str(count)] = _measure_size(home / str(count), count)
    return measured


def _measure_size(folder: Path, count: int) -> dict[str, Any]:
    keys = _seeded(folder, count)
    found: dict[str, Any] = {"seeded_in": keys["seconds"]}
    with tree.served(folder):
        pass  # the first start prepares the folder; the second is measured
    running = tree.Tree(folder)
    found["start"] = round(running.start(), 2)
    try:
        _say(f"pages at {count:,}")
        found["pages"] = pages.measure_pages(running, keys)
        _say(f"writing at {count:,}")
        found["alone"] = writing.measure_alone(running, keys["token"])
        found["eight callers"] = writing.measure_crowd(running, keys["token"])
        found["memory"] = running.memory()
    finally:
        running.stop()
    found["database_mb"] = round((folder / "clientkeep.sqlite3").stat().st_size / 1024**2, 1)
    found["floor"] = writing.measure_floor(folder)
    found["queries"] = pages.count_queries(folder, keys)
    found["pdf"] = printing.measure_printing(folder, keys)
    return found


def _seeded(folder: Path, count: int) -> dict[str, Any]:
    """The keys of a seeded folder, seeded now unless it was before."""
    kept = folder / "keys.json"
    if not kept.exists():
        _say(f"seeding {count:,}")
        folder.mkdir(parents=True, exist_ok=True)
        _run(folder, "clientkeep.config.command_line", "migrate")
        kept.write_text(_run(folder, "benchmarks.seeding", str(count)))
    return json.loads(kept.read_text())


def _run(folder: Path, module: str, *arguments: str) -> str:
    command = [sys.executable, "-m", module, *arguments]
    ran = subprocess.run(command, env=tree.environment(folder), cwd=tree.ROOT, capture_output=True, text=True)
    if ran.returncode:
        raise RuntimeError(ran.stderr[-2000:])
    return ran.stdout


def _write(facts: dict[str, Any], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(facts, indent=2, ensure_ascii=False) + "\n")


def _say(what: str) -> None:
    print(f"  {what} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
