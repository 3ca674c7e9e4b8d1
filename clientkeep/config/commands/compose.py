"""Read a sentence and print the draft that it means. With all inputs given no database is asked."""

import os
import sys

SUMMARY = "read one sentence into an invoice, quote, estimate, receipt or credit note"
RAW = True
INPUTS = ("--today", "--currency", "--locale", "--terms-days", "--client")


def run(argv: list[str]) -> int:
    from clientkeep.lifecycle.billing.compose.cli import main

    return main(_with_defaults(argv)) or 0


def _with_defaults(argv: list[str]) -> list[str]:
    """Add what the firm on record would say for inputs that are not given."""
    given = {argument.split("=")[0] for argument in argv}
    if "--stdin-jsonl" in given or {"-h", "--help"} & given or given.issuperset(INPUTS[:-1]):
        return argv
    return argv + [argument for name, *values in _of_the_firm() if name not in given for argument in (name, *values)]


def _of_the_firm() -> list[tuple[str, ...]]:
    from clientkeep.config.serving.choice import choose

    if not os.environ.get("DATABASE_URL") and not (choose().folder / "clientkeep.sqlite3").exists():
        return []
    from clientkeep.config.command_line import with_django

    with_django()
    from django.db import DatabaseError

    try:
        return _asked()
    except DatabaseError as problem:
        print(f"The database was not asked for the firm's defaults: {problem}", file=sys.stderr)
        return []


def _asked() -> list[tuple[str, ...]]:
    from clientkeep.relationship.clients.models import Client
    from clientkeep.workspace.members.models import Workspace

    firm = Workspace.objects.order_by("created_at").first()
    if firm is None:
        return []
    rows = [
        ("--today", firm.today().isoformat()),
        ("--currency", firm.currency),
        ("--locale", "en-GB" if firm.locale == "en-GB" else "en-US"),
    ]
    if firm.terms_days is not None:
        rows.append(("--terms-days", str(firm.terms_days)))
    names = Client.objects.filter(workspace=firm, archived_at=None).values_list("name", flat=True)
    return rows + [("--client", name) for name in names]
