"""Compose: sentences a second in one process, and the command line with all inputs given."""

import json
import subprocess
import sys
import time
from pathlib import Path

from .spread import p50
from .tree import ROOT, environment

CORPUS = ROOT / "tests" / "lifecycle" / "billing" / "compose" / "corpus"
SENTENCE = "Invoice Acme Studio $2,400 for brand identity plus 3 hours of revisions at $80, due in 14 days"
INPUTS = ("--today", "2026-03-02", "--currency", "USD", "--locale", "en-US", "--terms-days", "30", "--json")
ROUNDS = 3


def measure_reading() -> dict[str, float]:
    """Sentences a second over the whole corpus, the best of ROUNDS, in this process."""
    from clientkeep.lifecycle.billing.compose import Request, UsageError, compose

    files = sorted(CORPUS.glob("*.jsonl"))
    texts = [json.loads(line)["input"] for file in files for line in file.read_text("utf-8").splitlines()]
    best = 0.0
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for text in texts:
            try:
                compose(Request.from_mapping(text))
            except UsageError:
                pass  # the corpus holds a few texts that are refused
        best = max(best, len(texts) / (time.perf_counter() - began))
    return {"a second": round(best), "sentences": len(texts)}


def measure_command(folder: Path) -> float:
    """Seconds from start to end of the command line with all inputs given, the middle of seven."""
    took = []
    for _ in range(7):
        began = time.perf_counter()
        ran = subprocess.run(
            [str(ROOT / "bin" / "clientkeep"), "compose", *INPUTS, SENTENCE], env=environment(folder), cwd=ROOT,
            capture_output=True, text=True,
        )  # fmt: skip
        took.append(time.perf_counter() - began)
        if ran.returncode or not json.loads(ran.stdout)["lines"]:
            raise RuntimeError(ran.stderr)
    return p50(took)


def main() -> None:
    """Print what reading comes to: run as a process of its own, so that nothing else is loaded."""
    print(json.dumps(measure_reading()))


def measure_reading_alone() -> dict[str, float]:
    """The same in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.sentences"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(ran.stdout)


if __name__ == "__main__":
    main()
