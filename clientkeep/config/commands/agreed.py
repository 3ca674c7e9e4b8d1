"""Tell what was agreed with a client at the end of a day."""

import argparse
import datetime as dt
import json
import sys

SUMMARY = "tell what was agreed with a client on a day"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("client", help="the client's name or id")
    parser.add_argument("--on", type=dt.date.fromisoformat, help="the day, such as 2026-05-12; today where none is given")
    parser.add_argument("--json", action="store_true", help="as JSON instead of lines")


def run(options: argparse.Namespace) -> int:
    from clientkeep.config.command_line import with_django

    with_django()
    from clientkeep.relationship.conversations.agreed.lines import lines_of, plain
    from clientkeep.relationship.conversations.agreed.reading import agreed_on

    found = _clients(options.client)
    if len(found) != 1:
        names = ", ".join(f"{client} ({client.pk})" for client in found[:5])
        print(f"Several clients fit: {names}. Give the id." if found else "No client fits.", file=sys.stderr)
        return 1
    agreed = agreed_on(found[0], options.on or found[0].workspace.today())
    print(json.dumps(plain(agreed), ensure_ascii=False) if options.json else "\n".join(lines_of(found[0], agreed)))
    return 0


def _clients(named: str) -> list:
    import uuid

    from clientkeep.relationship.clients.models import Client

    rows = Client.objects.select_related("workspace")
    try:
        return list(rows.filter(pk=uuid.UUID(named)))
    except ValueError:
        return list(rows.filter(name__iexact=named)[:6]) or list(rows.filter(name__icontains=named)[:6])
