"""The aims, and what each row of the table holds against its own."""

from dataclasses import dataclass
from typing import Any

MOST_QUERIES = 15


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `aim` and `figure` are in `unit`; an aim of None only informs. `note` stands beside it."""

    job: str
    figure: float
    unit: str
    aim: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def is_met(self) -> bool | None:
        if self.aim is None:
            return None
        return self.figure >= self.aim if self.at_least else self.figure <= self.aim


# Page: the aim in milliseconds at 1,000 invoices, and at 100,000; sizes between take the larger.
PAGES: dict[str, tuple[float, float] | None] = {
    "invoice list": (20, 25), "client page": (20, 25), "search": (12, 15), "today": (25, 35), "portal invoice": (12, 12),
    "document page": None, "client list": None,
}  # fmt: skip


def rows_of(measured: dict[str, Any]) -> list[Row]:
    """The table of one run."""
    rows = [
        Row("compose, one process", measured["compose"]["a second"], "a second", 500, True, f"{measured['compose']['sentences']} sentences"),
        Row("compose, command line", measured["compose command"], "s", 0.5, note="all inputs given"),
    ]  # fmt: skip
    if clock := measured.get("response clock"):
        # In proportion, where a quick run looks at fewer.
        aim = round(10 * clock["messages"] / 100_000, 2)
        note = f"{clock['waits']:,} waits; figures of two years in {clock['figures_seconds']} s"
        rows.append(Row(f"response clock over {clock['messages']:,} messages", clock["seconds"], "s", aim, note=note))
    if keeping := measured.get("keeping"):
        rows += _of_keeping(keeping)
    if agreeing := measured.get("agreeing"):
        rows += _of_agreeing(agreeing)
    if mail := measured.get("incoming"):
        rows.append(Row(f"fetch and file {mail['mails']:,} mails", mail["a second"], "a second", 100, True, f"{mail['cpu_seconds']} s of CPU in {mail['seconds']} s"))
        rows.append(Row(f"inbox with {mail['messages']:,} messages, p95", mail["inbox"]["p95"], "ms", 50, note=_worked(mail["inbox"])))
    for count, size in measured["sizes"].items():
        rows += _of_size(int(count), size)
    return rows


def _of_keeping(keeping: dict[str, Any]) -> list[Row]:
    trust, entries = keeping["trust"], f"{keeping['entries']:,} entries"
    return [
        Row(f"timeline of a client among {entries}, p95", keeping["timeline"]["p95"], "ms", 50, note=_worked(keeping["timeline"])),
        Row(f"next card of the review of {keeping['clients']} clients, p95", keeping["review"]["p95"], "ms", 50, note=_worked(keeping["review"])),
        Row(f"trust of {keeping['clients']} clients over two years", trust["seconds"], "s", 5, note=f"{trust['cpu_seconds']} s of CPU, {entries}"),
    ]  # fmt: skip


def _of_agreeing(agreeing: dict[str, Any]) -> list[Row]:
    jobs = (
        (f"board with {agreeing['cards']} cards", "board", 50), (f"booking page, {agreeing['booked']} times taken", "booking", 50),
        ("page of an agreement to sign", "agreement", 50), ("answer to a signature", "signing", 100), ("seal of a signed file", "seal", 1_000),
    )  # fmt: skip
    return [Row(f"{job}, p95", agreeing[name]["p95"], "ms", aim, note=_worked(agreeing[name])) for job, name, aim in jobs]


def _worked(times: dict[str, float]) -> str:
    return f"p50 {times['p50']}; CPU p50 {times['cpu_p50']}, p95 {times['cpu_p95']}"


def _of_size(count: int, size: dict[str, Any]) -> list[Row]:
    at, crowd, floor = f"at {count:,}", size["eight callers"], size["floor"]
    rows = [
        Row(f"client + issued invoice by API, {at}", size["alone"]["p50"], "ms", 20, note=_beside(size["alone"], f"raw rows {floor['p50']} ms")),
        Row(
            f"the same, 8 callers, {at}", crowd["a second"], "a second", 50, True,
            f"{crowd['failed']} of {crowd['of']} failed, {crowd['doubled']} numbers doubled, {crowd['missing']} missing; raw {floor['a second']}",
        ),
        Row(f"failed of 8 callers, {at}", crowd["failed"] + crowd["doubled"] + crowd["missing"], "", 0),
        Row(f"PDF of an invoice, {at}", size["pdf"]["p50"], "ms", 30, note=_beside(size["pdf"])),
    ]  # fmt: skip
    for name, aims in PAGES.items():
        queries, times = size["queries"][name], size["pages"][name]
        aim = None if aims is None else aims[0 if count <= 1000 else 1]
        rows.append(Row(f"{name}, {at}", times["p50"], "ms", aim, note=_beside(times, f"{queries} queries")))
    worst = max(size["queries"], key=size["queries"].__getitem__)
    memory = size["memory"]
    return [
        *rows,
        Row(f"most queries of a page, {at}", size["queries"][worst], "", MOST_QUERIES, note=worst),
        Row(f"start to first answer, {at}", size["start"], "s", 3, note="second start"),
        Row(f"memory of the whole tree, {at}", memory["pss"], "MB", 250, note=f"after the load, PSS; RSS {memory['rss']}"),
    ]


def _beside(times: dict[str, float], more: str = "") -> str:
    said = f"p95 {times['p95']}"
    return f"{said}, {more}" if more else said


def printed(rows: list[Row]) -> str:
    """The table as text."""
    heads = ("job", "figure", "aim", "", "beside it")
    cells = [(row.job, f"{row.figure:g} {row.unit}".strip(), _aim(row), _verdict(row), row.note) for row in rows]
    widths = [max(len(line[place]) for line in [heads, *cells]) for place in range(len(heads))]
    ruled = [heads, tuple("-" * width for width in widths), *cells]
    return "\n".join(
        "  ".join(text.rjust(width) if place in (1, 2) else text.ljust(width) for place, (text, width) in enumerate(zip(line, widths, strict=True))).rstrip()
        for line in ruled
    )


def _aim(row: Row) -> str:
    return "" if row.aim is None else f"{'≥' if row.at_least else '≤'} {row.aim:g}"


def _verdict(row: Row) -> str:
    return {True: "met", False: "MISSED", None: ""}[row.is_met]
