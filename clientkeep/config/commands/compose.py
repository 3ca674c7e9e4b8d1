"""Read a sentence and print the draft that it means. With all inputs given no database is asked."""

import os
import sys
from typing import Any

from clientkeep.foundation import clock

SUMMARY = "read one sentence into an invoice, quote, estimate, receipt or credit note"
RAW = True
INPUTS = {"--today", "--currency", "--locale", "--terms-days"}


def run(argv: list[str]) -> int:
    from clientkeep.lifecycle.billing.compose.cli import main

    return main(argv, _defaults(argv))


def _defaults(argv: list[str]) -> dict[str, Any]:
    """What the firm on record says for inputs that are not given; without a firm, today's date alone."""
    given = {argument.split("=")[0] for argument in argv}
    if given >= INPUTS or "--help" in given:
        return {}
    return {"today": clock.today("UTC").isoformat(), **_of_the_firm()}


def _of_the_firm() -> dict[str, Any]:
    from clientkeep.config.serving.choice import choose

    if not os.environ.get("DATABASE_URL") and not (choose().folder / "clientkeep.sqlite3").exists():
        return {}
    from clientkeep.config.command_line import with_django

    with_django()
    from django.db import DatabaseError

    try:
        return _asked()
    except DatabaseError as problem:
        print(f"The firm's defaults are not known: {problem}", file=sys.stderr)
        return {}


def _asked() -> dict[str, Any]:
    from clientkeep.relationship.clients.models import Client
    from clientkeep.workspace.members.models import Workspace

    firm = Workspace.objects.order_by("created_at").first()
    if firm is None:
        return {}
    names = Client.objects.filter(workspace=firm, archived_at=None).values_list("name", flat=True)
    return {
        "today": firm.today().isoformat(),
        "currency": firm.currency,
        "locale": "en-GB" if firm.locale == "en-GB" else "en-US",
        "terms_days": firm.terms_days,
        "clients": list(names),
    }
