"""A client and an issued invoice through the HTTP API, alone and by eight callers, beside the same rows written raw."""

import json
import sqlite3
import threading
import time
import uuid
from pathlib import Path
from typing import Any

from .spread import p50, p95
from .tree import Line, Tree

ALONE, WARM = 40, 8
CALLERS, EACH = 8, 20
FLOOR = 300


def measure_alone(tree: Tree, token: str) -> dict[str, float]:
    """Milliseconds of both requests together, one caller."""
    line = _line(tree, token)
    for n in range(WARM):
        write_one(line, f"Warm {n}")
    took = [write_one(line, f"Alone {n}")[0] for n in range(ALONE)]
    return {"p50": p50(took), "p95": p95(took)}


def measure_crowd(tree: Tree, token: str) -> dict[str, float]:
    """Invoices a second by eight callers at once, how many failed, and whether numbers were doubled or left out."""
    numbers: list[str] = []
    failed: list[str] = []

    def call(caller: int) -> None:
        line = _line(tree, token)
        for n in range(EACH):
            try:
                numbers.append(write_one(line, f"Crowd {caller} {n}")[1])
            except (RuntimeError, OSError) as problem:
                failed.append(str(problem))

    callers = [threading.Thread(target=call, args=(n,)) for n in range(CALLERS)]
    began = time.perf_counter()
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    took = time.perf_counter() - began
    places = sorted(int(number.rsplit("-", 1)[1]) for number in numbers)
    gaps = len(set(range(places[0], places[-1] + 1)) - set(places)) if places else 0
    return {
        "a second": round(len(numbers) / took, 1), "failed": len(failed), "of": CALLERS * EACH,
        "doubled": len(places) - len(set(places)), "missing": gaps,
    }  # fmt: skip


def write_one(line: Line, name: str) -> tuple[float, str]:
    """Write a client and its issued invoice; returns milliseconds and the number. RuntimeError where one is refused."""
    client, first = _post(line, "/api/v1/clients", {
        "name": f"{name} {uuid.uuid4().hex[:6]}", "city": "Portland", "country": "US",
        "contact": {"name": "Ada Client", "email": "ada@client.example"},
    })  # fmt: skip
    invoice, second = _post(line, "/api/v1/documents", {
        "kind": "invoice", "client_id": client["id"], "issue": True,
        "lines": [
            {"description": "Brand identity", "quantity": "1", "unit_price": "2400"},
            {"description": "Revisions", "quantity": "3", "unit": "hour", "unit_price": "80"},
        ],
    })  # fmt: skip
    return first + second, invoice["number"]


def measure_floor(folder: Path) -> dict[str, float]:
    """The rows of one client and one issued invoice in two commits straight to SQLite, in WAL with synchronous=FULL.

    The time of one caller; eight callers cannot do more, since SQLite has one writer.
    """
    path = folder / "floor.sqlite3"
    base = sqlite3.connect(path, isolation_level=None)
    base.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
    for table in ("client", "contact", "event", "document", "line", "entry", "posting", "counter"):
        base.execute(f"CREATE TABLE {table} (id TEXT PRIMARY KEY, a, b, c, d, e)")
    took = []
    for _ in range(FLOOR):
        began = time.perf_counter()
        _commit(base, ["client", "contact", "event", "event"])
        _commit(base, ["document", "line", "line", "entry", "posting", "posting", "counter", "event", "event"])
        took.append((time.perf_counter() - began) * 1000)
    base.close()
    for left in folder.glob("floor.sqlite3*"):
        left.unlink()
    return {"p50": p50(took), "a second": round(FLOOR / (sum(took) / 1000), 1)}


def _commit(base: sqlite3.Connection, tables: list[str]) -> None:
    base.execute("BEGIN IMMEDIATE")
    for table in tables:
        base.execute(f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?, ?)", [uuid.uuid4().hex, *["a value of some length"] * 5])
    base.execute("COMMIT")


def _line(tree: Tree, token: str) -> Line:
    return Line(tree.port, Authorization=f"Bearer {token}", **{"Content-Type": "application/json"})


def _post(line: Line, path: str, body: dict[str, Any]) -> tuple[dict[str, Any], float]:
    headers = {"Idempotency-Key": uuid.uuid4().hex}
    status, content, took = line.ask("POST", path, json.dumps(body), **headers)
    if status != 201:
        raise RuntimeError(f"{path} answered {status}: {content[:300].decode()}")
    return json.loads(content), took
