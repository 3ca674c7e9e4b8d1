"""The firm's figures on the terminal."""

import argparse
import datetime as dt
import json
import sys

SUMMARY = "tell the firm's figures: retention, time to payment and the rest"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--months", type=int, choices=(1, 3, 6, 12), default=12, help="length of the span (12)")
    parser.add_argument("--to", type=dt.date.fromisoformat, help="its last day, such as 2026-03-31 (today)")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(options: argparse.Namespace) -> int:
    from clientkeep.config.command_line import with_django

    with_django()
    from clientkeep.lifecycle.retention.figures.facts import facts_for
    from clientkeep.lifecycle.retention.figures.metrics import METRICS, shown, span_to
    from clientkeep.workspace.members.acting import Acting
    from clientkeep.workspace.members.models import Member

    owner = Member.objects.filter(role="owner", disabled_at=None).select_related("workspace", "user").order_by("created_at").first()
    if owner is None:
        print("No firm is set up yet.", file=sys.stderr)
        return 1
    firm = owner.workspace
    last = options.to or firm.today()
    facts, span = facts_for(Acting(firm, owner, via="command"), span_to(last, 2 * options.months).first), span_to(last, options.months)
    figures = {metric.key: metric.compute(facts, span) for metric in METRICS}
    if options.json:
        print(json.dumps({key: {"value": figure.value, "note": figure.note, "rows": len(figure.rows)} for key, figure in figures.items()}))
        return 0
    for metric in METRICS:
        figure = figures[metric.key]
        print(f"{metric.label:<16} {shown(metric, figure.value, firm.currency):>12}  {figure.note}")
    return 0
