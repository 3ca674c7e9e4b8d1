"""List the opportunities of the pipeline."""

import argparse
import json
import sys
from typing import Any

SUMMARY = "list the opportunities of the pipeline"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as", dest="email", help="who looks; without it the firm's owner")
    parser.add_argument("--state", choices=["open", "won", "lost", "all"], default="open")
    parser.add_argument("--stale", action="store_true", help="only those left alone for too long")
    parser.add_argument("--mine", action="store_true", help="only those of who looks")
    parser.add_argument("--most", type=int, default=100, help="how many at most, 100 where nothing is said")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")


def run(options: argparse.Namespace) -> int:
    from clientkeep.config.command_line import with_django

    with_django()
    from clientkeep.config.commands.log import _acting
    from clientkeep.foundation.errors import Refusal

    try:
        acting = _acting(options.email)
    except Refusal as problem:
        print(f"{problem.field}: {problem.message}", file=sys.stderr)
        return 2
    for row in found(acting, options.state, options.stale, options.mine, options.most):
        print(json.dumps(as_wire(row), ensure_ascii=False) if options.json else line(acting, row))
    return 0


def found(acting: Any, state: str, stale: bool, mine: bool, most: int) -> list[Any]:
    """The opportunities that this person may see, by stage and next step."""
    from clientkeep.lifecycle.sales.models import Opportunity

    rows = Opportunity.objects.visible_to(acting)
    rows = rows.stale(acting.workspace.today()) if stale else rows
    rows = rows.filter(state=state) if state != "all" else rows
    rows = rows.filter(owner=acting.member) if mine else rows
    return list(rows.select_related("client", "stage", "owner__user").order_by("stage__place", "next_step_on", "pk")[: max(0, most)])


def as_wire(row: Any) -> dict[str, Any]:
    days = {name: str(value) if (value := getattr(row, name)) else None for name in ("next_step_on", "close_on", "stale_on", "decided_on")}
    return {
        "id": str(row.pk), "title": row.title, "whose": row.whose, "state": row.state, "stage": row.stage.name, "value": None if row.value is None else str(row.value),
        "currency": row.currency, "probability": row.probability, "next_step": row.next_step, "owner": row.owner and str(row.owner), **days,
    }  # fmt: skip


def line(acting: Any, row: Any) -> str:
    """One opportunity for reading."""
    worth = "" if row.value is None else f", {row.currency} {row.value} at {row.probability} %"
    step = f"; next: {row.next_step or 'a step'} on {row.next_step_on}" if row.next_step_on else ""
    where = row.stage.name if row.state == "open" else row.state
    stale = ", stale" if row.state == "open" and row.stale_on <= acting.workspace.today() else ""
    return f"{where}{stale}: {row.title} ({row.whose}){worth}{step}"
