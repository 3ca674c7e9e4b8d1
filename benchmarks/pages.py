"""Pages over HTTP, one caller on one open line, and how many queries each asks."""

import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any

from .spread import p50, p95
from .tree import ROOT, Line, Tree, environment

ROUNDS, CALLS, WARM = 3, 40, 12
PARTS_OF_NAMES = ("harb", "oak stu", "granite", "maple", "willow la", "copper", "river pr", "sons", "vineyard", "quill")


def addresses(keys: dict[str, Any]) -> dict[str, Iterator[tuple[str, str]]]:
    """For each page, without end, the cookie and the address of the next call."""
    staff = f"ck_staff={keys['session']}"
    return {
        "client page": cycle([(staff, f"/clients/{pk}/") for pk in keys["clients"]]),
        "invoice list": cycle([(staff, "/invoices/")]),
        "search": cycle([(staff, f"/search/bar/?q={part.replace(' ', '+')}") for part in PARTS_OF_NAMES]),
        "today": cycle([(staff, "/")]),
        "portal invoice": cycle(
            [(f"ck_portal={door['cookie']}", f"/p/documents/{door['document']}/") for door in keys["portal"]]
        ),
        "document page": cycle([(staff, f"/documents/{pk}/") for pk in keys["documents"]]),
        "client list": cycle([(staff, "/clients/")]),
    }


def measure_pages(tree: Tree, keys: dict[str, Any]) -> dict[str, dict[str, float]]:
    """p50 and p95 of each page in milliseconds: the best of ROUNDS rounds of CALLS, after WARM that do not count."""
    line = Line(tree.port)
    found: dict[str, dict[str, float]] = {}
    for name, coming in addresses(keys).items():
        _times(line, coming, WARM)
        rounds = [_times(line, coming, CALLS) for _ in range(ROUNDS)]
        best = min(rounds, key=p50)
        found[name] = {"p50": p50(best), "p95": p95(best)}
    return found


def count_queries(folder: Any, keys: dict[str, Any]) -> dict[str, int]:
    """Queries of one call of each page, counted inside a process of its own over the same data."""
    asked = {name: next(coming) for name, coming in addresses(keys).items()}
    command = [sys.executable, "-m", "benchmarks.counting"]
    ran = subprocess.run(
        command, env=environment(folder), cwd=ROOT, input=json.dumps(asked), capture_output=True, text=True
    )
    if ran.returncode:
        raise RuntimeError(ran.stderr[-2000:])
    return json.loads(ran.stdout)


def _times(line: Line, coming: Iterator[tuple[str, str]], count: int) -> list[float]:
    times = []
    for cookie, path in islice(coming, count):
        status, _, took = line.ask("GET", path, Cookie=cookie)
        if status != 200:
            raise RuntimeError(f"{path} answered {status}")
        times.append(took)
    return times
